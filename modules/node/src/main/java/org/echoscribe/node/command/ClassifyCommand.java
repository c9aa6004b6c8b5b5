package org.echoscribe.node.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetWriter;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.inference.BundleRejectedException;
import org.echoscribe.node.cart.FindFiles;
import org.echoscribe.node.configuration.Configuration;
import org.echoscribe.node.configuration.InvalidConfigurationException;
import org.echoscribe.node.wiring.OpenNetwork;
import org.echoscribe.node.wiring.OpenScreenMasks;
import org.echoscribe.node.wiring.PlanPipeline;
import org.echoscribe.pipeline.ClassifyFile;
import org.echoscribe.pipeline.ClassifyFile.ClassifiedFile;
import org.echoscribe.vocabulary.ModelIdentity;
import org.echoscribe.vocabulary.Outcome;
import org.echoscribe.vocabulary.Scores;
import org.echoscribe.vocabulary.View;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code echoscribe classify}: labels files without a network connection. */
@Command(
        name = "classify",
        mixinStandardHelpOptions = true,
        header = "Labels DICOM files without a network connection.",
        description = {
            "",
            "Prints one line for each file: its outcome, the view and the certainty. The steps, the model and the",
            "thresholds are those of 'serve'. A file that is no loop gets its reason; that is no failure."
        },
        footer = {"", "Example: echoscribe classify studies --sr reports --set model.bundle=etc/models/phantom-small"})
public final class ClassifyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOptions configurationOptions;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|DIR",
            description = "What to label; directories with all below them.")
    private List<Path> named = new ArrayList<>();

    @Option(names = "--json", description = "Prints one JSON array with all 14 probabilities of each loop.")
    private boolean json;

    @Option(names = "--sr", paramLabel = "DIR", description = "Also writes the Structured Reports there.")
    private Optional<Path> reportDirectory = Optional.empty();

    @Override
    public Integer call() throws InvalidConfigurationException {
        Configuration configuration = configurationOptions.read();
        try (OpenNetwork network = OpenNetwork.open(configuration)) {
            return classify(
                    new ClassifyFile(
                            network.network(), PlanPipeline.reports(configuration), OpenScreenMasks.of(configuration)),
                    network.network().identity());
        } catch (BundleRejectedException e) {
            throw new CommandFailedException("The model bundle is refused: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new CommandFailedException(e.getMessage(), e);
        }
    }

    private int classify(ClassifyFile classifyFile, ModelIdentity model) throws IOException {
        List<Path> files = FindFiles.below(named);
        List<Map<String, Object>> results = new ArrayList<>();
        int failed = 0;
        if (model.synthetic()) {
            spec.commandLine().getErr().println("The model " + model.name() + " was trained on SYNTHETIC data.");
        }
        try (Progress progress = Progress.of("Labelling", "files", files.size())) {
            for (Path file : files) {
                ClassifiedFile result = classifyFile.classify(file);
                failed += result.analysis().outcome() instanceof Outcome.Failed ? 1 : 0;
                Optional<Path> report = writeReport(result);
                if (json) {
                    results.add(fields(file, result, model, report));
                } else {
                    out().println(line(file, result.analysis().outcome()));
                    out().flush();
                }
                progress.step();
            }
        }
        if (json) {
            out().println(Json.write(results));
        }
        return failed == 0 ? 0 : 1;
    }

    private Optional<Path> writeReport(ClassifiedFile result) throws IOException {
        if (reportDirectory.isEmpty() || result.report().isEmpty()) {
            return Optional.empty();
        }
        Attributes report = result.report().get();
        String reportUid = report.string(Tag.SOPInstanceUID).orElseThrow();
        Path target = Files.createDirectories(reportDirectory.get()).resolve(reportUid + ".dcm");
        DataSetWriter.writeFile(target, report, TransferSyntax.ExplicitVrLittleEndian);
        return Optional.of(target);
    }

    private static String line(Path file, Outcome outcome) {
        return String.format(Locale.ROOT, "%-40s %s", file.getFileName(), describe(outcome));
    }

    private static String describe(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Classified classified ->
                String.format(
                        Locale.ROOT,
                        "%-40s %5.1f %%",
                        classified.view().displayName(),
                        100 * classified.scores().certainty());
            case Outcome.Abstained(Scores scores) ->
                String.format(
                        Locale.ROOT,
                        "abstained (best guess %s, %.1f %%)",
                        scores.best().displayName(),
                        100 * scores.certainty());
            case Outcome.NotAttempted(Outcome.NotAttemptedReason reason, String detail) ->
                "not attempted: " + reason.code().meaning() + ". " + detail;
            case Outcome.Failed(Outcome.FailureReason reason, String detail) ->
                "FAILED: " + reason.code().meaning() + ". " + detail;
        };
    }

    private static Map<String, Object> fields(
            Path file, ClassifiedFile result, ModelIdentity model, Optional<Path> report) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("file", file.toString());
        fields.put("sopInstanceUid", result.sopInstanceUid());
        Outcome outcome = result.analysis().outcome();
        switch (outcome) {
            case Outcome.Classified classified -> {
                fields.put("outcome", "classified");
                fields.put("view", classified.view().name());
                fields.put("certainty", classified.scores().certainty());
                fields.put("probabilities", probabilities(classified.scores()));
            }
            case Outcome.Abstained(Scores scores) -> {
                fields.put("outcome", "abstained");
                fields.put("probabilities", probabilities(scores));
            }
            case Outcome.NotAttempted(Outcome.NotAttemptedReason reason, String detail) -> {
                fields.put("outcome", "not attempted");
                fields.put("reason", reason.code().value());
                fields.put("detail", detail);
            }
            case Outcome.Failed(Outcome.FailureReason reason, String detail) -> {
                fields.put("outcome", "failed");
                fields.put("reason", reason.code().value());
                fields.put("detail", detail);
            }
        }
        fields.put("model", model.name() + " " + model.version());
        fields.put("synthetic", model.synthetic());
        report.ifPresent(path -> fields.put("report", path.toString()));
        return fields;
    }

    private static Map<String, Float> probabilities(Scores scores) {
        Map<String, Float> probabilities = new LinkedHashMap<>();
        for (View view : View.values()) {
            probabilities.put(view.name(), scores.of(view));
        }
        return probabilities;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
