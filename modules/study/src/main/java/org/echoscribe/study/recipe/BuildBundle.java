package org.echoscribe.study.recipe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.echoscribe.inference.BundleDescription;
import org.echoscribe.inference.BundleWriter;
import org.echoscribe.inference.Classifier;
import org.echoscribe.inference.ExecutionOptions;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.study.data.LabelledLoop;
import org.echoscribe.study.data.PrepareLoops;
import org.echoscribe.study.data.PreparedLoops;
import org.echoscribe.study.data.ServiceSource;
import org.echoscribe.study.data.StudySplit;
import org.echoscribe.study.evaluation.Answers;
import org.echoscribe.study.network.StreamedNetwork;
import org.echoscribe.study.onnx.NetworkFiles;
import org.echoscribe.study.onnx.WeightPrecision;
import org.echoscribe.vocabulary.NetworkInput;
import org.echoscribe.vocabulary.Scores;
import org.echoscribe.vocabulary.View;

/**
 * Trained weights to a bundle: files written, then measured on the test loops through the node's own classifier, then
 * bundled with what was measured.
 */
public final class BuildBundle {

    /** A calibrated answer below one half is more often wrong than right. */
    private static final double ABSTENTION_THRESHOLD = 0.5;

    private static final int FRESH_LOOPS = 20;

    private final Preset preset;
    private final StudySplit split;
    private final Lineage lineage;
    private final TrainedStreams trained;
    private final PreparedLoops prepared;
    private final Watch watch;
    private final Map<String, byte[]> graphs;

    /** Of one training. */
    public BuildBundle(
            Preset preset,
            StudySplit split,
            Lineage lineage,
            TrainedStreams trained,
            PreparedLoops prepared,
            Watch watch) {
        this.preset = preset;
        this.split = split;
        this.lineage = lineage;
        this.trained = trained;
        this.prepared = prepared;
        this.watch = watch;
        this.graphs = graphs();
    }

    private Map<String, byte[]> graphs() {
        StreamedNetwork network = preset.network().network();
        Map<String, String> metadata = Map.of(
                "bundle",
                lineage.bundleName(),
                "version",
                preset.version(),
                "trained-on",
                lineage.origin().words());
        return new NetworkFiles(network, trained.twoStream(), WeightPrecision.FLOAT16, metadata).contents();
    }

    /** Measures, then writes the bundle's directory, replacing an older one. */
    public Evaluation build(Path directory) throws IOException {
        Digests digests = Digests.of(split);
        Path unmeasured = directory.resolveSibling(directory.getFileName() + ".unmeasured");
        write(unmeasured, Map.of(), Map.of(), "Being measured: not to be used.");
        Evaluation evaluation;
        try (ModelBundle bundle = ModelBundle.open(unmeasured);
                Classifier classifier = new Classifier(bundle, ExecutionOptions.forCpu())) {
            evaluation = evaluate(classifier);
        }
        write(
                directory,
                digests.provenance(),
                evaluation.asMap(lineage.origin()),
                new ModelCard(preset, split, lineage, prepared.variation(), trained, evaluation, digests).markdown());
        DeleteDirectory.at(unmeasured);
        return evaluation;
    }

    private Evaluation evaluate(Classifier classifier) throws IOException {
        int[] loops = prepared.indicesOf(split.test());
        int[] truth = new int[loops.length];
        int[] said = new int[loops.length];
        float[] certainty = new float[loops.length];
        List<Scores> scores = new ArrayList<>();
        PrepareLoops.Progress progress = watch.loops("test loops through the bundle");
        for (int i = 0; i < loops.length; i++) {
            NetworkInput input = prepared.input(loops[i], preset.input());
            Scores loop = classifier.classify(input);
            scores.add(loop);
            truth[i] = prepared.view(loops[i]).ordinal();
            said[i] = loop.best().ordinal();
            certainty[i] = loop.certainty();
            progress.loopDone(i + 1, loops.length);
        }
        Answers twoStream = new Answers("two-stream (shipped)", truth, said, certainty);
        List<Answers> others = List.of(
                trained.timeDistributedAnswers(),
                trained.temporalAnswers(),
                trained.singleFrameAnswers(),
                trained.jointHeadAnswers());
        List<LabelledLoop> test =
                Arrays.stream(loops).mapToObj(prepared.loops()::get).toList();
        return new Evaluation(
                test,
                twoStream,
                others,
                ABSTENTION_THRESHOLD,
                differenceToLibtorch(scores),
                differenceToFreshRead(classifier, test, scores),
                Math.min(FRESH_LOOPS, test.size()));
    }

    private double differenceToLibtorch(List<Scores> scores) {
        double greatest = 0;
        int views = View.values().length;
        for (int i = 0; i < scores.size(); i++) {
            float[] logits = Arrays.copyOfRange(trained.twoStreamTestLogits(), i * views, (i + 1) * views);
            double[] probabilities = Answers.probabilities(logits, trained.temperature());
            for (View view : View.values()) {
                greatest = Math.max(
                        greatest,
                        Math.abs(probabilities[view.ordinal()] - scores.get(i).of(view)));
            }
        }
        return greatest;
    }

    private double differenceToFreshRead(Classifier classifier, List<LabelledLoop> test, List<Scores> scores)
            throws IOException {
        ServiceSource service = new ServiceSource();
        double greatest = 0;
        for (int i = 0; i < Math.min(FRESH_LOOPS, test.size()); i++) {
            Scores fresh = classifier.classify(service.prepare(test.get(i), preset.input()));
            for (View view : View.values()) {
                greatest = Math.max(
                        greatest, Math.abs(fresh.of(view) - scores.get(i).of(view)));
            }
        }
        return greatest;
    }

    private void write(Path directory, Map<String, Object> digests, Map<String, Object> metrics, String card)
            throws IOException {
        DeleteDirectory.at(directory);
        BundleWriter writer = new BundleWriter(description(digests, metrics), card);
        graphs.forEach(writer::add);
        writer.writeDirectory(directory);
    }

    private BundleDescription description(Map<String, Object> digests, Map<String, Object> metrics) {
        Map<String, Object> provenance = new LinkedHashMap<>();
        provenance.put("data", lineage.origin().words() + ", seed " + lineage.seed());
        provenance.put("trainingStudies", StudySplit.studies(split.training()));
        provenance.put("trainingLoops", split.training().size());
        provenance.put("validationStudies", StudySplit.studies(split.validation()));
        provenance.put("validationLoops", split.validation().size());
        provenance.put("augmentation", prepared.variation().describe());
        provenance.put(
                "trainings",
                Map.of(
                        "frames",
                        preset.frames().provenance(),
                        "temporal",
                        preset.temporal().provenance(),
                        "heads",
                        preset.heads().provenance()));
        provenance.putAll(lineage.computed());
        provenance.put("command", lineage.command(preset));
        provenance.putAll(digests);
        return new BundleDescription(
                lineage.bundleName(),
                preset.version(),
                "Echoscribe",
                "two-stream-td-xception-inception-v3",
                List.of(View.values()),
                preset.input(),
                (float) trained.temperature(),
                (float) ABSTENTION_THRESHOLD,
                provenance,
                metrics,
                lineage.origin().isSynthetic());
    }
}
