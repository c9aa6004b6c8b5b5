package org.echoscribe.node.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.echoscribe.inference.BundleRejectedException;
import org.echoscribe.inference.Classifier;
import org.echoscribe.inference.ExecutionOptions;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.inference.Trial;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.ModelChange;
import org.echoscribe.journal.ModelChange.Kind;
import org.echoscribe.journal.ModelChange.Model;
import org.echoscribe.journal.ModelChange.Role;
import org.echoscribe.node.configuration.InvalidConfigurationException;
import org.echoscribe.node.configuration.Keys;
import org.echoscribe.node.model.KeptBundles;
import org.echoscribe.node.wiring.Home;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code echoscribe model promote}: another bundle serves from the next loop on. */
@Command(
        name = "promote",
        mixinStandardHelpOptions = true,
        header = "Lets a bundle serve, in the running node or from the next start.",
        description = {
            "",
            "The bundle is verified, tried on a blank loop and copied into the node's data directory first. Loops that are",
            "being labelled finish with the model that they began with; what is labelled already stays as it is. A bundle",
            "that the node cannot take is refused with the reason, and the previous one goes on. It holds over model.bundle",
            "in the configuration until another promotion or a roll-back."
        })
final class ModelPromoteCommand implements Callable<Integer> {

    @ParentCommand
    private ModelCommand model;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "BUNDLE")
    private Path path;

    @Mixin
    private WaitOption wait = new WaitOption();

    @Override
    public Integer call() throws InvalidConfigurationException {
        KeptBundles kept = new KeptBundles(model.configuration().get(Keys.DATA_DIRECTORY));
        try (Journal journal = model.journal()) {
            keepServing(journal, kept);
            Model promoted = verifyAndKeep(path, kept);
            ModelChange change = journal.modelChanges()
                    .ask(
                            Role.SERVING,
                            Kind.PROMOTED,
                            Optional.of(promoted),
                            Home.orSame(path).toAbsolutePath().toString(),
                            Instant.now());
            return new TellModelChange(spec, "serves").tell(wait.answerTo(change, journal));
        }
    }

    /** Copies a bundle that is whole and scores a blank loop. */
    static Model verifyAndKeep(Path path, KeptBundles kept) {
        try (ModelBundle bundle = ModelCommand.open(path);
                Classifier classifier = new Classifier(bundle, ExecutionOptions.forCpu())) {
            Trial.run(bundle, classifier);
            kept.keep(bundle);
            return new Model(
                    bundle.identity().sha256(),
                    bundle.identity().name(),
                    bundle.identity().version());
        } catch (BundleRejectedException e) {
            throw new CommandFailedException(path + " is refused, and nothing has changed: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new CommandFailedException(
                    path + " could not be copied into the data directory, and nothing has changed: " + e
                            + ". Make room there, or see that it may be written",
                    e);
        }
    }

    /** What serves from its configured path is copied too, because a roll-back must not depend on that path. */
    private void keepServing(Journal journal, KeptBundles kept) {
        Optional<ModelChange> serving = journal.modelChanges().inForce(Role.SERVING);
        Optional<String> sha256 = serving.flatMap(ModelChange::model).map(Model::sha256);
        if (sha256.isEmpty() || kept.has(sha256.get())) {
            return;
        }
        try (ModelBundle bundle = ModelBundle.open(Path.of(serving.get().source()))) {
            if (bundle.identity().sha256().equals(sha256.get())) {
                kept.keep(bundle);
                return;
            }
            warn("its bundle at " + serving.get().source() + " is another one now");
        } catch (IOException e) {
            warn(e.getMessage());
        }
    }

    private void warn(String why) {
        spec.commandLine()
                .getErr()
                .println("Warning: the model that serves now cannot be kept for a roll-back: " + why);
    }
}
