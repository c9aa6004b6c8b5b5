package org.echoscribe.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echoscribe.vocabulary.NetworkInput;
import org.echoscribe.vocabulary.View;

/**
 * Where in the picture a stream saw what speaks for a view: class-activation maps (B. Zhou et al., CVPR 2016,
 * arXiv:1512.04150), computed inside a bundle's graph. Bundles have them where somebody asked for it; whoever does not open
 * this pays nothing, because ONNX Runtime computes only the outputs that are asked for. A map costs one more pass of its
 * stream's backbone.
 *
 * <p>Used by one thread at a time.
 */
public final class ActivationMaps implements AutoCloseable {

    /** The graph's output, {@code [N, 14, h, w]}: by image and view in the bundle's order, what each place adds to the logit. */
    public static final String OUTPUT = "activation";

    private final List<View> views;
    private final Graph graph;
    private final boolean temporal;

    private ActivationMaps(List<View> views, Graph graph, boolean temporal) {
        this.views = views;
        this.graph = graph;
        this.temporal = temporal;
    }

    /**
     * One view's map.
     *
     * @param rows of the network's last feature maps: fewer than the input's
     * @param columns likewise
     * @param values row-major, mean over the loop's frames or chunks; their mean is the stream's part of the view's logit
     */
    public record ActivationMap(int rows, int columns, float[] values) {}

    /**
     * Opens the maps of a bundle's temporal stream, or of its spatial one where that alone has them; empty where neither has.
     *
     * @throws BundleRejectedException if the graph cannot be opened
     */
    public static Optional<ActivationMaps> open(ModelBundle bundle, ExecutionOptions options)
            throws BundleRejectedException {
        GraphOpener opener = new GraphOpener(options);
        for (String file : List.of(ModelBundle.TEMPORAL_FILE, ModelBundle.SPATIAL_FILE)) {
            Optional<Path> path = bundle.file(file);
            if (path.isPresent()) {
                Graph graph = opener.openBackbone(path.get());
                if (graph.gives(OUTPUT)) {
                    return Optional.of(
                            new ActivationMaps(bundle.views(), graph, file.equals(ModelBundle.TEMPORAL_FILE)));
                }
                graph.close();
            }
        }
        return Optional.empty();
    }

    /**
     * The map of one view.
     *
     * @throws InferenceException if the input lacks the stream, or ONNX Runtime fails
     */
    public ActivationMap of(NetworkInput input, View view) {
        NetworkInput.Tensor images = (temporal ? input.flow() : input.frames())
                .orElseThrow(() -> new InferenceException("The input lacks the stream whose activation is asked for"));
        String name = temporal ? "flow" : "frames";
        try (OrtSession.RunOptions options = new OrtSession.RunOptions();
                OnnxTensor tensor = tensor(images, graph.readsClips(name))) {
            long[] shape = graph.requireOutput(OUTPUT, Graph.ANY, views.size(), Graph.ANY, Graph.ANY);
            float[] all = graph.run(Map.of(name, tensor), OUTPUT, options);
            int count = (int) tensor.getInfo().getShape()[0];
            return mean(all, count, views.indexOf(view), (int) shape[2], (int) shape[3]);
        } catch (OrtException | BundleRejectedException e) {
            throw new InferenceException("The activation map could not be computed: " + e.getMessage(), e);
        }
    }

    private static OnnxTensor tensor(NetworkInput.Tensor images, boolean clip) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        if (!clip) {
            return OnnxTensor.createTensor(environment, images.values().duplicate(), images.shape());
        }
        long[] shape = images.shape();
        LoopImages order = LoopImages.clip((int) shape[0], shape[1], shape[2], shape[3]);
        FloatBuffer turned = ByteBuffer.allocateDirect(order.values() * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        order.copy(images.values(), 0, turned, 0);
        return OnnxTensor.createTensor(environment, turned, order.batchShape(1));
    }

    private ActivationMap mean(float[] all, int images, int view, int rows, int columns) {
        int pixels = rows * columns;
        float[] mean = new float[pixels];
        for (int image = 0; image < images; image++) {
            int start = (image * views.size() + view) * pixels;
            float[] one = Arrays.copyOfRange(all, start, start + pixels);
            for (int i = 0; i < pixels; i++) {
                mean[i] += one[i] / images;
            }
        }
        return new ActivationMap(rows, columns, mean);
    }

    @Override
    public void close() {
        graph.close();
    }
}
