package org.echoscribe.study.torch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.echoscribe.study.network.Graph;
import org.echoscribe.study.network.NetworkWeights;
import org.echoscribe.study.network.Shape;
import org.echoscribe.study.network.StreamedNetwork;

/**
 * A whole classifier in libtorch: backbones over all frames and chunks of all loops at once, then the head over each
 * loop's vectors in order. Without a backbone, the head's input is taken as given.
 */
public final class TorchNetwork implements AutoCloseable {

    private final Optional<TorchGraph> spatial;
    private final Optional<TorchGraph> temporal;
    private final TorchGraph head;

    /** Copies the weights into libtorch. */
    public TorchNetwork(StreamedNetwork network, NetworkWeights weights) {
        this.spatial = network.spatial()
                .map(graph -> new TorchGraph(graph, weights.spatial().orElseThrow()));
        this.temporal = network.temporal()
                .map(graph -> new TorchGraph(graph, weights.temporal().orElseThrow()));
        this.head = new TorchGraph(network.head(), weights.head());
    }

    /** The tensors that gradient descent changes, backbones first. */
    List<Tensor> trainable() {
        return parts().stream().flatMap(part -> part.trainable().stream()).toList();
    }

    /** Makes these nodes of the spatial backbone keep their weights and moving statistics; all others learn. */
    void freeze(Set<String> nodes) {
        spatial.ifPresent(part -> part.freeze(nodes));
    }

    /** Every tensor, by part and parameter name. */
    Map<String, Tensor> parameters() {
        Map<String, Tensor> all = new LinkedHashMap<>();
        for (TorchGraph part : parts()) {
            part.parameters().forEach((name, tensor) -> all.put(part.graph().name() + "/" + name, tensor));
        }
        return all;
    }

    private List<TorchGraph> parts() {
        List<TorchGraph> parts = new ArrayList<>();
        spatial.ifPresent(parts::add);
        temporal.ifPresent(parts::add);
        parts.add(head);
        return parts;
    }

    /**
     * Logits {@code [loops, views]} with the gradient's trace.
     *
     * @param inputs {@code frames} {@code [loops, frames, 3, height, width]} and {@code flow}
     *     {@code [loops, chunks, channels, height, width]}, or {@code spatial} and {@code temporal} vectors in their place;
     *     a backbone that reads clips gets all frames of a loop as one and gives one vector
     */
    Tensor logits(Map<String, Tensor> inputs, Pass pass) {
        Map<String, Tensor> vectors = new LinkedHashMap<>(inputs);
        spatial.ifPresent(backbone -> replace(vectors, "frames", "spatial", backbone, pass));
        temporal.ifPresent(backbone -> replace(vectors, "flow", "temporal", backbone, pass));
        return head.forward(vectors, pass).get("logits");
    }

    private static void replace(
            Map<String, Tensor> values, String input, String vector, TorchGraph backbone, Pass pass) {
        Tensor stacked = values.remove(input);
        Tensor images = backbone.graph().input(input).shape() instanceof Shape.Volume
                ? Tensors.clips(stacked)
                : stacked.flatten(0, 1);
        Tensor features = backbone.forward(Map.of(input, images), pass).get("features");
        values.put(vector, features.reshape(stacked.size(0), -1, features.size(1)));
    }

    /** Logits for evaluation, loop after loop, row-major {@code [loops, views]}. */
    public float[] logits(Batch batch) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            return Tensors.floats(logits(batch.tensors(), Pass.EVALUATION));
        }
    }

    /** One training-mode pass of the backbones: it moves batch normalisation's statistics and nothing else. */
    public void observeBackbones(Batch batch) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Map<String, Tensor> values = batch.tensors();
            spatial.ifPresent(backbone -> replace(values, "frames", "spatial", backbone, Pass.training(batch.size())));
            temporal.ifPresent(backbone -> replace(values, "flow", "temporal", backbone, Pass.training(batch.size())));
        }
    }

    /** A copy of the present weights. */
    public NetworkWeights weights() {
        return new NetworkWeights(spatial.map(TorchGraph::weights), temporal.map(TorchGraph::weights), head.weights());
    }

    /** Overwrites the weights. */
    public void load(NetworkWeights weights) {
        spatial.ifPresent(part -> part.load(weights.spatial().orElseThrow()));
        temporal.ifPresent(part -> part.load(weights.temporal().orElseThrow()));
        head.load(weights.head());
    }

    /** The vectors that a backbone gives for a stack of frames or chunks, row-major {@code [images, features]}. */
    public static float[] features(TorchGraph backbone, InputArray images) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            String input = backbone.graph().inputs().getFirst().name();
            Tensor stack = Tensors.copyOf(images.values(), images.shape());
            return Tensors.floats(
                    backbone.forward(Map.of(input, stack), Pass.EVALUATION).get("features"));
        }
    }

    /** The declarations of the parts, for messages. */
    List<Graph> graphs() {
        return parts().stream().map(TorchGraph::graph).toList();
    }

    @Override
    public void close() {
        parts().forEach(TorchGraph::close);
    }
}
