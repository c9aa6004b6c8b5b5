package org.echoscribe.study.torch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.vocabulary.NetworkInput;
import org.echoscribe.vocabulary.View;

/**
 * How a view's score would change with each pixel: K. Simonyan, A. Vedaldi, A. Zisserman, "Deep Inside Convolutional
 * Networks", ICLR workshop 2014, arXiv:1312.6034, as in Howard et al. 2020 (doi 10.21037/jmai.2019.10.03), figure 4. The
 * score is the logit, before the softmax. Not thread-safe.
 */
public final class InputGradients implements AutoCloseable {

    private final ModelBundle bundle;
    private final Optional<OnnxGraph> spatial;
    private final Optional<OnnxGraph> temporal;
    private final OnnxGraph head;

    /** Reads the bundle's shipped graphs into libtorch. */
    public InputGradients(ModelBundle bundle) throws IOException {
        this.bundle = bundle;
        this.spatial = open(bundle.file(ModelBundle.SPATIAL_FILE));
        this.temporal = open(bundle.file(ModelBundle.TEMPORAL_FILE));
        this.head = new OnnxGraph(bundle.file(ModelBundle.HEAD_FILE).orElseThrow());
    }

    private static Optional<OnnxGraph> open(Optional<Path> file) throws IOException {
        return file.isPresent() ? Optional.of(new OnnxGraph(file.get())) : Optional.empty();
    }

    /**
     * The derivatives of one view's logit.
     *
     * @param view which one
     * @param logits of all views, in {@link View} order
     * @param frames in the shape of the input's frames, row-major; empty where the bundle reads none
     * @param flow in the shape of the input's flow, likewise
     */
    public record Gradients(View view, float[] logits, Optional<float[]> frames, Optional<float[]> flow) {}

    /**
     * Differentiates one loop's score.
     *
     * @param wanted the view; the one with the greatest score where none is given
     * @param against where it is given, the difference of both views' scores is differentiated
     */
    public Gradients of(NetworkInput input, Optional<View> wanted, Optional<View> against) {
        try (PointerScope scope = new PointerScope()) {
            Map<String, Tensor> inputs = new LinkedHashMap<>();
            Map<String, Tensor> vectors = new LinkedHashMap<>();
            spatial.ifPresent(graph -> run(graph, "frames", "spatial", input.frames(), inputs, vectors));
            temporal.ifPresent(graph -> run(graph, "flow", "temporal", input.flow(), inputs, vectors));
            Tensor logits = head.forward(vectors).get("logits");
            float[] inOutputOrder = Tensors.floats(logits);
            float[] ordered = new float[inOutputOrder.length];
            for (int i = 0; i < ordered.length; i++) {
                ordered[bundle.views().get(i).ordinal()] = inOutputOrder[i];
            }
            View view = wanted.orElseGet(() -> best(ordered));
            Tensor score = logits.select(1, bundle.views().indexOf(view));
            against.map(rival -> score.sub(logits.select(1, bundle.views().indexOf(rival))))
                    .orElse(score)
                    .sum()
                    .backward();
            return new Gradients(
                    view,
                    ordered,
                    Optional.ofNullable(inputs.get("frames")).map(InputGradients::gradient),
                    Optional.ofNullable(inputs.get("flow")).map(InputGradients::gradient));
        }
    }

    private static void run(
            OnnxGraph graph,
            String input,
            String vector,
            Optional<NetworkInput.Tensor> values,
            Map<String, Tensor> inputs,
            Map<String, Tensor> vectors) {
        NetworkInput.Tensor given = values.orElseThrow(
                () -> new IllegalArgumentException("The bundle reads " + input + ", which the input lacks"));
        Tensor tensor = Tensors.copyOf(given.values().duplicate(), given.shape());
        tensor.set_requires_grad(true);
        inputs.put(input, tensor);
        String name = graph.inputs().getFirst();
        Tensor images = graph.readsClips(name) ? Tensors.clips(tensor.unsqueeze(0)) : tensor;
        Tensor features = graph.forward(Map.of(name, images)).get("features");
        vectors.put(vector, features.unsqueeze(0));
    }

    private static float[] gradient(Tensor input) {
        return Tensors.floats(input.grad());
    }

    private static View best(float[] ordered) {
        return Arrays.stream(View.values())
                .reduce((one, other) -> ordered[other.ordinal()] > ordered[one.ordinal()] ? other : one)
                .orElseThrow();
    }

    @Override
    public void close() {
        spatial.ifPresent(OnnxGraph::close);
        temporal.ifPresent(OnnxGraph::close);
        head.close();
    }
}
