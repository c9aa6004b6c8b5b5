package org.echoscribe.node.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.echoscribe.inference.BundleRejectedException;
import org.echoscribe.inference.Classifier;
import org.echoscribe.inference.ExecutionOptions;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.inference.Trial;
import org.echoscribe.journal.Journal;
import org.echoscribe.node.configuration.Configuration;
import org.echoscribe.node.configuration.InvalidConfigurationException;
import org.echoscribe.node.configuration.Keys;
import org.echoscribe.node.wiring.Home;
import org.echoscribe.vocabulary.ModelIdentity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code echoscribe model}: what model bundles there are, whether they are whole, and what they say of themselves. */
@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ModelCompareCommand.class,
            ModelPromoteCommand.class,
            ModelRollbackCommand.class,
            ModelShadowCommand.class
        },
        header = "Lists, verifies, shows and compares model bundles; lets one serve or shadow in a running node.",
        description = {"", "A bundle is a directory or a zip file with bundle.json, ONNX graphs and a model card."})
public final class ModelCommand {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOptions configuration;

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = {
                "Lists the bundles in a directory, and which models the node has and had.",
                "The node is the one whose data directory the configuration names."
            })
    int list(
            @Parameters(
                            arity = "0..1",
                            paramLabel = "DIR",
                            defaultValue = "etc/models",
                            description = "Default: ${DEFAULT-VALUE}")
                    Path directory,
            @Option(names = "--json", description = "Prints JSON.") boolean json)
            throws IOException, InvalidConfigurationException {
        Path found = Home.find(directory)
                .orElseThrow(() -> new CommandFailedException(
                        directory + ": no such directory. Name the one that holds bundles."));
        List<Path> entries;
        try (Stream<Path> all = Files.list(found)) {
            entries = all.filter(ModelCommand::looksLikeABundle).sorted().toList();
        }
        List<ListModels.Bundle> bundles =
                entries.stream().map(ListModels.Bundle::of).toList();
        Optional<Journal> journal = journalIfAny();
        try {
            ListModels list = new ListModels(bundles, journal);
            out().println(json ? Json.write(list.fields()) : list.table());
        } finally {
            journal.ifPresent(Journal::close);
        }
        return bundles.stream().allMatch(ListModels.Bundle::isWhole) ? 0 : 1;
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Checks every digest, that ONNX Runtime takes the graphs, and that they score a blank loop.")
    int verify(@Parameters(arity = "1..*", paramLabel = "BUNDLE") List<Path> bundles) {
        int refused = 0;
        for (Path path : bundles) {
            try (ModelBundle bundle = open(path);
                    Classifier classifier = new Classifier(bundle, ExecutionOptions.forCpu())) {
                Trial.run(bundle, classifier);
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

    /** The configuration with the node's data directory. */
    Configuration configuration() throws InvalidConfigurationException {
        return configuration.read();
    }

    /** The journal of the node that the configuration names. */
    Journal journal() throws InvalidConfigurationException {
        return journalIfAny()
                .orElseThrow(
                        () -> new CommandFailedException(
                                "There is no journal in the node's data directory. Name the one of your node with --set"
                                        + " node.data-directory=DIR or --config FILE; a new node makes it at its first start."));
    }

    private Optional<Journal> journalIfAny() throws InvalidConfigurationException {
        Path directory = configuration().get(Keys.DATA_DIRECTORY);
        return Files.exists(directory.resolve("journal.db")) ? Optional.of(Journal.open(directory)) : Optional.empty();
    }

    static ModelBundle open(Path path) throws BundleRejectedException {
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
