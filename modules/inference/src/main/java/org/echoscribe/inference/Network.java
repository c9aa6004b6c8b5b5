package org.echoscribe.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echoscribe.vocabulary.NetworkInput;
import org.echoscribe.vocabulary.NetworkInput.Tensor;
import org.echoscribe.vocabulary.View;

/** The graphs of one bundle put together: one or two backbones and the head. Used by one thread at a time. */
final class Network implements AutoCloseable {

    private static final String SPATIAL = "spatial";
    private static final String TEMPORAL = "temporal";
    private static final String LOGITS = "logits";
    private static final int VIEWS = View.values().length;

    /** By the name of the head's input. */
    private final Map<String, Backbone> backbones = new LinkedHashMap<>();

    private final boolean cuda;
    private Optional<Graph> head = Optional.empty();

    Network(ModelBundle bundle, ExecutionOptions options) throws BundleRejectedException {
        GraphOpener opener = new GraphOpener(options);
        try {
            open(bundle, opener, options.imagesPerRun());
        } catch (BundleRejectedException | RuntimeException e) {
            close();
            throw e;
        }
        this.cuda = opener.usesCuda();
    }

    private void open(ModelBundle bundle, GraphOpener opener, int imagesPerRun) throws BundleRejectedException {
        var spatial = bundle.inputSpecification().spatial();
        if (spatial.isPresent()) {
            Graph graph = opener.openBackbone(file(bundle, ModelBundle.SPATIAL_FILE));
            var in = spatial.get();
            LoopImages images = graph.readsClips("frames")
                    ? LoopImages.clip(in.frames(), 3, in.height(), in.width())
                    : LoopImages.oneByOne(in.frames(), 3, in.height(), in.width());
            backbones.put(SPATIAL, backbone(graph, "frames", images, imagesPerRun));
        }
        var temporal = bundle.inputSpecification().temporal();
        if (temporal.isPresent()) {
            Graph graph = opener.openBackbone(file(bundle, ModelBundle.TEMPORAL_FILE));
            var in = temporal.get();
            LoopImages images = LoopImages.oneByOne(in.chunks(), 2L * in.fieldsPerChunk(), in.height(), in.width());
            backbones.put(TEMPORAL, backbone(graph, "flow", images, imagesPerRun));
        }
        Graph opened = opener.openHead(file(bundle, ModelBundle.HEAD_FILE));
        head = Optional.of(opened);
        opened.requireInputs(backbones.keySet());
        for (Map.Entry<String, Backbone> stream : backbones.entrySet()) {
            Backbone backbone = stream.getValue();
            opened.requireInput(stream.getKey(), Graph.ANY, backbone.images(), backbone.features());
        }
        opened.requireOutput(LOGITS, Graph.ANY, VIEWS);
    }

    private static Backbone backbone(Graph graph, String input, LoopImages images, int imagesPerRun)
            throws BundleRejectedException {
        try {
            return new Backbone(graph, input, images, imagesPerRun);
        } catch (BundleRejectedException | RuntimeException e) {
            graph.close();
            throw e;
        }
    }

    private static Path file(ModelBundle bundle, String name) {
        return bundle.file(name).orElseThrow(() -> new IllegalStateException("a verified bundle lacks " + name));
    }

    /** Where the backbones compute, as ONNX Runtime names it. */
    String executionProvider() {
        return cuda ? "CUDAExecutionProvider" : "CPUExecutionProvider";
    }

    /** @throws InferenceException if the input does not have the streams and shapes that this network reads */
    void requireShapes(NetworkInput input) {
        for (String stream : List.of(SPATIAL, TEMPORAL)) {
            Optional<Backbone> backbone = Optional.ofNullable(backbones.get(stream));
            Optional<Tensor> tensor = tensor(stream, input);
            String needed = backbone.map(b -> Arrays.toString(b.loopShape())).orElse("none");
            String given = tensor.map(t -> Arrays.toString(t.shape())).orElse("none");
            if (!needed.equals(given)) {
                throw new InferenceException("The network reads a " + stream + " input of shape " + needed + " and got "
                        + given + "; prepare the loop with this bundle's input specification");
            }
            long values = tensor.map(t -> Arrays.stream(t.shape()).reduce(1, Math::multiplyExact))
                    .orElse(0L);
            if (values != tensor.map(t -> t.values().limit()).orElse(0)) {
                throw new InferenceException("The " + stream + " input's buffer does not hold its shape " + given);
            }
        }
    }

    /** One row of logits per loop, in the bundle's output order. */
    List<float[]> logits(List<NetworkInput> loops, OrtSession.RunOptions options) throws OrtException {
        Map<String, OnnxTensor> features = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, Backbone> stream : backbones.entrySet()) {
                List<Tensor> inputs = loops.stream()
                        .map(loop -> tensor(stream.getKey(), loop).orElseThrow())
                        .toList();
                features.put(stream.getKey(), features(stream.getValue(), inputs, options));
            }
            float[] all = head.orElseThrow().run(features, LOGITS, options);
            List<float[]> rows = new ArrayList<>();
            for (int loop = 0; loop < loops.size(); loop++) {
                rows.add(Arrays.copyOfRange(all, loop * VIEWS, (loop + 1) * VIEWS));
            }
            return rows;
        } finally {
            features.values().forEach(OnnxTensor::close);
        }
    }

    private static OnnxTensor features(Backbone backbone, List<Tensor> loops, OrtSession.RunOptions options)
            throws OrtException {
        float[] vectors = backbone.features(loops, options);
        long[] shape = {loops.size(), backbone.images(), vectors.length / loops.size() / backbone.images()};
        return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), FloatBuffer.wrap(vectors), shape);
    }

    private static Optional<Tensor> tensor(String stream, NetworkInput input) {
        return stream.equals(SPATIAL) ? input.frames() : input.flow();
    }

    @Override
    public void close() {
        backbones.values().forEach(Backbone::close);
        head.ifPresent(Graph::close);
    }
}
