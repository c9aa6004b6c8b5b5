package org.echoscribe.study.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code main} of the study, which has libtorch on its class path; the node has not. */
@Command(
        name = "echoscribe",
        description = "Trains and measures the networks that the node uses.",
        mixinStandardHelpOptions = true,
        subcommands = {
            TrainCommand.class,
            PaperStudyCommand.class,
            EvaluateCommand.class,
            SaliencyCommand.class,
            ActivationCommand.class,
            NetworksCommand.class,
            UntrainedCommand.class
        })
public final class StudyCommand {

    private StudyCommand() {}

    /** Exit status 0 done, 1 failed, 2 wrong usage. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new StudyCommand());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionExceptionHandler((failure, command, _) -> {
            command.getErr().println("echoscribe: " + failure.getMessage());
            return failure instanceof WrongUsageException ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
        });
        return commandLine;
    }
}
