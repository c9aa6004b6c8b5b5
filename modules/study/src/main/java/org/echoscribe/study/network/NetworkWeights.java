package org.echoscribe.study.network;

import java.util.Optional;

/**
 * The weights of a {@link StreamedNetwork}, part by part.
 *
 * @param spatial present where the network has a spatial backbone
 * @param temporal present where it has a temporal one
 * @param head always
 */
public record NetworkWeights(Optional<Weights> spatial, Optional<Weights> temporal, Weights head) {

    /** Weights before training, the same for the same seed. */
    public static NetworkWeights initial(StreamedNetwork network, long seed) {
        return new NetworkWeights(
                network.spatial().map(graph -> Weights.initial(graph, seed)),
                network.temporal().map(graph -> Weights.initial(graph, seed + 1)),
                Weights.initial(network.head(), seed + 2));
    }
}
