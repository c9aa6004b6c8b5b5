package org.echoscribe.study.network;

import java.util.Optional;

/**
 * A whole classifier, cut where the bundle cuts it: backbones that see one frame or one chunk at a time, and the head that
 * sees their vectors in order.
 *
 * @param name what the architecture is called in bundles and tables
 * @param spatial the backbone over frames
 * @param temporal the backbone over chunks of optical flow
 * @param head what turns the vectors into logits
 */
public record StreamedNetwork(String name, Optional<Graph> spatial, Optional<Graph> temporal, Graph head) {

    /** Total parameters of all parts. */
    public long parameterCount() {
        return spatial.map(Graph::parameterCount).orElse(0L)
                + temporal.map(Graph::parameterCount).orElse(0L)
                + head.parameterCount();
    }

    /** Trainable parameters of all parts. */
    public long trainableParameterCount() {
        return spatial.map(Graph::trainableParameterCount).orElse(0L)
                + temporal.map(Graph::trainableParameterCount).orElse(0L)
                + head.trainableParameterCount();
    }
}
