package org.echoscribe.node.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.echoscribe.phantom.GeneratePhantom;
import org.echoscribe.phantom.PhantomDomain;
import org.echoscribe.phantom.PhantomRequest;
import org.echoscribe.vocabulary.View;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code echoscribe phantom}: writes synthetic echo studies as DICOM files, with their labels. */
@Command(
        name = "phantom",
        mixinStandardHelpOptions = true,
        header = "Writes SYNTHETIC echo studies as DICOM files, with labels.csv.",
        description = {
            "",
            "Each study has 20 to 24 loops of moving hearts in the proportions of the 14 views that a clinic sees.",
            "The same seed gives the same bytes. A run that was stopped goes on where it was.",
            "Nothing in these files comes from a person; each says that it is synthetic."
        },
        footer = {"", "Example: echoscribe phantom --out studies --studies 10 --seed 7"})
public final class PhantomCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where to write; made if it is not there.")
    private Path out;

    @Option(
            names = "--studies",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many studies (default: ${DEFAULT-VALUE}).")
    private int studies;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Decides every pixel (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--views",
            split = ",",
            paramLabel = "VIEW",
            description = "Only these views, separated by commas: ${COMPLETION-CANDIDATES}. Default: all.")
    private Set<View> views = EnumSet.allOf(View.class);

    @Option(
            names = "--loops",
            paramLabel = "N",
            defaultValue = "0",
            description = "Loops in each study (default: 20 to 24, drawn).")
    private int loops;

    @Option(
            names = "--domain",
            paramLabel = "NAME",
            defaultValue = "usual",
            description = "How widely gain, speckle, fan, frame rate and the rest of a loop's looks are drawn:"
                    + " ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private PhantomDomain domain = PhantomDomain.USUAL;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Loops rendered at once (default: one for each processor).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Override
    public Integer call() {
        PhantomRequest request = request();
        GeneratePhantom generate = new GeneratePhantom(threads);
        try (Progress progress = Progress.of("Rendering", "loops", 0)) {
            generate.generate(out, request, progress::to);
        } catch (IOException e) {
            throw new CommandFailedException("The studies could not be written to " + out + ": " + e.getMessage(), e);
        }
        spec.commandLine().getOut().println(out.resolve("labels.csv"));
        return 0;
    }

    private PhantomRequest request() {
        try {
            if (threads < 1) {
                throw new IllegalArgumentException("--threads must be at least 1, but is " + threads);
            }
            return new PhantomRequest(studies, seed, views, loops, domain);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
