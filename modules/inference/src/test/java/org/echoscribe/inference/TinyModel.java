package org.echoscribe.inference;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.echoscribe.vocabulary.InputSpecification.SpatialInput;
import org.echoscribe.vocabulary.InputSpecification.TemporalInput;
import org.echoscribe.vocabulary.NetworkInput;
import org.echoscribe.vocabulary.NetworkInput.Tensor;

/** A synthetic bundle of {@link TinyGraphs}, loops for it, and what it should answer. */
record TinyModel(BundleDescription description) {

    private static final int SPATIAL_FEATURES = 8;
    private static final int TEMPORAL_FEATURES = 6;
    private static final float[] SPATIAL_WEIGHTS = TinyGraphs.random(1, SPATIAL_FEATURES * 3 * 9);
    private static final float[] TEMPORAL_WEIGHTS =
            TinyGraphs.random(2, TEMPORAL_FEATURES * 2 * Bundles.TEMPORAL.fieldsPerChunk() * 9);

    ModelBundle writtenTo(Path directory) throws IOException {
        return writtenTo(directory, head());
    }

    ModelBundle writtenTo(Path directory, byte[] head) throws IOException {
        BundleWriter writer = new BundleWriter(description, "# Synthetic, random weights\n");
        if (hasSpatial()) {
            writer.add(ModelBundle.SPATIAL_FILE, spatial());
        }
        if (hasTemporal()) {
            writer.add(ModelBundle.TEMPORAL_FILE, temporal());
        }
        writer.add(ModelBundle.HEAD_FILE, head).writeDirectory(directory);
        return ModelBundle.open(directory);
    }

    static byte[] spatial() {
        SpatialInput in = Bundles.SPATIAL;
        return TinyGraphs.backbone("frames", 3, in.height(), in.width(), SPATIAL_FEATURES, SPATIAL_WEIGHTS);
    }

    static byte[] temporal() {
        TemporalInput in = Bundles.TEMPORAL;
        return TinyGraphs.backbone(
                "flow", 2 * in.fieldsPerChunk(), in.height(), in.width(), TEMPORAL_FEATURES, TEMPORAL_WEIGHTS);
    }

    byte[] head() {
        return TinyGraphs.head(
                hasSpatial() ? Bundles.SPATIAL.frames() : 0,
                SPATIAL_FEATURES,
                hasTemporal() ? Bundles.TEMPORAL.chunks() : 0,
                TEMPORAL_FEATURES,
                headWeights());
    }

    NetworkInput loop(long seed) {
        SpatialInput s = Bundles.SPATIAL;
        TemporalInput t = Bundles.TEMPORAL;
        Optional<Tensor> frames =
                hasSpatial() ? Optional.of(tensor(seed, s.frames(), 3, s.height(), s.width())) : Optional.empty();
        Optional<Tensor> flow = hasTemporal()
                ? Optional.of(tensor(seed + 1000, t.chunks(), 2L * t.fieldsPerChunk(), t.height(), t.width()))
                : Optional.empty();
        return new NetworkInput(frames, flow, 40, false);
    }

    /** The logits in the bundle's output order, in double precision. */
    double[] expectedLogits(NetworkInput loop) {
        double[] features = new double[featuresOfHead()];
        if (hasSpatial()) {
            addMean(loop.frames().orElseThrow(), SPATIAL_FEATURES, SPATIAL_WEIGHTS, features, 0);
        }
        if (hasTemporal()) {
            int offset = hasSpatial() ? SPATIAL_FEATURES : 0;
            addMean(loop.flow().orElseThrow(), TEMPORAL_FEATURES, TEMPORAL_WEIGHTS, features, offset);
        }
        double[] logits = new double[14];
        for (int i = 0; i < features.length; i++) {
            for (int view = 0; view < 14; view++) {
                logits[view] += features[i] * headWeights()[i * 14 + view];
            }
        }
        return logits;
    }

    static ExecutionOptions options(int maximumBatch, Duration wait, int imagesPerRun) {
        return new ExecutionOptions(ExecutionProvider.CPU, 1, maximumBatch, wait, imagesPerRun);
    }

    private static void addMean(Tensor tensor, int features, float[] weights, double[] target, int offset) {
        int images = (int) tensor.shape()[0];
        int channels = (int) tensor.shape()[1];
        int height = (int) tensor.shape()[2];
        int width = (int) tensor.shape()[3];
        float[] image = new float[channels * height * width];
        for (int i = 0; i < images; i++) {
            tensor.values().get(i * image.length, image);
            double[] some = TinyGraphs.backboneFeatures(image, channels, height, width, features, weights);
            for (int f = 0; f < features; f++) {
                target[offset + f] += some[f] / images;
            }
        }
    }

    private static Tensor tensor(long seed, long... shape) {
        int length = (int) (shape[0] * shape[1] * shape[2] * shape[3]);
        FloatBuffer values = ByteBuffer.allocateDirect(length * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        return new Tensor(values.put(TinyGraphs.random(seed, length)).flip(), shape);
    }

    private float[] headWeights() {
        return TinyGraphs.random(3, featuresOfHead() * 14);
    }

    private int featuresOfHead() {
        return (hasSpatial() ? SPATIAL_FEATURES : 0) + (hasTemporal() ? TEMPORAL_FEATURES : 0);
    }

    private boolean hasSpatial() {
        return description.inputSpecification().spatial().isPresent();
    }

    private boolean hasTemporal() {
        return description.inputSpecification().temporal().isPresent();
    }
}
