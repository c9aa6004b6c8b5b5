package org.echoscribe.study.training;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.echoscribe.study.network.Graph;
import org.echoscribe.study.network.Node;

/**
 * How long a spatial backbone that starts from given weights keeps them: whole for some epochs, then from its end to its
 * beginning over some more. A frozen layer's moving statistics stay too.
 *
 * @param whole epochs in which all of it is frozen
 * @param progressive epochs over which it is unfrozen in equal parts, the last layers first
 */
public record Freezing(int whole, int progressive) {

    /** All layers learn from the first epoch. */
    public static final Freezing NONE = new Freezing(0, 0);
    /** The paper's for I3D: frozen in the first epoch, then unfrozen progressively over five (doi 10.21037/jmai.2019.10.03). */
    public static final Freezing PUBLISHED_I3D = new Freezing(1, 5);

    public Freezing {
        if (whole < 0 || progressive < 0) {
            throw new IllegalArgumentException(
                    "Epochs cannot be negative: frozen " + whole + ", unfreezing " + progressive);
        }
    }

    /** The names of the nodes that keep their weights in this epoch, counted from 1. */
    Set<String> frozenNodes(Optional<Graph> backbone, int epoch) {
        List<String> learning = backbone.stream()
                .flatMap(graph -> graph.nodes().stream())
                .filter(node -> !node.parameters().isEmpty())
                .map(Node::name)
                .toList();
        int unfrozenParts = Math.max(0, epoch - whole);
        int parts = Math.max(1, progressive);
        int kept = unfrozenParts >= parts || equals(NONE)
                ? 0
                : Math.ceilDiv(learning.size() * (parts - unfrozenParts), parts);
        return learning.stream().limit(kept).collect(Collectors.toSet());
    }

    /** For provenance. */
    public String describe() {
        return equals(NONE)
                ? "none"
                : "spatial backbone frozen for " + whole + " epoch(s), then unfrozen from its end over " + progressive;
    }
}
