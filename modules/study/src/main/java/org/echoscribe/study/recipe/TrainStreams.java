package org.echoscribe.study.recipe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.echoscribe.study.data.ExtractVectors;
import org.echoscribe.study.data.FlowExamples;
import org.echoscribe.study.data.FrameExamples;
import org.echoscribe.study.data.LoopVectors;
import org.echoscribe.study.data.NetworkExamples;
import org.echoscribe.study.data.PreparedLoops;
import org.echoscribe.study.data.StudySplit;
import org.echoscribe.study.data.VectorExamples;
import org.echoscribe.study.evaluation.Answers;
import org.echoscribe.study.evaluation.CalibrationTemperature;
import org.echoscribe.study.evaluation.Logits;
import org.echoscribe.study.network.FrameReading;
import org.echoscribe.study.network.Graph;
import org.echoscribe.study.network.NetworkWeights;
import org.echoscribe.study.network.PaperNetwork;
import org.echoscribe.study.network.SizedNetwork;
import org.echoscribe.study.network.StreamedNetwork;
import org.echoscribe.study.network.Weights;
import org.echoscribe.study.torch.TorchGraph;
import org.echoscribe.study.training.DeferredExamples;
import org.echoscribe.study.training.Freezing;
import org.echoscribe.study.training.TrainNetwork;
import org.echoscribe.study.training.TrainNetwork.Trained;
import org.echoscribe.study.training.TrainingOptions;
import org.echoscribe.study.training.TrainingSettings;
import org.echoscribe.vocabulary.View;

/**
 * The paper's order of trainings (Howard et al. 2020, doi 10.21037/jmai.2019.10.03): Xception learns from single frames;
 * Inception V3 learns alone from optical flow; then, with both backbones as they are, the time-distributed head learns from
 * the vectors of successive frames, and both streams are joined ({@link FuseStreams}).
 *
 * <p>The paper leaves open whether the backbones go on learning under the joint head. Here they do not: vectors are
 * computed once, so the heads cost seconds, and the gain from motion is not mixed up with longer training.
 */
public final class TrainStreams {

    private static final String FRAMES = "frames";
    private static final String TEMPORAL = "temporal";

    private final Preset preset;
    private final PreparedLoops prepared;
    private final int[] training;
    private final int[] validation;
    private final int[] test;
    private final Path directory;
    private final Watch watch;
    private final TrainingOptions options;
    private final StartingWeights startingWeights;

    /** Trains within a directory, one sub-directory for each network, in the standard way. */
    public TrainStreams(Preset preset, PreparedLoops prepared, StudySplit split, Path directory, Watch watch) {
        this(preset, prepared, split, directory, watch, TrainingOptions.standard(), StartingWeights.random());
    }

    /** Trains within a directory, one sub-directory for each network, from random weights. */
    public TrainStreams(
            Preset preset,
            PreparedLoops prepared,
            StudySplit split,
            Path directory,
            Watch watch,
            TrainingOptions options) {
        this(preset, prepared, split, directory, watch, options, StartingWeights.random());
    }

    /**
     * Trains within a directory, one sub-directory for each network.
     *
     * @param options how the backbones are trained; the heads, which cost seconds, are trained by one process
     * @param startingWeights of the backbones
     */
    public TrainStreams(
            Preset preset,
            PreparedLoops prepared,
            StudySplit split,
            Path directory,
            Watch watch,
            TrainingOptions options,
            StartingWeights startingWeights) {
        this.startingWeights = startingWeights;
        this.options = options;
        this.preset = preset;
        this.prepared = prepared;
        this.training = prepared.indicesOf(split.training());
        this.validation = prepared.indicesOf(split.validation());
        this.test = prepared.indicesOf(split.test());
        this.directory = directory;
        this.watch = watch;
    }

    /**
     * Claims both backbones' directories for a training from these weights.
     *
     * @throws IOException if one of them holds a training that began otherwise
     */
    public static void claim(Path directory, StartingWeights weights) throws IOException {
        ClaimTraining.claim(directory.resolve(FRAMES), PaperNetwork.XCEPTION, weights);
        ClaimTraining.claim(directory.resolve(TEMPORAL), PaperNetwork.TEMPORAL_INCEPTION_V3, weights);
    }

    /** Trains everything that is not trained yet, and answers the test loops. */
    public TrainedStreams train() throws IOException {
        Trained frames = trainFrames();
        Trained temporal = trainTemporal();
        StreamedNetwork whole = preset.network().network();
        Graph xception = whole.spatial().orElseThrow();
        Graph inception = whole.temporal().orElseThrow();
        try (TorchGraph spatialBackbone =
                        new TorchGraph(xception, frames.weights().spatial().orElseThrow());
                TorchGraph temporalBackbone =
                        new TorchGraph(inception, temporal.weights().temporal().orElseThrow())) {
            ExtractVectors extract =
                    new ExtractVectors(prepared, spatialBackbone, temporalBackbone, SizedNetwork.FIELDS_PER_CHUNK);
            return trainHeads(frames, temporal, extract);
        }
    }

    /** What a worker that does not lead has to do: its share of both backbones. */
    public void trainBackbones() throws IOException {
        trainFrames();
        trainTemporal();
    }

    private Trained trainFrames() throws IOException {
        StreamedNetwork network = preset.sized(PaperNetwork.XCEPTION).learner();
        return train(
                network,
                preset.frames(),
                options,
                startingWeights.begin(
                        PaperNetwork.XCEPTION, network, preset.frames().seed()),
                FRAMES,
                new FrameExamples(prepared, training, preset.trainingFramesPerLoop()),
                new FrameExamples(prepared, validation, FrameReading.VOTES.frames()));
    }

    private Trained trainTemporal() throws IOException {
        int perChunk = SizedNetwork.FIELDS_PER_CHUNK;
        StreamedNetwork network =
                preset.sized(PaperNetwork.TEMPORAL_INCEPTION_V3).learner();
        return train(
                network,
                preset.temporal(),
                options.freezing(Freezing.NONE),
                startingWeights.begin(
                        PaperNetwork.TEMPORAL_INCEPTION_V3,
                        network,
                        preset.temporal().seed()),
                TEMPORAL,
                new FlowExamples(prepared, training, perChunk, preset.trainingChunks()),
                new FlowExamples(prepared, validation, perChunk, preset.trainingChunks()));
    }

    private Trained train(
            StreamedNetwork network,
            TrainingSettings settings,
            TrainingOptions computed,
            NetworkWeights start,
            String name,
            org.echoscribe.study.training.Examples learn,
            org.echoscribe.study.training.Examples judge)
            throws IOException {
        return new TrainNetwork(network, settings, computed, directory.resolve(name))
                .train(start, learn, judge, watch.training(name));
    }

    private TrainedStreams trainHeads(Trained frames, Trained temporal, ExtractVectors extract) throws IOException {
        LoopVectors judge = extract.forEvaluation(validation, watch.loops("vectors of validation loops"));
        LoopVectors unseen = extract.forEvaluation(test, watch.loops("vectors of test loops"));
        Supplier<LoopVectors> learn = learningVectors(extract);
        StreamedNetwork timeDistributed =
                headOnly(preset.sized(PaperNetwork.TD_XCEPTION).network());
        StreamedNetwork twoStream = headOnly(preset.network().network());
        Trained spatialHead = trainHead(timeDistributed, "time-distributed-head", learn, judge);
        Trained jointHead = trainHead(twoStream, "two-stream-head", learn, judge);

        StreamedNetwork temporalHead =
                headOnly(preset.sized(PaperNetwork.TEMPORAL_INCEPTION_V3).network());
        NetworkWeights spatialWeights = spatialHead.weights();
        NetworkWeights temporalWeights = new NetworkWeights(
                Optional.empty(), Optional.empty(), temporal.weights().head());
        float[] spatialLogits = logits(timeDistributed, spatialWeights, judge);
        float[] temporalLogits = logits(temporalHead, temporalWeights, judge);
        FuseStreams fusion = FuseStreams.fit(
                spatialLogits,
                temporalLogits,
                judge.labels(),
                FuseStreams.logPrior(views(training), View.values().length));
        Weights fused = fusion.head(spatialWeights.head(), temporalWeights.head());
        NetworkWeights fusedHead = new NetworkWeights(Optional.empty(), Optional.empty(), fused);

        int[] truth = unseen.labels();
        return new TrainedStreams(
                new NetworkWeights(
                        frames.weights().spatial(), temporal.weights().temporal(), fused),
                CalibrationTemperature.fit(logits(twoStream, fusedHead, judge), judge.labels()),
                frames,
                temporal,
                spatialHead,
                fusion.spatial(),
                fusion.temporal(),
                jointHead,
                singleFrameAnswers(frames, truth),
                Answers.ofLogits(
                        "spatial stream alone (TD-Xception)",
                        truth,
                        logits(timeDistributed, spatialWeights, unseen),
                        1),
                Answers.ofLogits(
                        "temporal stream alone (Inception V3 on flow)",
                        truth,
                        logits(temporalHead, temporalWeights, unseen),
                        1),
                Answers.ofLogits(
                        "two streams, joint layer learnt afresh",
                        truth,
                        logits(twoStream, jointHead.weights(), unseen),
                        1),
                logits(twoStream, fusedHead, unseen));
    }

    private static float[] logits(StreamedNetwork head, NetworkWeights weights, LoopVectors vectors) {
        return Logits.of(head, weights, new VectorExamples(vectors, head.head()));
    }

    /** Both heads learn from the same vectors, which are computed once, and not at all where both are trained already. */
    private Supplier<LoopVectors> learningVectors(ExtractVectors extract) {
        AtomicReference<LoopVectors> made = new AtomicReference<>();
        return () -> made.updateAndGet(vectors -> vectors != null
                ? vectors
                : extract.forTraining(
                        training,
                        preset.headVariants(),
                        preset.heads().seed(),
                        watch.loops("vectors of training loops")));
    }

    private Trained trainHead(StreamedNetwork head, String name, Supplier<LoopVectors> learn, LoopVectors judge)
            throws IOException {
        return train(
                head,
                preset.heads(),
                options.freezing(Freezing.NONE).alone(),
                NetworkWeights.initial(head, preset.heads().seed()),
                name,
                new DeferredExamples(() -> new VectorExamples(learn.get(), head.head())),
                new VectorExamples(judge, head.head()));
    }

    private int[] views(int[] loops) {
        return Arrays.stream(loops).map(loop -> prepared.view(loop).ordinal()).toArray();
    }

    private static StreamedNetwork headOnly(StreamedNetwork network) {
        return new StreamedNetwork(network.name(), Optional.empty(), Optional.empty(), network.head());
    }

    private Answers singleFrameAnswers(Trained frames, int[] truth) {
        SizedNetwork xception = preset.sized(PaperNetwork.XCEPTION);
        float[] logits =
                Logits.of(xception.network(), frames.weights(), new NetworkExamples(prepared, xception).whole(test));
        return Answers.ofLogits("single frames (Xception, modal answer of 5)", truth, logits, 1);
    }
}
