package org.echoscribe.node;

import java.util.List;
import org.echoscribe.node.command.BackfillCommand;
import org.echoscribe.node.command.ClassifyCommand;
import org.echoscribe.node.command.CommandFailedException;
import org.echoscribe.node.command.DemoCommand;
import org.echoscribe.node.command.LabelsCommand;
import org.echoscribe.node.command.ModelCommand;
import org.echoscribe.node.command.PhantomCommand;
import org.echoscribe.node.command.QueueCommand;
import org.echoscribe.node.command.SendCommand;
import org.echoscribe.node.command.ServeCommand;
import org.echoscribe.node.configuration.InvalidConfigurationException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;

/** {@code echoscribe}: the command line. Exit code 0 means done, 1 failed, 2 wrongly used. */
@Command(
        name = "echoscribe",
        mixinStandardHelpOptions = true,
        versionProvider = Echoscribe.Version.class,
        header = "Labels the view of every echocardiogram loop, over DICOM.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            ClassifyCommand.class,
            SendCommand.class,
            QueueCommand.class,
            LabelsCommand.class,
            BackfillCommand.class,
            PhantomCommand.class,
            ModelCommand.class,
            HelpCommand.class
        },
        footer = {
            "",
            "The study module adds: train, evaluate, saliency, activation, networks, untrained",
            "(try 'echoscribe train --help').",
            "Results go to standard output, progress and logs to standard error.",
            "Exit codes: 0 done, 1 failed, 2 wrong usage."
        })
public final class Echoscribe {

    private static final String LOG_LEVEL = "ECHOSCRIBE_LOG_LEVEL";

    private Echoscribe() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String... arguments) {
        quietenUnlessServing(arguments);
        System.exit(commandLine().execute(arguments));
    }

    /** The node tells of every loop; the other commands show a bar and a result, so they log only what is wrong. */
    private static void quietenUnlessServing(String... arguments) {
        boolean serving = arguments.length > 0 && arguments[0].equals("serve");
        if (!serving && System.getenv(LOG_LEVEL) == null && System.getProperty(LOG_LEVEL) == null) {
            System.setProperty(LOG_LEVEL, "WARN"); // read by logback.xml, so it must precede the first logger
        }
    }

    /** The command line with all commands, also for tests. */
    public static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Echoscribe());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionExceptionHandler((exception, failed, parsed) -> explain(exception, failed));
        return commandLine;
    }

    private static int explain(Exception exception, CommandLine failed) {
        switch (exception) {
            case InvalidConfigurationException invalid -> {
                failed.getErr().println("The configuration is not usable:");
                List<String> problems = invalid.problems();
                problems.forEach(problem -> failed.getErr().println("  " + problem));
                return CommandLine.ExitCode.USAGE;
            }
            case CommandFailedException told -> failed.getErr().println("echoscribe: " + told.getMessage());
            default -> {
                LoggerFactory.getLogger(Echoscribe.class).error("Unexpected failure", exception);
                failed.getErr().println("echoscribe: unexpected failure: " + exception.getMessage());
            }
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** Tells the version that the build wrote into the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Echoscribe.class.getPackage().getImplementationVersion();
            return new String[] {"echoscribe " + (version == null ? "(not packaged)" : version)};
        }
    }
}
