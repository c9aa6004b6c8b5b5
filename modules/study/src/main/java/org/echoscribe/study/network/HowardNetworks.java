package org.echoscribe.study.network;

import java.util.Optional;

/**
 * The networks of J. P. Howard et al., J Med Artif Intell 2020;3:4, doi 10.21037/jmai.2019.10.03, that lead to its winner:
 * single-frame Xception, time-distributed Xception, temporal Inception V3 on optical flow, and both as two streams.
 *
 * @param frames frames that the spatial stream reads, 20 in the paper
 * @param spatialScale size of the spatial stream
 * @param chunks chunks of optical flow, 4 in the paper
 * @param fieldsPerChunk flow fields of a chunk, 10 in the paper
 * @param temporalScale size of the temporal stream
 * @param views classes, 14 in the paper
 */
public record HowardNetworks(
        int frames, NetworkScale spatialScale, int chunks, int fieldsPerChunk, NetworkScale temporalScale, int views) {

    /** The paper's sizes. */
    public static HowardNetworks published() {
        return new HowardNetworks(20, NetworkScale.publishedFrames(), 4, 10, NetworkScale.publishedFlow(), 14);
    }

    /** Xception on one frame. */
    public StreamedNetwork singleFrame() {
        Graph spatial = Xception.backbone(spatialScale);
        return new StreamedNetwork(
                "Xception", Optional.of(spatial), Optional.empty(), Heads.singleFrame(features(spatial), views));
    }

    /** Xception on each frame, then 1-D convolutions over time. */
    public StreamedNetwork timeDistributed() {
        Graph spatial = Xception.backbone(spatialScale);
        return new StreamedNetwork(
                "TD-Xception",
                Optional.of(spatial),
                Optional.empty(),
                Heads.timeDistributed(frames, features(spatial), spatialScale, views));
    }

    /** Inception V3 on each chunk of optical flow. */
    public StreamedNetwork temporalAlone() {
        Graph temporal = InceptionV3.backbone("flow", 2 * fieldsPerChunk, temporalScale);
        return new StreamedNetwork(
                "Temporal Inception V3",
                Optional.empty(),
                Optional.of(temporal),
                Heads.temporal(chunks, features(temporal), views));
    }

    /** The winner. */
    public StreamedNetwork twoStream() {
        Graph spatial = Xception.backbone(spatialScale);
        Graph temporal = InceptionV3.backbone("flow", 2 * fieldsPerChunk, temporalScale);
        return new StreamedNetwork(
                "Two-stream (TD-Xception + temporal Inception V3)",
                Optional.of(spatial),
                Optional.of(temporal),
                Heads.twoStream(frames, features(spatial), chunks, features(temporal), spatialScale, views));
    }

    private static int features(Graph backbone) {
        return backbone.output("features").features();
    }
}
