package org.echoscribe.node;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** The node's command line, run within a test. */
public final class CommandRun {

    private CommandRun() {}

    /**
     * Runs a command.
     *
     * @param out gets what it prints
     * @param err gets what it says beside that
     * @return its exit status
     */
    public static int run(StringWriter out, StringWriter err, String... arguments) {
        CommandLine commandLine = Echoscribe.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
