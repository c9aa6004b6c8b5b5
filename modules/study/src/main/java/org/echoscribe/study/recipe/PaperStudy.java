package org.echoscribe.study.recipe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.study.data.DataSet;
import org.echoscribe.study.data.LabelledLoop;
import org.echoscribe.study.data.Origin;
import org.echoscribe.study.data.PrepareLoops;
import org.echoscribe.study.data.PreparedLoops;
import org.echoscribe.study.data.ServiceSource;
import org.echoscribe.study.data.StudySplit;
import org.echoscribe.study.data.Variation;
import org.echoscribe.study.data.WriteLabels;
import org.echoscribe.study.evaluation.EvaluationPlan;
import org.echoscribe.study.evaluation.MeasureBundles;
import org.echoscribe.study.evaluation.Measured;
import org.echoscribe.study.network.PaperNetwork;

/**
 * The paper's whole comparison on one data set: split, prepare, train every network, bundle each, measure all of them on
 * studies that none has seen. Every step is kept on the disk, so that a run which was stopped goes on where it was.
 *
 * @param preset sizes and trainings
 * @param networks which rows; the streams that they need are trained too
 * @param reader whose views are learnt and are the truth
 * @param variation how much training pictures are varied
 * @param seed decides the split, the weights and the order
 * @param minimumFrames shorter loops are not scored; they are learnt from, repeated from their start
 * @param experimentLoops test loops on which the background and the robustness are tested
 * @param threads loops worked on at the same time
 * @param startingWeights what backbones start from
 * @param command that does it again, for provenance
 */
public record PaperStudy(
        PaperPreset preset,
        List<PaperNetwork> networks,
        String reader,
        Variation variation,
        long seed,
        int minimumFrames,
        int experimentLoops,
        int threads,
        StartingWeights startingWeights,
        String command) {

    private static final String TIMINGS = "timings.csv";
    private static final String TRAININGS = "networks";

    public PaperStudy {
        networks = List.copyOf(networks);
    }

    /**
     * Trains and bundles what is not there yet.
     *
     * @param data all loops
     * @param directory where everything is kept
     * @return the bundles, in the order of the networks
     * @throws IllegalArgumentException if there are too few studies for three sides
     */
    public List<Path> train(DataSet data, Path directory, Watch watch) throws IOException {
        List<LabelledLoop> loops = data.labelledBy(reader);
        StudySplit split = StudySplit.of(loops, seed);
        WriteLabels.to(directory.resolve("training.csv"), side(data, split.training()));
        WriteLabels.to(directory.resolve("validation.csv"), side(data, split.validation()));
        WriteLabels.to(directory.resolve("test.csv"), side(data, split.test()));
        Timings timings = new Timings(directory.resolve(TIMINGS));
        PreparedLoops prepared = timings.of("prepare", () -> prepare(split, directory, watch));
        BuildPaperBundles build = new BuildPaperBundles(
                preset,
                split,
                Origin.of(loops),
                command,
                prepared,
                startingWeights,
                new TrainPaperNetworks(preset, prepared, split, startingWeights, directory.resolve(TRAININGS), watch),
                directory.resolve("bundles"),
                watch);
        List<Path> bundles = new ArrayList<>();
        for (PaperNetwork network : networks) {
            watch.task(String.format("%s (%d of %d)", network.title(), networks.indexOf(network) + 1, networks.size()));
            bundles.add(timings.of(network.id(), () -> build.bundle(network)));
        }
        return bundles;
    }

    /** Measures bundles on the studies that no training saw. */
    public Measured measure(List<Path> bundles, DataSet data, Path directory, Watch watch) throws IOException {
        StudySplit split = StudySplit.of(data.labelledBy(reader), seed);
        List<LabelledLoop> seen = new ArrayList<>(split.training());
        seen.addAll(split.validation());
        watch.task("Measuring on unseen studies");
        return new Timings(directory.resolve(TIMINGS))
                .of("evaluate", () -> measure(bundles, side(data, split.test()), side(data, seen), watch));
    }

    /** What no training sees need not be prepared here: the evaluation prepares it as the service does. */
    private PreparedLoops prepare(StudySplit split, Path directory, Watch watch) throws IOException {
        List<LabelledLoop> seen = new ArrayList<>(split.training());
        seen.addAll(split.validation());
        return new PrepareLoops(new ServiceSource(), preset.prepared(), threads)
                .prepare(seen, directory.resolve("prepared"), watch.loops("loops prepared"))
                .varied(variation);
    }

    private Measured measure(List<Path> bundles, DataSet test, DataSet training, Watch watch) throws IOException {
        List<ModelBundle> opened = new ArrayList<>();
        try {
            for (Path bundle : bundles) {
                opened.add(ModelBundle.open(bundle));
            }
            EvaluationPlan plan = new EvaluationPlan(
                    test,
                    reader,
                    Optional.of(training),
                    Optional.empty(),
                    minimumFrames,
                    experimentLoops,
                    seed,
                    threads);
            return new MeasureBundles(opened, plan, watch::loops).measure();
        } finally {
            opened.forEach(ModelBundle::close);
        }
    }

    /** All readings of some loops' studies, with the loops that nobody could classify. */
    private static DataSet side(DataSet data, List<LabelledLoop> loops) {
        Set<String> studies = loops.stream().map(LabelledLoop::studyInstanceUid).collect(Collectors.toSet());
        return new DataSet(
                data.loops().stream()
                        .filter(loop -> studies.contains(loop.studyInstanceUid()))
                        .toList(),
                data.readers());
    }

    /**
     * Refuses a directory that holds another comparison, or a training that began with other weights: what is kept there would
     * be mixed with this one.
     */
    public void claim(Path directory, String data) throws IOException {
        Files.createDirectories(directory);
        String own = "%s%ndata=%s reader=%s seed=%d augmentation=%s minimum-frames=%d%n"
                .formatted(preset, data, reader, seed, variation.describe(), minimumFrames);
        Path file = directory.resolve("study-request.txt");
        if (!Files.exists(file)) {
            Files.writeString(file, own);
        } else if (!Files.readString(file).equals(own)) {
            throw new IOException(directory + " holds another comparison (" + file
                    + " says which): choose another --out, or ask for the same again to go on with it");
        }
        for (PaperNetwork training : trainings(networks)) {
            ClaimTraining.claim(directory.resolve(TRAININGS).resolve(training.id()), training, startingWeights);
        }
    }

    /**
     * Refuses, before anything is made, a directory that holds a training of these networks which began with other weights.
     */
    public static void requireSameStart(Path directory, List<PaperNetwork> networks, StartingWeights weights)
            throws IOException {
        for (PaperNetwork training : trainings(networks)) {
            ClaimTraining.requireSameStart(directory.resolve(TRAININGS).resolve(training.id()), training, weights);
        }
    }

    /** The trainings that some networks' backbones need. */
    public static Set<PaperNetwork> trainings(List<PaperNetwork> networks) {
        return networks.stream()
                .flatMap(network -> BackboneTrainings.of(network).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
