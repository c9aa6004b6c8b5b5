package org.echoscribe.study.recipe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.echoscribe.study.data.ExtractVectors;
import org.echoscribe.study.data.FlowExamples;
import org.echoscribe.study.data.LoopVectors;
import org.echoscribe.study.data.NetworkExamples;
import org.echoscribe.study.data.PreparedLoops;
import org.echoscribe.study.data.StudySplit;
import org.echoscribe.study.data.VectorExamples;
import org.echoscribe.study.network.NetworkWeights;
import org.echoscribe.study.network.PaperNetwork;
import org.echoscribe.study.network.SizedNetwork;
import org.echoscribe.study.network.StreamedNetwork;
import org.echoscribe.study.torch.TorchGraph;
import org.echoscribe.study.training.DeferredExamples;
import org.echoscribe.study.training.Examples;
import org.echoscribe.study.training.TrainNetwork;
import org.echoscribe.study.training.TrainNetwork.Trained;
import org.echoscribe.study.training.TrainingOptions;
import org.echoscribe.study.training.TrainingSettings;

/**
 * Trains the paper's networks that learn by themselves, in the paper's order (Howard et al. 2020, doi
 * 10.21037/jmai.2019.10.03): the 2-D networks from single frames, the 3-D networks from clips, the temporal one from optical
 * flow, and the time-distributed head from the vectors of the trained Xception. Two streams are put together by
 * {@link BuildPaperBundles}, for they learn nothing of their own but two weights.
 */
public final class TrainPaperNetworks {

    private final PaperPreset preset;
    private final PreparedLoops prepared;
    private final int[] training;
    private final int[] validation;
    private final Path directory;
    private final StartingWeights startingWeights;
    private final Watch watch;
    private final Map<PaperNetwork, Trained> done = new EnumMap<>(PaperNetwork.class);

    /**
     * Trains within a directory, one sub-directory for each network.
     *
     * @param startingWeights of the backbones; an I3D that starts from given ones keeps them for the paper's epochs
     */
    public TrainPaperNetworks(
            PaperPreset preset,
            PreparedLoops prepared,
            StudySplit split,
            StartingWeights startingWeights,
            Path directory,
            Watch watch) {
        this.preset = preset;
        this.prepared = prepared;
        this.training = prepared.indicesOf(split.training());
        this.validation = prepared.indicesOf(split.validation());
        this.startingWeights = startingWeights;
        this.directory = directory;
        this.watch = watch;
    }

    /** Trains one network, or goes on with it, or reads it back where it is trained. */
    Trained train(PaperNetwork network) throws IOException {
        Trained trained = done.get(network);
        if (trained == null) {
            trained = switch (network.group()) {
                case CLASSICAL_2D -> trainFromPixels(network, preset.frames());
                case CLIPS_3D -> trainFromPixels(network, preset.clips());
                case TEMPORAL -> trainTemporal(network);
                case TIME_DISTRIBUTED -> trainTimeDistributed(network);
                case TWO_STREAM ->
                    throw new IllegalArgumentException("Two streams are joined, not trained: " + network);
            };
            done.put(network, trained);
        }
        return trained;
    }

    private Trained trainFromPixels(PaperNetwork network, TrainingSettings settings) throws IOException {
        NetworkExamples examples = new NetworkExamples(prepared, preset.sized(network));
        return train(
                network,
                preset.sized(network).learner(),
                settings,
                examples.forTraining(training, preset.trainingFramesPerLoop()),
                examples.forValidation(validation));
    }

    private Trained trainTemporal(PaperNetwork network) throws IOException {
        int perChunk = SizedNetwork.FIELDS_PER_CHUNK;
        return train(
                network,
                preset.sized(network).learner(),
                preset.temporal(),
                new FlowExamples(prepared, training, perChunk, preset.trainingChunks()),
                new FlowExamples(prepared, validation, perChunk, preset.trainingChunks()));
    }

    /** The trained Xception stays as it is: its vectors are computed once, and the head learns from them. */
    private Trained trainTimeDistributed(PaperNetwork network) throws IOException {
        StreamedNetwork whole = preset.sized(network).network();
        StreamedNetwork head = new StreamedNetwork(whole.name(), Optional.empty(), Optional.empty(), whole.head());
        Trained xception = train(PaperNetwork.XCEPTION);
        try (TorchGraph backbone = new TorchGraph(
                whole.spatial().orElseThrow(), xception.weights().spatial().orElseThrow())) {
            ExtractVectors extract = ExtractVectors.ofFrames(prepared, backbone);
            long seed = preset.heads().seed();
            Trained trained = train(
                    network,
                    head,
                    preset.heads(),
                    new DeferredExamples(() -> vectors(
                            extract.forTraining(
                                    training, preset.headVariants(), seed, watch.loops("vectors of training loops")),
                            head)),
                    new DeferredExamples(() -> vectors(
                            extract.forEvaluation(validation, watch.loops("vectors of validation loops")), head)));
            NetworkWeights weights = new NetworkWeights(
                    xception.weights().spatial(),
                    Optional.empty(),
                    trained.weights().head());
            return new Trained(weights, trained.epochs());
        }
    }

    private static Examples vectors(LoopVectors vectors, StreamedNetwork head) {
        return new VectorExamples(vectors, head.head());
    }

    private Trained train(
            PaperNetwork network, StreamedNetwork learner, TrainingSettings settings, Examples learn, Examples judge)
            throws IOException {
        TrainingOptions options = TrainingOptions.standard().freezing(startingWeights.freezing(network));
        return new TrainNetwork(learner, settings, options, directory.resolve(network.id()))
                .train(
                        startingWeights.begin(network, learner, settings.seed()),
                        learn,
                        judge,
                        watch.training(network.id()));
    }
}
