package org.echoscribe.study.recipe;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.echoscribe.study.network.NetworkScale;
import org.echoscribe.study.network.PaperNetwork;
import org.echoscribe.study.network.SizedNetwork;
import org.echoscribe.study.training.TrainingSettings;
import org.echoscribe.vocabulary.InputSpecification;
import org.echoscribe.vocabulary.InputSpecification.FrameSampling;
import org.echoscribe.vocabulary.InputSpecification.SpatialInput;
import org.echoscribe.vocabulary.InputSpecification.TemporalInput;
import org.echoscribe.vocabulary.InputSpecification.TvL1Parameters;

/**
 * Everything that decides a training but the loops and the seed.
 *
 * @param name also the bundle's
 * @param version the bundle's
 * @param network the winner in its size: TD-Xception beside the temporal Inception V3
 * @param input what the network reads in service
 * @param framesPrepared frames kept of each loop for training, at least those that the network reads
 * @param trainingFramesPerLoop random frames of each loop and epoch when the frame network learns
 * @param trainingChunks random chunks of each loop and epoch when the temporal network learns
 * @param headVariants augmented copies of each loop that the heads learn from
 * @param frames training of Xception on single frames
 * @param temporal training of the temporal network
 * @param heads training of the heads on the trained backbones' vectors
 * @param defaultStudies synthetic studies made where no data are given
 */
public record Preset(
        String name,
        String version,
        SizedNetwork network,
        InputSpecification input,
        int framesPrepared,
        int trainingFramesPerLoop,
        int trainingChunks,
        int headVariants,
        TrainingSettings frames,
        TrainingSettings temporal,
        TrainingSettings heads,
        int defaultStudies) {

    private static final PaperNetwork WINNER = PaperNetwork.TWO_STREAM_TD_XCEPTION;

    /** The size that two shared CPU cores train within the hour: width 0.25, 96 pixels. */
    public static Preset phantomSmall(long seed) {
        int pixels = 96;
        NetworkScale scale = new NetworkScale(0.25, pixels, 0.9);
        return new Preset(
                "phantom-small",
                "1.0.0",
                WINNER.at(scale),
                new InputSpecification(
                        Optional.of(new SpatialInput(20, FrameSampling.FIRST, pixels, pixels)),
                        Optional.of(new TemporalInput(4, 10, pixels, pixels, 2f, smallFlow())),
                        10),
                40,
                2,
                2,
                2,
                new TrainingSettings(32, 2e-3, 30, 4, 2, 0.3, seed),
                new TrainingSettings(20, 2e-3, 80, 4, 2, 0.3, seed + 1),
                new TrainingSettings(20, 1e-3, 60, 6, 2, 0.3, seed + 2),
                72);
    }

    /** The paper's sizes (Howard et al. 2020): for GPUs. Where it is silent: Adam's own step size, the flow's bound. */
    public static Preset published(long seed) {
        SizedNetwork network = WINNER.publishedSize();
        return new Preset(
                "howard-2020",
                "1.0.0",
                network,
                network.input(),
                40,
                2,
                2,
                2,
                new TrainingSettings(20, 1e-3, 60, 5, 2, 0.3, seed),
                new TrainingSettings(20, 1e-3, 80, 5, 2, 0.3, seed + 1),
                new TrainingSettings(20, 1e-3, 60, 6, 2, 0.3, seed + 2),
                374);
    }

    /** Fewer pyramid levels and warps than the paper's tool: at 96 pixels motion is small, and half the time is saved. */
    private static TvL1Parameters smallFlow() {
        TvL1Parameters paper = TvL1Parameters.defaults();
        return new TvL1Parameters(
                paper.tau(), paper.lambda(), paper.theta(), 3, 3, paper.epsilon(), 30, 2, paper.scaleStep(), 5);
    }

    /** The same, with every training changed. */
    public Preset withTrainings(UnaryOperator<TrainingSettings> change) {
        return new Preset(
                name,
                version,
                network,
                input,
                framesPrepared,
                trainingFramesPerLoop,
                trainingChunks,
                headVariants,
                change.apply(frames),
                change.apply(temporal),
                change.apply(heads),
                defaultStudies);
    }

    /** Another of the paper's networks in the same size, such as one of the streams by itself. */
    public SizedNetwork sized(PaperNetwork other) {
        return other.at(network.spatialScale(), network.temporalScale());
    }

    /** What is prepared for training: as the network reads, but more frames, to start anywhere. */
    public InputSpecification prepared() {
        SpatialInput spatial = input.spatial().orElseThrow();
        return new InputSpecification(
                Optional.of(new SpatialInput(framesPrepared, FrameSampling.FIRST, spatial.height(), spatial.width())),
                input.temporal(),
                input.minimumFrames());
    }
}
