package org.echoscribe.node.command;

import java.time.Instant;
import java.util.concurrent.Callable;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.ModelChange;
import org.echoscribe.journal.ModelChange.Role;
import org.echoscribe.node.configuration.InvalidConfigurationException;
import org.echoscribe.node.configuration.Keys;
import org.echoscribe.node.model.KeptBundles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code echoscribe model rollback}: the model that served before serves again. */
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        header = "Lets the model serve again that served before the last promotion.",
        description = {"", "Each roll-back goes one step further back."})
final class ModelRollbackCommand implements Callable<Integer> {

    @ParentCommand
    private ModelCommand model;

    @Spec
    private CommandSpec spec;

    @Mixin
    private WaitOption wait = new WaitOption();

    @Override
    public Integer call() throws InvalidConfigurationException {
        KeptBundles kept = new KeptBundles(model.configuration().get(Keys.DATA_DIRECTORY));
        try (Journal journal = model.journal()) {
            ModelChange before = journal.modelChanges()
                    .inForce(Role.SERVING)
                    .flatMap(serving -> journal.modelChanges().before(serving))
                    .orElseThrow(() -> new CommandFailedException(
                            "No model served before this one. Name one with 'echoscribe model promote BUNDLE'."));
            ModelChange.Model previous = before.model().orElseThrow();
            if (!kept.has(previous.sha256())) {
                throw new CommandFailedException("The bundle of " + previous
                        + " was not kept. Name it with 'echoscribe model promote BUNDLE'; it was at "
                        + before.source());
            }
            ModelChange change = journal.modelChanges()
                    .askBack(Role.SERVING, Instant.now())
                    .orElseThrow(() -> new CommandFailedException("Another change came first. Try again."));
            return new TellModelChange(spec, "serves").tell(wait.answerTo(change, journal));
        }
    }
}
