package org.echoscribe.study.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** The study's command line, run within a test. */
final class StudyRun {

    private StudyRun() {}

    /**
     * Runs a command.
     *
     * @param told gets what it prints, to whichever stream
     * @return its exit status
     */
    static int run(StringWriter told, String... arguments) {
        CommandLine commandLine = StudyCommand.commandLine();
        commandLine.setErr(new PrintWriter(told, true));
        commandLine.setOut(new PrintWriter(told, true));
        return commandLine.execute(arguments);
    }
}
