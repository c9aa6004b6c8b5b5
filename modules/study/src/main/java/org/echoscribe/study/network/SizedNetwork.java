package org.echoscribe.study.network;

import java.util.Optional;
import org.echoscribe.vocabulary.InputSpecification;
import org.echoscribe.vocabulary.InputSpecification.SpatialInput;
import org.echoscribe.vocabulary.InputSpecification.TemporalInput;
import org.echoscribe.vocabulary.InputSpecification.TvL1Parameters;
import org.echoscribe.vocabulary.View;

/**
 * A network of the paper in one size.
 *
 * @param paper which one
 * @param spatialScale size of the stream over frames, where there is one
 * @param temporalScale size of the stream over optical flow, where there is one
 */
public record SizedNetwork(PaperNetwork paper, NetworkScale spatialScale, NetworkScale temporalScale) {

    /** Chunks of optical flow of a loop. */
    public static final int CHUNKS = 4;
    /** Flow fields of a chunk. */
    public static final int FIELDS_PER_CHUNK = 10;

    /** The paper gives no bound of the flow; that of its tool's examples, in pixels between two frames. */
    private static final float FLOW_BOUND_PIXELS = 15f;

    private static final int MINIMUM_FRAMES = 10;
    private static final int VIEWS = View.values().length;

    /** The network as it answers, which is what a bundle holds; its name is the paper's. */
    public StreamedNetwork network() {
        Optional<Graph> spatial = paper.spatialBackbone(spatialScale);
        Optional<Graph> temporal = paper.readsFlow()
                ? Optional.of(InceptionV3.backbone("flow", 2 * FIELDS_PER_CHUNK, temporalScale))
                : Optional.empty();
        return new StreamedNetwork(paper.id(), spatial, temporal, head(spatial, temporal));
    }

    /**
     * The network as it learns. It differs from {@link #network()} only where several frames vote: it learns from single
     * frames then. Parameters and their names are the same, so weights of the one are weights of the other.
     */
    public StreamedNetwork learner() {
        StreamedNetwork network = network();
        if (paper.reading().equals(Optional.of(FrameReading.VOTES))) {
            Graph head = Heads.singleFrame(features(network.spatial()), VIEWS);
            return new StreamedNetwork(network.name(), network.spatial(), network.temporal(), head);
        }
        return network;
    }

    /** How frames are read, where they are. */
    public Optional<FrameReading> reading() {
        return paper.reading();
    }

    /** What the network reads in service, with the flow of the paper's tool. */
    public InputSpecification input() {
        return input(FLOW_BOUND_PIXELS, TvL1Parameters.defaults());
    }

    /**
     * What the network reads in service.
     *
     * @param flowBoundPixels where flow is clipped, in pixels of the resized frame between two frames
     * @param flow the algorithm's parameters
     */
    public InputSpecification input(float flowBoundPixels, TvL1Parameters flow) {
        int framePixels = spatialScale.pixels();
        int flowPixels = temporalScale.pixels();
        return new InputSpecification(
                paper.reading()
                        .map(reading ->
                                new SpatialInput(reading.frames(), reading.sampling(), framePixels, framePixels)),
                paper.readsFlow()
                        ? Optional.of(new TemporalInput(
                                CHUNKS, FIELDS_PER_CHUNK, flowPixels, flowPixels, flowBoundPixels, flow))
                        : Optional.empty(),
                MINIMUM_FRAMES);
    }

    /** Multiplications with one addition each that one loop takes, all its frames and chunks. */
    public long multiplyAddsPerLoop() {
        StreamedNetwork network = network();
        int images = paper.reading()
                .map(reading -> reading == FrameReading.CLIP ? 1 : reading.frames())
                .orElse(0);
        return network.spatial().map(Graph::multiplyAdds).orElse(0L) * images
                + network.temporal().map(Graph::multiplyAdds).orElse(0L) * CHUNKS
                + network.head().multiplyAdds();
    }

    private Graph head(Optional<Graph> spatial, Optional<Graph> temporal) {
        if (spatial.isEmpty()) {
            return Heads.temporal(CHUNKS, features(temporal), VIEWS);
        }
        int frames = features(spatial);
        return switch (paper.reading().orElseThrow()) {
            case VOTES -> Heads.modal(FrameReading.VOTES.frames(), frames, VIEWS);
            case SERIES ->
                temporal.isPresent()
                        ? Heads.twoStream(
                                FrameReading.SERIES.frames(), frames, CHUNKS, features(temporal), spatialScale, VIEWS)
                        : Heads.timeDistributed(FrameReading.SERIES.frames(), frames, spatialScale, VIEWS);
            case CLIP ->
                temporal.isPresent()
                        ? Heads.twoStreamOfClip(frames, CHUNKS, features(temporal), VIEWS)
                        : Heads.clip(frames, VIEWS);
        };
    }

    private static int features(Optional<Graph> backbone) {
        return backbone.orElseThrow().output("features").features();
    }
}
