package org.echoscribe.node.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.echoscribe.inference.BundleRejectedException;
import org.echoscribe.inference.Classifier;
import org.echoscribe.inference.ExecutionOptions;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.node.wiring.Home;
import org.echoscribe.vocabulary.ModelIdentity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code echoscribe model}: what model bundles there are, whether they are whole, and what they say of themselves. */
@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        header = "Lists, verifies and shows model bundles.",
        description = {"", "A bundle is a directory or a zip file with bundle.json, ONNX graphs and a model card."})
public final class ModelCommand {

    @Spec
    private CommandSpec spec;

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the bundles in a directory.")
    int list(
            @Parameters(
                            arity = "0..1",
                            paramLabel = "DIR",
                            defaultValue = "etc/models",
                            description = "Default: ${DEFAULT-VALUE}")
                    Path directory)
            throws IOException {
        Path found = Home.find(directory)
                .orElseThrow(() -> new CommandFailedException(
                        directory + ": no such directory. Name the one that holds bundles."));
        List<Path> entries;
        try (Stream<Path> all = Files.list(found)) {
            entries = all.filter(ModelCommand::looksLikeABundle).sorted().toList();
        }
        out().printf("%-24s %-10s %-10s %-14s %s%n", "NAME", "VERSION", "SYNTHETIC", "SHA-256", "PATH");
        int broken = 0;
        for (Path entry : entries) {
            try (ModelBundle bundle = ModelBundle.open(entry)) {
                ModelIdentity model = bundle.identity();
                out().printf(
                                "%-24s %-10s %-10s %-14s %s%n",
                                model.name(),
                                model.version(),
                                model.synthetic() ? "yes" : "no",
                                model.sha256().substring(0, 12),
                                entry);
            } catch (BundleRejectedException e) {
                broken++;
                out().printf("%-24s %s%n", entry.getFileName(), e.getMessage());
            }
        }
        return broken == 0 ? 0 : 1;
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Checks every digest and that ONNX Runtime takes the graphs.")
    int verify(@Parameters(arity = "1..*", paramLabel = "BUNDLE") List<Path> bundles) {
        int refused = 0;
        for (Path path : bundles) {
            try (ModelBundle bundle = open(path);
                    Classifier classifier = new Classifier(bundle, ExecutionOptions.forCpu())) {
                out().println(path + ": whole, runs on " + classifier.executionProvider());
            } catch (BundleRejectedException e) {
                refused++;
                out().println(path + ": REFUSED: " + e.getMessage());
            }
        }
        return refused == 0 ? 0 : 1;
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows a bundle's identity and its model card.")
    int show(@Parameters(paramLabel = "BUNDLE") Path path) throws IOException {
        try (ModelBundle bundle = open(path)) {
            ModelIdentity model = bundle.identity();
            PrintWriter out = out();
            out.println("name:          " + model.name() + " " + model.version()
                    + (model.synthetic() ? "  [SYNTHETIC]" : ""));
            out.println("manufacturer:  " + model.manufacturer());
            out.println("architecture:  " + bundle.description().architecture());
            out.println("sha-256:       " + model.sha256());
            out.println("abstains below " + bundle.abstentionThreshold() + ", temperature "
                    + bundle.calibrationTemperature());
            out.println("input:         " + bundle.inputSpecification());
            out.println();
            Path card = bundle.file(ModelBundle.CARD_FILE)
                    .orElseThrow(() -> new CommandFailedException(path + " has no model card."));
            out.println(Files.readString(card));
            return 0;
        } catch (BundleRejectedException e) {
            throw new CommandFailedException(path + " is refused: " + e.getMessage(), e);
        }
    }

    private static ModelBundle open(Path path) throws BundleRejectedException {
        return ModelBundle.open(Home.orSame(path));
    }

    private static boolean looksLikeABundle(Path entry) {
        return Files.isRegularFile(entry.resolve(ModelBundle.DESCRIPTION_FILE))
                || entry.toString().endsWith(".zip");
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
