package org.echoscribe.node.command;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
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

/** {@code echoscribe model shadow}: a second bundle scores silently, or does so no more. */
@Command(
        name = "shadow",
        mixinStandardHelpOptions = true,
        header = "Lets a second bundle score silently what the first has scored, or ends that.",
        description = {
            "",
            "It scores loops that are labelled from now on, while the first has nothing to do. Nothing that it says is",
            "reported; 'echoscribe model compare --live' shows where the two agree. This holds over model.shadow in the",
            "configuration; 'configured' follows that key again."
        })
final class ModelShadowCommand implements Callable<Integer> {

    @ParentCommand
    private ModelCommand model;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "BUNDLE|off|configured")
    private String what;

    @Mixin
    private WaitOption wait = new WaitOption();

    @Override
    public Integer call() throws InvalidConfigurationException {
        KeptBundles kept = new KeptBundles(model.configuration().get(Keys.DATA_DIRECTORY));
        try (Journal journal = model.journal()) {
            ModelChange change = switch (what) {
                case "off" -> ask(journal, Kind.OFF, Optional.empty(), "");
                case "configured" -> ask(journal, Kind.CONFIGURED, Optional.empty(), "");
                default -> {
                    Path path = Path.of(what);
                    Model shadow = ModelPromoteCommand.verifyAndKeep(path, kept);
                    yield ask(
                            journal,
                            Kind.PROMOTED,
                            Optional.of(shadow),
                            Home.orSame(path).toAbsolutePath().toString());
                }
            };
            AwaitModelChange.Answer answer = wait.answerTo(change, journal);
            return new TellModelChange(spec, "shadows").tell(answered(journal, answer));
        }
    }

    private static ModelChange ask(Journal journal, Kind kind, Optional<Model> shadow, String source) {
        return journal.modelChanges().ask(Role.SHADOW, kind, shadow, source, Instant.now());
    }

    /** A wish to follow the configuration is answered by a change that names the configured model. */
    private static AwaitModelChange.Answer answered(Journal journal, AwaitModelChange.Answer answer) {
        boolean followed =
                answer.change().kind() == Kind.CONFIGURED && answer.change().state() == ModelChange.State.ENDED;
        return followed
                ? journal.modelChanges()
                        .inForce(Role.SHADOW)
                        .map(now -> new AwaitModelChange.Answer(now, true))
                        .orElse(answer)
                : answer;
    }
}
