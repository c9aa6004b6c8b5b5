package org.echoscribe.study.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.echoscribe.study.network.Graph;
import org.echoscribe.study.network.HowardNetworks;
import org.echoscribe.study.network.NetworkScale;
import org.echoscribe.study.network.NetworkWeights;
import org.echoscribe.study.network.StreamedNetwork;
import org.echoscribe.study.network.Weights;
import org.echoscribe.study.torch.Batch;
import org.echoscribe.study.torch.InputArray;
import org.echoscribe.study.torch.TorchNetwork;
import org.junit.jupiter.api.Test;

/** The network that was trained (libtorch) and the files that are shipped (ONNX Runtime) are the same function. */
class BackEndsAgreeTest {

    private static final double LOGIT_TOLERANCE = 1e-3;
    private static final double PROBABILITY_TOLERANCE = 1e-4;
    /** Zero momentum: one pass replaces the moving statistics by the batch's, so they are populated at once. */
    private static final double TAKE_THE_BATCHS = 0;

    @Test
    void theSmallTwoStreamNetworkGivesTheSameScoresInBoth() throws OrtException {
        NetworkScale small = new NetworkScale(0.25, 96, TAKE_THE_BATCHS);
        requireAgreement(new HowardNetworks(20, small, 4, 10, small, 14), 16);
    }

    @Test
    void thePublishedTwoStreamNetworkGivesTheSameScoresInBoth() throws OrtException {
        HowardNetworks published = new HowardNetworks(
                20, new NetworkScale(1, 299, TAKE_THE_BATCHS), 4, 10, new NetworkScale(1, 224, TAKE_THE_BATCHS), 14);
        requireAgreement(published, 1);
    }

    /**
     * The small network's last maps are a single pixel, so it needs more loops for a variance that is not next to nothing.
     */
    private static void requireAgreement(HowardNetworks networks, int populatingLoops) throws OrtException {
        WeightPrecision precision = WeightPrecision.FLOAT32;
        StreamedNetwork network = networks.twoStream();
        Batch populating = randomLoops(networks, populatingLoops, 4, 1);
        Batch loop = randomLoops(networks, 1, networks.frames(), 2);
        NetworkWeights weights;
        float[] fromTorch;
        try (TorchNetwork torch = new TorchNetwork(network, NetworkWeights.initial(network, 7))) {
            torch.observeBackbones(populating);
            weights = torch.weights();
            fromTorch = torch.logits(loop);
        }
        float[] fromOnnxRuntime = logitsOfFiles(network, weights, precision, loop);

        assertThat(spread(fromTorch))
                .as("logits must differ between views, or nothing is tested")
                .isGreaterThan(0.01);
        for (int view = 0; view < fromTorch.length; view++) {
            assertThat((double) fromOnnxRuntime[view]).isCloseTo(fromTorch[view], within(LOGIT_TOLERANCE));
            assertThat(softmax(fromOnnxRuntime)[view])
                    .isCloseTo(softmax(fromTorch)[view], within(PROBABILITY_TOLERANCE));
        }
    }

    private static float[] logitsOfFiles(
            StreamedNetwork network, NetworkWeights weights, WeightPrecision precision, Batch loop)
            throws OrtException {
        InputArray frames = loop.inputs().get("frames");
        InputArray flow = loop.inputs().get("flow");
        float[] spatial =
                features(network.spatial().orElseThrow(), weights.spatial().orElseThrow(), precision, frames);
        float[] temporal =
                features(network.temporal().orElseThrow(), weights.temporal().orElseThrow(), precision, flow);
        Map<String, InputArray> vectors = new LinkedHashMap<>();
        vectors.put(
                "spatial", new InputArray(direct(spatial), 1, frames.shape()[1], spatial.length / frames.shape()[1]));
        vectors.put(
                "temporal", new InputArray(direct(temporal), 1, flow.shape()[1], temporal.length / flow.shape()[1]));
        return run(WriteOnnx.bytes(network.head(), weights.head(), precision, Map.of()), vectors, "logits");
    }

    /** A few images at a time, so that memory stays bounded and the open batch axis is exercised. */
    private static float[] features(Graph backbone, Weights weights, WeightPrecision precision, InputArray images)
            throws OrtException {
        byte[] file = WriteOnnx.bytes(backbone, weights, precision, Map.of());
        String name = backbone.inputs().getFirst().name();
        long[] shape = images.shape();
        int count = Math.toIntExact(shape[0] * shape[1]);
        int size = images.values().limit() / count;
        int atOnce = 4;
        float[] all = new float[0];
        for (int first = 0; first < count; first += atOnce) {
            int taken = Math.min(atOnce, count - first);
            FloatBuffer part = images.values().slice(first * size, taken * size);
            long[] stacked = {taken, shape[2], shape[3], shape[4]};
            float[] vectors = run(file, Map.of(name, new InputArray(part, stacked)), "features");
            int before = all.length;
            all = Arrays.copyOf(all, before + vectors.length);
            System.arraycopy(vectors, 0, all, before, vectors.length);
        }
        return all;
    }

    private static float[] run(byte[] file, Map<String, InputArray> inputs, String output) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(2);
            try (OrtSession session = environment.createSession(file, options)) {
                Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
                for (var input : inputs.entrySet()) {
                    tensors.put(
                            input.getKey(),
                            OnnxTensor.createTensor(
                                    environment,
                                    input.getValue().values(),
                                    input.getValue().shape()));
                }
                try (OrtSession.Result result = session.run(tensors, java.util.Set.of(output))) {
                    FloatBuffer values = ((OnnxTensor) result.get(output).orElseThrow()).getFloatBuffer();
                    float[] copy = new float[values.remaining()];
                    values.get(copy);
                    return copy;
                } finally {
                    tensors.values().forEach(OnnxTensor::close);
                }
            }
        }
    }

    private static Batch randomLoops(HowardNetworks networks, int loops, int frames, long seed) {
        int framePixels = networks.spatialScale().pixels();
        int flowPixels = networks.temporalScale().pixels();
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, InputArray> inputs = new LinkedHashMap<>();
        inputs.put("frames", random(random, 0, 1, loops, frames, 3, framePixels, framePixels));
        inputs.put(
                "flow",
                random(
                        random,
                        -1,
                        1,
                        loops,
                        networks.chunks(),
                        2L * networks.fieldsPerChunk(),
                        flowPixels,
                        flowPixels));
        return new Batch(inputs, new long[loops]);
    }

    private static InputArray random(SplittableRandom random, double low, double high, long... shape) {
        int size = 1;
        for (long dimension : shape) {
            size = Math.toIntExact(size * dimension);
        }
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextDouble(low, high);
        }
        return new InputArray(direct(values), shape);
    }

    private static FloatBuffer direct(float[] values) {
        return ByteBuffer.allocateDirect(Float.BYTES * values.length)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer()
                .put(values)
                .flip();
    }

    private static double[] softmax(float[] logits) {
        double sum = 0;
        double[] probabilities = new double[logits.length];
        for (int i = 0; i < logits.length; i++) {
            probabilities[i] = Math.exp(logits[i]);
            sum += probabilities[i];
        }
        for (int i = 0; i < logits.length; i++) {
            probabilities[i] /= sum;
        }
        return probabilities;
    }

    private static double spread(float[] values) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (float value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return high - low;
    }
}
