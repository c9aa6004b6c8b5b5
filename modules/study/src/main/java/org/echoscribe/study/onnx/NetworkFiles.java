package org.echoscribe.study.onnx;

import java.util.LinkedHashMap;
import java.util.Map;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.study.network.NetworkWeights;
import org.echoscribe.study.network.StreamedNetwork;

/**
 * A whole network as the files of a bundle.
 *
 * @param network as it answers, not as it learns
 * @param weights its weights
 * @param precision how kernels are stored
 * @param metadata free key and value pairs that travel in each file
 */
public record NetworkFiles(
        StreamedNetwork network, NetworkWeights weights, WeightPrecision precision, Map<String, String> metadata) {

    /** The files' bytes by name: a backbone for each stream that the network has, and the head. */
    public Map<String, byte[]> contents() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        network.spatial()
                .ifPresent(graph -> files.put(
                        ModelBundle.SPATIAL_FILE,
                        WriteOnnx.bytes(graph, weights.spatial().orElseThrow(), precision, metadata)));
        network.temporal()
                .ifPresent(graph -> files.put(
                        ModelBundle.TEMPORAL_FILE,
                        WriteOnnx.bytes(graph, weights.temporal().orElseThrow(), precision, metadata)));
        files.put(ModelBundle.HEAD_FILE, WriteOnnx.bytes(network.head(), weights.head(), precision, metadata));
        return files;
    }
}
