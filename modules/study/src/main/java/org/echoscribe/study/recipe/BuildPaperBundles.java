package org.echoscribe.study.recipe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echoscribe.inference.BundleDescription;
import org.echoscribe.inference.BundleWriter;
import org.echoscribe.inference.Classifier;
import org.echoscribe.inference.ExecutionOptions;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.study.data.Origin;
import org.echoscribe.study.data.PrepareLoops;
import org.echoscribe.study.data.PreparedLoops;
import org.echoscribe.study.data.StudySplit;
import org.echoscribe.study.evaluation.Answers;
import org.echoscribe.study.evaluation.CalibrationTemperature;
import org.echoscribe.study.network.NetworkWeights;
import org.echoscribe.study.network.PaperNetwork;
import org.echoscribe.study.network.StreamedNetwork;
import org.echoscribe.study.network.Weights;
import org.echoscribe.study.onnx.NetworkFiles;
import org.echoscribe.study.onnx.WeightPrecision;
import org.echoscribe.study.training.Epoch;
import org.echoscribe.vocabulary.View;

/**
 * The paper's networks as bundles that the node can use, each built once: trained or joined, exported, and calibrated on the
 * validation loops by what the exported files answer in the node's own classifier.
 */
public final class BuildPaperBundles {

    private static final String VERSION = "1.0.0";
    /** A calibrated answer below one half is more often wrong than right. */
    private static final double ABSTENTION_THRESHOLD = 0.5;

    private final PaperPreset preset;
    private final StudySplit split;
    private final Origin origin;
    private final String command;
    private final PreparedLoops prepared;
    private final StartingWeights startingWeights;
    private final TrainPaperNetworks train;
    private final Path directory;
    private final Watch watch;
    private Optional<Digests> digests = Optional.empty();

    /**
     * @param origin what the loops were
     * @param command that does it again
     * @param directory where bundles go, one sub-directory for each network
     */
    public BuildPaperBundles(
            PaperPreset preset,
            StudySplit split,
            Origin origin,
            String command,
            PreparedLoops prepared,
            StartingWeights startingWeights,
            TrainPaperNetworks train,
            Path directory,
            Watch watch) {
        this.preset = preset;
        this.split = split;
        this.origin = origin;
        this.command = command;
        this.prepared = prepared;
        this.startingWeights = startingWeights;
        this.train = train;
        this.directory = directory;
        this.watch = watch;
    }

    /** What a network is made of: weights, and how they came about. */
    private record Made(NetworkWeights weights, Map<String, Object> provenance) {}

    /** The bundle of one network; built now unless it is there. */
    public Path bundle(PaperNetwork network) throws IOException {
        Path bundle = directory.resolve(network.id());
        if (Files.exists(bundle)) {
            return bundle;
        }
        Made made = make(network);
        Path unfinished = directory.resolve("." + network.id() + ".unfinished");
        DeleteDirectory.at(unfinished);
        write(network, made, 1, Map.of(), unfinished);
        float[] logits = validationLogits(unfinished, network);
        double temperature = CalibrationTemperature.fit(logits, validationTruth());
        Answers answers = Answers.ofLogits(network.title(), validationTruth(), logits, temperature);
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("data", "validation loops, by which the epoch was chosen; unseen loops are in the study's report");
        metrics.put("wrong", answers.error().count());
        metrics.put("loops", answers.error().trials());
        DeleteDirectory.at(unfinished);
        write(network, made, temperature, metrics, unfinished);
        Files.move(unfinished, bundle);
        return bundle;
    }

    private Made make(PaperNetwork network) throws IOException {
        return switch (network) {
            case TWO_STREAM_TD_XCEPTION -> join(PaperNetwork.TD_XCEPTION);
            case TWO_STREAM_I3D -> join(PaperNetwork.I3D);
            default -> trained(network);
        };
    }

    private Made trained(PaperNetwork network) throws IOException {
        var trained = train.train(network);
        Epoch best = trained.best();
        Map<String, Object> provenance = new LinkedHashMap<>();
        provenance.put("epochs", trained.epochs().size());
        provenance.put("bestEpoch", best.number());
        provenance.put("validationAccuracy", best.validationAccuracy());
        provenance.put("validationLoss", best.validationLoss());
        provenance.put(
                "trainingSeconds",
                Math.round(trained.epochs().stream().mapToDouble(Epoch::seconds).sum()));
        return new Made(trained.weights(), provenance);
    }

    /** Both trained streams under one dense layer, see {@link FuseStreams}. */
    private Made join(PaperNetwork spatialNetwork) throws IOException {
        NetworkWeights spatial = train.train(spatialNetwork).weights();
        NetworkWeights temporal =
                train.train(PaperNetwork.TEMPORAL_INCEPTION_V3).weights();
        int views = View.values().length;
        FuseStreams fusion = FuseStreams.fit(
                validationLogits(bundle(spatialNetwork), spatialNetwork),
                validationLogits(bundle(PaperNetwork.TEMPORAL_INCEPTION_V3), PaperNetwork.TEMPORAL_INCEPTION_V3),
                validationTruth(),
                FuseStreams.logPrior(views(prepared.indicesOf(split.training())), views));
        Weights head = fusion.head(spatial.head(), temporal.head());
        Map<String, Object> provenance = new LinkedHashMap<>();
        provenance.put("streams", List.of(spatialNetwork.id(), PaperNetwork.TEMPORAL_INCEPTION_V3.id()));
        provenance.put("spatialWeight", fusion.spatial());
        provenance.put("temporalWeight", fusion.temporal());
        return new Made(new NetworkWeights(spatial.spatial(), temporal.temporal(), head), provenance);
    }

    private int[] validationTruth() {
        return views(prepared.indicesOf(split.validation()));
    }

    private int[] views(int[] loops) {
        return Arrays.stream(loops).map(loop -> prepared.view(loop).ordinal()).toArray();
    }

    private float[] validationLogits(Path bundle, PaperNetwork network) throws IOException {
        int[] loops = prepared.indicesOf(split.validation());
        int views = View.values().length;
        float[] all = new float[loops.length * views];
        try (ModelBundle opened = ModelBundle.open(bundle);
                Classifier classifier = new Classifier(opened, ExecutionOptions.forCpu())) {
            PrepareLoops.Progress progress = watch.loops(network.id() + ", validation loops");
            for (int i = 0; i < loops.length; i++) {
                float[] logits = classifier.logits(prepared.input(loops[i], preset.input(network)));
                System.arraycopy(logits, 0, all, i * views, views);
                progress.loopDone(i + 1, loops.length);
            }
        }
        return all;
    }

    /** The same for all of them, and every loop is read for it. */
    private Digests digests() throws IOException {
        if (digests.isEmpty()) {
            digests = Optional.of(Digests.of(split));
        }
        return digests.get();
    }

    private void write(PaperNetwork network, Made made, double temperature, Map<String, Object> metrics, Path target)
            throws IOException {
        StreamedNetwork answering = preset.sized(network).network();
        Map<String, Object> provenance = new LinkedHashMap<>();
        provenance.put("command", command);
        provenance.put("data", origin.words());
        provenance.put("trainingStudies", StudySplit.studies(split.training()));
        provenance.put("trainingLoops", split.training().size());
        provenance.put("validationStudies", StudySplit.studies(split.validation()));
        provenance.put("validationLoops", split.validation().size());
        provenance.put("augmentation", prepared.variation().describe());
        provenance.put("width", preset.sized(network).spatialScale().width());
        provenance.put("parameters", answering.parameterCount());
        List<PaperNetwork> trainings = BackboneTrainings.of(network);
        provenance.put(StartingWeights.PROVENANCE, startingWeights.provenance(trainings));
        provenance.put(
                "freezing", startingWeights.freezing(trainings.getFirst()).describe());
        provenance.putAll(made.provenance());
        provenance.putAll(digests().provenance());
        BundleWriter writer = new BundleWriter(
                new BundleDescription(
                        network.id(),
                        VERSION,
                        "Echoscribe",
                        network.id(),
                        List.of(View.values()),
                        preset.input(network),
                        (float) temperature,
                        (float) ABSTENTION_THRESHOLD,
                        provenance,
                        metrics,
                        origin.isSynthetic()),
                PaperCard.markdown(network, VERSION, preset, origin, provenance, metrics));
        Map<String, String> metadata = Map.of("bundle", network.id(), "version", VERSION, "trained-on", origin.words());
        new NetworkFiles(answering, made.weights(), WeightPrecision.FLOAT32, metadata)
                .contents()
                .forEach(writer::add);
        Files.createDirectories(directory);
        writer.writeDirectory(target);
    }
}
