package org.echoscribe.study.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.echoscribe.statistics.ConfusionMatrix;
import org.echoscribe.statistics.Interval;
import org.echoscribe.study.data.DataSet;
import org.echoscribe.study.data.StudySplit;
import org.echoscribe.study.evaluation.BundleAnswers;
import org.echoscribe.study.evaluation.Measured;
import org.echoscribe.study.network.PaperNetwork;
import org.echoscribe.study.recipe.PaperPreset;
import org.echoscribe.study.recipe.PaperStudy;
import org.echoscribe.study.recipe.StartingWeights;
import org.echoscribe.study.report.WriteReport;
import org.echoscribe.study.torch.OpenMp;
import org.echoscribe.vocabulary.View;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code echoscribe study}: the paper's whole comparison, from studies to the report, in one command. */
@Command(
        name = "study",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Repeats the comparison of Howard et al. 2020 (doi 10.21037/jmai.2019.10.03): trains every",
            "network of the paper on the same loops and measures all of them on studies that none has",
            "seen. Writes DIR/report/report.html with the paper's tables, tests and figures, every",
            "number as CSV and JSON, and what of the paper's findings holds on these loops.",
            "",
            "Without --data it first makes SYNTHETIC phantom studies; every page then says so. With",
            "--data it is the same comparison on an archive's own labelled loops.",
            "",
            "The steps: studies are made (or read), parted 3:1 by study and patient, and a fifth of the",
            "training studies validates; loops are decoded, masked and scaled once, with optical flow;",
            "each network is trained, exported and calibrated (DIR/bundles holds what a node can use);",
            "the exported files answer the test loops as in service.",
            "Stopped? The same command goes on from the last epoch. DIR/timings.csv says what took how",
            "long; learning curves are in DIR/networks/*/curves.png."
        },
        footer = {
            "",
            "Examples: echoscribe study --preset phantom-paper --out comparison",
            "          echoscribe study --preset phantom-paper --studies 8 --epochs 2 --out trial",
            "          echoscribe study --preset phantom-paper --data labels.csv --width 1 \\",
            "            --pixels 224 --weights xception=X.h5 --weights i3d=G.safetensors",
            "Exit status: 0 done, 1 failed, 2 wrong usage."
        })
final class PaperStudyCommand implements Callable<Integer> {

    /** The recipes on offer. */
    enum PresetName {
        PHANTOM_PAPER;

        PaperPreset recipe(long seed) {
            return switch (this) {
                case PHANTOM_PAPER -> PaperPreset.phantomPaper(seed);
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Option(names = "--preset", required = true, paramLabel = "NAME", description = "Recipe: ${COMPLETION-CANDIDATES}.")
    private PresetName preset = PresetName.PHANTOM_PAPER;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "comparison",
            description = "Where everything goes: studies, cache, checkpoints, bundles, report (default:"
                    + " ${DEFAULT-VALUE}).")
    private Path out = Path.of("comparison");

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "At most so many passes over the training loops for each network (default: the preset's; each"
                    + " training ends by itself when its validation loss no longer falls).")
    private Optional<Integer> epochs = Optional.empty();

    @Option(
            names = "--width",
            paramLabel = "W",
            description = "Channels of every layer, as a share of the paper's, up to 1 (default: the preset's).")
    private Optional<Double> width = Optional.empty();

    @Option(
            names = "--pixels",
            paramLabel = "P",
            description = "Side of frames and flow, at least 75 (default: the preset's).")
    private Optional<Integer> pixels = Optional.empty();

    @Option(
            names = "--networks",
            split = ",",
            paramLabel = "NAME",
            description = "Only these, separated by commas, such as xception,td-xception (default: all of the paper's)."
                    + " The rest can be added by running again.")
    private List<String> networks = new ArrayList<>();

    @Option(
            names = "--train-only",
            description = "Leave the measuring to a later run, for instance while another process trains other networks"
                    + " in the same place.")
    private boolean trainOnly;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Decides studies, split, weights and order (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--minimum-frames",
            paramLabel = "N",
            defaultValue = "40",
            description = "Shorter loops are not scored (default: ${DEFAULT-VALUE}, as in the paper).")
    private int minimumFrames = 40;

    @Option(
            names = "--experiment-loops",
            paramLabel = "N",
            defaultValue = "40",
            description =
                    "Test background and robustness on so many loops (default: ${DEFAULT-VALUE}); 0 leaves them out.")
    private int experimentLoops = 40;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Loops worked on at once (default: one for each processor).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @ArgGroup(validate = false, heading = "%nThe loops to learn from:%n")
    private GivenLoops given = new GivenLoops();

    @ArgGroup(validate = false, heading = "%nStarting weights (I3D keeps them for an epoch and is freed over five):%n")
    private GivenWeights weights = new GivenWeights();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, WrongUsageException {
        OpenMp.waitPassively();
        PaperPreset recipe = recipe();
        List<PaperNetwork> rows = rows();
        PrintWriter err = spec.commandLine().getErr();
        ProgressBars watch = new ProgressBars(err);
        given.check(recipe.defaultStudies());
        StartingWeights start = weights.fit(
                PaperStudy.trainings(rows), network -> recipe.sized(network).learner(), err);
        PaperStudy.requireSameStart(out, rows, start);
        DataSet dataSet = given.open(recipe.defaultStudies(), seed, out, threads, watch);
        PaperStudy study = new PaperStudy(
                recipe,
                rows,
                given.reader(dataSet),
                given.variation(),
                seed,
                minimumFrames,
                experimentLoops,
                threads,
                start,
                "echoscribe study --preset " + preset + " --seed " + seed + weights.typed());
        study.claim(out, given.words(recipe.defaultStudies()));
        List<Path> bundles;
        try {
            bundles = study.train(dataSet, out, watch);
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException(e.getMessage());
        }
        if (trainOnly) {
            bundles.forEach(spec.commandLine().getOut()::println);
            return 0;
        }
        Measured measured = study.measure(bundles, dataSet, out, watch);
        print(measured);
        String subtitle = String.format(
                Locale.ROOT,
                "%d networks on %,d loops of %,d unseen studies, %s",
                measured.bundles().size(),
                measured.test().loops().size(),
                StudySplit.studies(measured.test().loops()),
                LocalDate.now(ZoneOffset.UTC));
        Path page = new WriteReport(measured, "The networks of Howard et al. 2020, compared", subtitle)
                .write(out.resolve("report"));
        spec.commandLine().getOut().println("Report: " + page);
        return 0;
    }

    private PaperPreset recipe() throws WrongUsageException {
        PaperPreset recipe = preset.recipe(seed);
        try {
            if (width.isPresent() || pixels.isPresent()) {
                recipe = recipe.resized(width, pixels);
            }
            recipe = epochs.map(recipe::limitedTo).orElse(recipe);
            for (PaperNetwork network : PaperNetwork.values()) {
                recipe.sized(network);
            }
            return recipe;
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException(e.getMessage());
        }
    }

    private List<PaperNetwork> rows() throws WrongUsageException {
        if (networks.isEmpty()) {
            return List.of(PaperNetwork.values());
        }
        try {
            return networks.stream()
                    .map(PaperNetwork::named)
                    .sorted()
                    .distinct()
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException(e.getMessage());
        }
    }

    private void print(Measured measured) {
        var output = spec.commandLine().getOut();
        output.printf(
                "%s%d unseen studies, %d loops%n",
                measured.synthetic() ? "SYNTHETIC data: " : "",
                StudySplit.studies(measured.test().loops()),
                measured.test().loops().size());
        int[] truth = measured.test().truth();
        for (BundleAnswers bundle : measured.bundles()) {
            ConfusionMatrix confusion = ConfusionMatrix.of(truth, bundle.said(), View.values().length);
            Interval interval = confusion.error().exactInterval95();
            output.printf(
                    Locale.ROOT,
                    "%-28s error %5.1f %% (exact 95 %% interval %.1f to %.1f), kappa %.3f%n",
                    PaperNetwork.named(bundle.architecture()).title(),
                    100 * confusion.error().value(),
                    100 * interval.lower(),
                    100 * interval.upper(),
                    confusion.kappa());
        }
    }
}
