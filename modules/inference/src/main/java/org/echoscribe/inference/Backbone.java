package org.echoscribe.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.echoscribe.vocabulary.NetworkInput.Tensor;

/**
 * One stream's network up to its feature vectors: each image - a frame, a chunk of flow fields, or a whole clip - to one
 * vector.
 *
 * <p>The images of all loops of a batch go through in runs of a bounded number, copied one after the other into one
 * buffer outside the heap that ONNX Runtime reads in place.
 */
final class Backbone implements AutoCloseable {

    private static final String FEATURES = "features";

    private final Graph graph;
    private final String input;
    private final LoopImages images;
    private final int imagesPerRun;
    private final FloatBuffer staging;
    private final long features;

    /**
     * @param images what the graph reads of a loop
     * @param imagesPerRun most single images at once; fewer clips accordingly
     */
    Backbone(Graph graph, String input, LoopImages images, int imagesPerRun) throws BundleRejectedException {
        this.graph = graph;
        this.input = input;
        this.images = images;
        this.imagesPerRun = images.perRun(imagesPerRun);
        graph.requireInputs(Set.of(input));
        graph.requireInput(input, images.batchShape(Graph.ANY));
        this.features = graph.requireOutput(FEATURES, Graph.ANY, Graph.ANY)[1];
        int bytes = Math.toIntExact((long) this.imagesPerRun * images.values() * Float.BYTES);
        this.staging =
                ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder()).asFloatBuffer();
    }

    /** How many images one loop has. */
    int images() {
        return images.count();
    }

    /** The length of a feature vector as the graph declares it, or {@link Graph#ANY}. */
    long features() {
        return features;
    }

    /** The shape of one loop's input. */
    long[] loopShape() {
        return images.loopShape();
    }

    /** The feature vectors of all images of all loops, one after the other. */
    float[] features(List<Tensor> loops, OrtSession.RunOptions options) throws OrtException {
        int total = loops.size() * images.count();
        float[] all = new float[0];
        for (int done = 0; done < total; done += imagesPerRun) {
            int count = Math.min(imagesPerRun, total - done);
            stage(loops, done, count);
            float[] some = run(count, options);
            if (done == 0) {
                all = new float[some.length / count * total];
            }
            System.arraycopy(some, 0, all, some.length / count * done, some.length);
        }
        return all;
    }

    private void stage(List<Tensor> loops, int first, int count) {
        for (int i = 0; i < count; i++) {
            FloatBuffer loop = loops.get((first + i) / images.count()).values();
            images.copy(loop, (first + i) % images.count(), staging, i * images.values());
        }
    }

    private float[] run(int count, OrtSession.RunOptions options) throws OrtException {
        FloatBuffer values = staging.slice(0, count * images.values());
        try (OnnxTensor tensor =
                OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), values, images.batchShape(count))) {
            return graph.run(Map.of(input, tensor), FEATURES, options);
        }
    }

    @Override
    public void close() {
        graph.close();
    }
}
