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
 * Everything that decides the paper's comparison but the loops: sizes, preprocessing, trainings. All networks get the same
 * loops, the same split and the same pixels.
 *
 * @param name in bundles' versions and on the page
 * @param width multiplier of the channels, half of which C3D gets
 * @param pixels rows and columns of frames and of flow
 * @param flowBoundPixels where flow is clipped
 * @param flow parameters of the optical flow
 * @param trainingFramesPerLoop random frames of each loop and epoch when a 2-D network learns
 * @param trainingChunks random chunks of each loop and epoch when the temporal network learns
 * @param headVariants varied copies of each loop that the time-distributed head learns from
 * @param frames training of the 2-D networks
 * @param clips training of the 3-D networks
 * @param temporal training of the temporal network
 * @param heads training of the time-distributed head
 * @param defaultStudies synthetic studies made where no data are given
 */
public record PaperPreset(
        String name,
        double width,
        int pixels,
        float flowBoundPixels,
        TvL1Parameters flow,
        int trainingFramesPerLoop,
        int trainingChunks,
        int headVariants,
        TrainingSettings frames,
        TrainingSettings clips,
        TrainingSettings temporal,
        TrainingSettings heads,
        int defaultStudies) {

    /** The paper looks at the first 40 frames of a loop. */
    private static final int FRAMES = 40;

    private static final int MINIMUM_FRAMES = 10;

    /** C3D takes ten times the multiply-adds of I3D: as wide as the others it would take longer than all of them together. */
    private static final double SHARE_OF_C3D = 0.5;

    /** Small trainings have too few steps for Keras' moving averages, see {@link NetworkScale}. */
    private static final double SHORT_TRAINING_MOMENTUM = 0.9;

    /** The size that two CPU cores train within hours: 80 pixels, a quarter of the channels. */
    public static PaperPreset phantomPaper(long seed) {
        TvL1Parameters paper = TvL1Parameters.defaults();
        return new PaperPreset(
                "phantom-paper",
                0.25,
                80,
                2f,
                new TvL1Parameters(
                        paper.tau(), paper.lambda(), paper.theta(), 3, 3, paper.epsilon(), 30, 2, paper.scaleStep(), 5),
                2,
                2,
                1,
                new TrainingSettings(20, 2e-3, 12, 3, 1, 0.3, seed),
                new TrainingSettings(10, 2e-3, 12, 3, 1, 0.3, seed + 1),
                new TrainingSettings(10, 2e-3, 24, 4, 1, 0.3, seed + 2),
                new TrainingSettings(20, 1e-3, 40, 6, 2, 0.3, seed + 3),
                24);
    }

    /** With other sizes, where they are given. */
    public PaperPreset resized(Optional<Double> widths, Optional<Integer> side) {
        return new PaperPreset(
                name,
                widths.orElse(width),
                side.orElse(pixels),
                flowBoundPixels,
                flow,
                trainingFramesPerLoop,
                trainingChunks,
                headVariants,
                frames,
                clips,
                temporal,
                heads,
                defaultStudies);
    }

    /** With at most so many epochs in every training. */
    public PaperPreset limitedTo(int epochs) {
        UnaryOperator<TrainingSettings> limit = settings -> new TrainingSettings(
                settings.batchSize(),
                settings.learningRate(),
                Math.min(epochs, settings.maximumEpochs()),
                settings.patienceEpochs(),
                settings.learningRateReductions(),
                settings.reductionFactor(),
                settings.seed());
        return new PaperPreset(
                name,
                width,
                pixels,
                flowBoundPixels,
                flow,
                trainingFramesPerLoop,
                trainingChunks,
                headVariants,
                limit.apply(frames),
                limit.apply(clips),
                limit.apply(temporal),
                limit.apply(heads),
                defaultStudies);
    }

    /** One of the paper's networks in this preset's size. */
    public SizedNetwork sized(PaperNetwork network) {
        double share = network == PaperNetwork.C3D ? SHARE_OF_C3D : 1;
        return network.at(scale(width * share), scale(width));
    }

    private NetworkScale scale(double channels) {
        return new NetworkScale(channels, pixels, SHORT_TRAINING_MOMENTUM);
    }

    /** What a network reads. */
    public InputSpecification input(PaperNetwork network) {
        return sized(network).input(flowBoundPixels, flow);
    }

    /** What is prepared once for all networks. */
    public InputSpecification prepared() {
        return new InputSpecification(
                Optional.of(new SpatialInput(FRAMES, FrameSampling.FIRST, pixels, pixels)),
                Optional.of(new TemporalInput(
                        SizedNetwork.CHUNKS, SizedNetwork.FIELDS_PER_CHUNK, pixels, pixels, flowBoundPixels, flow)),
                MINIMUM_FRAMES);
    }
}
