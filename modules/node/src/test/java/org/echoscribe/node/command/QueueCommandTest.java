package org.echoscribe.node.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.echoscribe.journal.Forward;
import org.echoscribe.journal.InstanceReference;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.StoredObject;
import org.echoscribe.node.Echoscribe;
import org.echoscribe.vocabulary.Loop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a person sees of objects that are forwarded and of storage commitment, and can do about it. */
class QueueCommandTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String US = "1.2.840.10008.5.1.4.1.1.3.1";

    @TempDir
    private Path data;

    private final StringWriter out = new StringWriter();

    @BeforeEach
    void fillJournal() {
        try (Journal journal = Journal.open(data)) {
            for (int number = 1; number <= 3; number++) {
                String digest = Integer.toString(number).repeat(64);
                journal.receptions()
                        .record(
                                new Loop("2.25." + number, US, "2.25.9", "2.25.8", "1.2.840.10008.1.2.1", digest),
                                new StoredObject("objects/" + number, digest, 100),
                                "CART",
                                List.of("archive"),
                                NOW);
            }
            List<Forward> forwards = journal.forwards().due("archive", NOW, 10);
            journal.outbox().failed(forwards.get(0), "Status A900H (no)", NOW);
            journal.outbox().stored(forwards.get(1), NOW, NOW);
            long request = journal.receivedCommitments()
                    .record("2.25.77", "CART", List.of(new InstanceReference(US, "2.25.1")), NOW);
            journal.receivedCommitments().waits(request, "archive has not committed all of it yet", NOW);
        }
    }

    @Test
    void listsWhatIsForwardedAndNotCommittedAndWhoWaitsForAnAnswer() {
        assertThat(run("list")).isZero();
        assertThat(out.toString())
                .contains("1 received objects wait for archive")
                .contains("1 instances are not committed yet by archive")
                .contains("1 instances that CART asked to commit are not answered yet (C1): archive has not")
                .containsPattern("D1 .* archive +2\\.25\\.1 .*Status A900H");
        out.getBuffer().setLength(0);
        assertThat(run("list", "--json")).isZero();
        assertThat(out.toString())
                .contains("\"forwardsWaiting\"", "\"notCommittedBy\"", "\"commitmentRequestsWaiting\"", "\"2.25.77\"");
    }

    @Test
    void triesAForwardAgainAndGivesUpARequest() {
        assertThat(run("retry", "D1")).isZero();
        assertThat(run("discard", "C1")).isZero();
        try (Journal journal = Journal.open(data)) {
            assertThat(journal.forwards().waiting("archive")).isEqualTo(2);
            assertThat(journal.receivedCommitments().countWaiting()).isZero();
            assertThat(journal.deadLetters().list()).isEmpty();
        }
    }

    private int run(String command, String... options) {
        CommandLine commandLine = Echoscribe.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        String[] arguments = new String[options.length + 4];
        System.arraycopy(new String[] {"queue", command, "--set", "node.data-directory=" + data}, 0, arguments, 0, 4);
        System.arraycopy(options, 0, arguments, 4, options.length);
        return commandLine.execute(arguments);
    }
}
