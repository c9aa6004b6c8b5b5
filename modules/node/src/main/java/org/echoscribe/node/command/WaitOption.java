package org.echoscribe.node.command;

import java.time.Duration;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.ModelChange;
import picocli.CommandLine.Option;

/** How long a command that changes the node's models waits for a running node. */
final class WaitOption {

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "How long a running node may take to load it. Default: ${DEFAULT-VALUE}.")
    private int waitSeconds;

    AwaitModelChange.Answer answerTo(ModelChange change, Journal journal) {
        return AwaitModelChange.of(journal, change, Duration.ofSeconds(waitSeconds));
    }
}
