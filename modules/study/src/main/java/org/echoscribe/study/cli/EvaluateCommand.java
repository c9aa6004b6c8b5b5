package org.echoscribe.study.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.statistics.ConfusionMatrix;
import org.echoscribe.statistics.Interval;
import org.echoscribe.statistics.Proportion;
import org.echoscribe.study.data.DataSet;
import org.echoscribe.study.data.OpenDataSet;
import org.echoscribe.study.data.StudySplit;
import org.echoscribe.study.evaluation.BundleAnswers;
import org.echoscribe.study.evaluation.EvaluationPlan;
import org.echoscribe.study.evaluation.HardPair;
import org.echoscribe.study.evaluation.MeasureBundles;
import org.echoscribe.study.evaluation.Measured;
import org.echoscribe.study.report.WriteReport;
import org.echoscribe.vocabulary.View;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code echoscribe evaluate}: bundles against labelled loops, by the very steps of the service, with a report. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures model bundles on labelled loops and writes a report: error with exact intervals,",
            "kappa, McNemar's test, confusion matrices, two readers, calibration, abstention, and what",
            "the background, the frame rate, the gain and the crop change.",
            "The loops should be of studies that no bundle was trained on."
        },
        footer = {
            "",
            "labels.csv: sop_instance_uid,study_instance_uid,view[,reader][,file], one line a reading;",
            "a view is one of the 14, such as A4C_LV, or unclassifiable.",
            "",
            "Example: echoscribe phantom --out unseen --studies 10 --seed 4711",
            "         echoscribe evaluate etc/models/phantom-small --data unseen --out evaluation",
            "Exit status: 0 done, 1 failed, 2 wrong usage."
        })
final class EvaluateCommand implements Callable<Integer> {

    @Parameters(arity = "0..*", paramLabel = "BUNDLE", description = "Model bundles, directories or zips.")
    private List<Path> bundles = new ArrayList<>();

    @Option(names = "--bundle", hidden = true, description = "As the parameter.")
    private List<Path> moreBundles = new ArrayList<>();

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR|CSV",
            description = "The test loops: a table of labels, or a directory with labels.csv.")
    private Path data = Path.of("");

    @Option(
            names = "--files",
            paramLabel = "PATH",
            description =
                    "Where the DICOM objects are if the table does not say: a folder (also a node's spool), a file,"
                            + " or a text file with one file a line. May be repeated.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "evaluation",
            description = "Where the report goes (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("evaluation");

    @Option(
            names = "--reader",
            paramLabel = "NAME",
            description = "Whose views are the truth (default: the first reader in the table).")
    private Optional<String> reader = Optional.empty();

    @Option(
            names = "--training",
            paramLabel = "DIR|CSV",
            description = "What the bundles were trained on, for table 1; refused if a study is in both.")
    private Optional<Path> training = Optional.empty();

    @Option(
            names = "--validation",
            paramLabel = "DIR|CSV",
            description = "Loops of other studies, on which a calibration temperature is fitted.")
    private Optional<Path> validation = Optional.empty();

    @Option(
            names = "--minimum-frames",
            paramLabel = "N",
            defaultValue = "40",
            description = "Shorter loops are not scored (default: ${DEFAULT-VALUE}, as in the paper).")
    private int minimumFrames = 40;

    @Option(
            names = "--experiment-loops",
            paramLabel = "N",
            defaultValue = "100",
            description =
                    "Test background and robustness on so many loops (default: ${DEFAULT-VALUE}); 0 leaves them out.")
    private int experimentLoops = 100;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Draws these loops (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, WrongUsageException {
        List<Path> all = Stream.concat(bundles.stream(), moreBundles.stream()).toList();
        if (all.isEmpty()) {
            throw new WrongUsageException("Name at least one bundle, such as etc/models/phantom-small");
        }
        requireTable(data);
        List<ModelBundle> opened = new ArrayList<>();
        try {
            for (Path bundle : all) {
                opened.add(ModelBundle.open(bundle));
            }
            Measured measured = measure(opened);
            print(measured);
            Path page = new WriteReport(
                            measured, "Evaluation of echocardiographic view classifiers", subtitle(measured))
                    .write(out);
            print("Report: %s", page);
        } finally {
            opened.forEach(ModelBundle::close);
        }
        return 0;
    }

    private Measured measure(List<ModelBundle> opened) throws IOException, WrongUsageException {
        DataSet test = OpenDataSet.open(data, files);
        EvaluationPlan plan;
        try {
            plan = new EvaluationPlan(
                    test,
                    reader.orElse(test.readers().getFirst()),
                    open(training),
                    open(validation),
                    minimumFrames,
                    experimentLoops,
                    seed,
                    Runtime.getRuntime().availableProcessors());
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException(e.getMessage());
        }
        ProgressBars progress = new ProgressBars(spec.commandLine().getErr());
        return new MeasureBundles(opened, plan, progress::loops).measure();
    }

    private Optional<DataSet> open(Optional<Path> path) throws IOException, WrongUsageException {
        if (path.isEmpty()) {
            return Optional.empty();
        }
        requireTable(path.get());
        return Optional.of(OpenDataSet.open(path.get(), files));
    }

    private static void requireTable(Path path) throws WrongUsageException {
        Path table = Files.isDirectory(path) ? path.resolve("labels.csv") : path;
        if (!Files.isRegularFile(table)) {
            throw new WrongUsageException(
                    table + " is not there: a table of labels or a directory with labels.csv is needed");
        }
    }

    private static String subtitle(Measured measured) {
        return String.format(
                Locale.ROOT,
                "%s on %,d loops of %,d studies, %s",
                measured.bundles().size() == 1
                        ? measured.bundles().getFirst().name()
                        : measured.bundles().size() + " bundles",
                measured.test().loops().size(),
                StudySplit.studies(measured.test().loops()),
                LocalDate.now(java.time.ZoneOffset.UTC));
    }

    private void print(Measured measured) {
        if (measured.synthetic()) {
            print("SYNTHETIC model or loops, not for clinical use");
        }
        int[] truth = measured.test().truth();
        for (BundleAnswers bundle : measured.bundles()) {
            ConfusionMatrix confusion = ConfusionMatrix.of(truth, bundle.said(), View.values().length);
            Interval interval = confusion.error().exactInterval95();
            print(
                    "%s on %d loops of %d studies",
                    bundle.name(),
                    truth.length,
                    StudySplit.studies(measured.test().loops()));
            print(
                    "  error %.1f %% (%d wrong; exact 95 %% interval %.1f to %.1f), kappa %.3f",
                    100 * confusion.error().value(),
                    confusion.error().count(),
                    100 * interval.lower(),
                    100 * interval.upper(),
                    confusion.kappa());
            for (HardPair pair : HardPair.values()) {
                Proportion swapped = pair.swapped(confusion);
                print(
                        "  taken for one another: %s / %s: %d of %d",
                        pair.one().displayName(), pair.other().displayName(), swapped.count(), swapped.trials());
            }
        }
        if (!measured.test().unscored().isEmpty()) {
            print(
                    "%d loops were not scored; left-out.csv says why",
                    measured.test().unscored().size());
        }
    }

    private void print(String format, Object... values) {
        spec.commandLine().getOut().println(String.format(Locale.ROOT, format, values));
    }
}
