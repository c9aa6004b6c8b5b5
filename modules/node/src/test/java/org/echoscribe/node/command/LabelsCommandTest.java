package org.echoscribe.node.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.Statement;
import org.echoscribe.journal.StoredObject;
import org.echoscribe.node.Echoscribe;
import org.echoscribe.vocabulary.Loop;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LabelsCommandTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    Path directory;

    private final StringWriter err = new StringWriter();

    @Test
    void eachReadersNewestWordOnALoopIsALineOfTheTable() throws Exception {
        Path data = Files.createDirectory(directory.resolve("data"));
        try (Journal journal = Journal.open(data)) {
            long loop = journal.receptions()
                    .record(
                            new Loop("1.2.3", "1.2", "1.2.9", "1.2.8", "1.2.840.10008.1.2.1", "ab".repeat(32)),
                            new StoredObject("objects/2026-03-01/abab.dcm", "ab".repeat(32), 10),
                            "CART",
                            List.of(),
                            NOW)
                    .number();
            journal.statements()
                    .record(
                            List.of(
                                    said("d1", "1.2.3", loop, "reader-a", true, Optional.of(View.A4C_LV), 0),
                                    said("d2", "1.2.3", loop, "reader-a", true, Optional.of(View.A5C), 5),
                                    said("d3", "1.2.3", loop, "reader-b", true, Optional.empty(), 1),
                                    said("d4", "1.2.3", loop, "reader-c", false, Optional.of(View.APEX), 9),
                                    said("d5", "1.2.4", 0, "reader-a", true, Optional.of(View.APEX), 9)),
                            NOW);
        }
        Path table = directory.resolve("labels.csv");
        CommandLine commandLine = Echoscribe.commandLine();
        commandLine.setErr(new PrintWriter(err, true));
        assertThat(commandLine.execute("labels", "--out", table.toString(), "--set", "node.data-directory=" + data))
                .isZero();
        assertThat(Files.readAllLines(table))
                .containsExactly(
                        "sop_instance_uid,study_instance_uid,view,reader,file",
                        "1.2.3,1.2.9,A5C,reader-a,data/spool/objects/2026-03-01/abab.dcm",
                        "1.2.3,1.2.9,unclassifiable,reader-b,data/spool/objects/2026-03-01/abab.dcm");
        assertThat(err.toString()).contains("2 labels", "1 left out");
    }

    @Test
    void withoutAJournalItSaysWhatToDo() {
        CommandLine commandLine = Echoscribe.commandLine();
        commandLine.setErr(new PrintWriter(err, true));
        String data = directory.resolve("nothing").toString();
        assertThat(commandLine.execute(
                        "labels",
                        "--out",
                        directory.resolve("x.csv").toString(),
                        "--set",
                        "node.data-directory=" + data))
                .isEqualTo(1);
        assertThat(err.toString()).contains("no journal", "node.data-directory");
    }

    private static Statement said(
            String document,
            String loop,
            long number,
            String reader,
            boolean verified,
            Optional<View> view,
            int secondsLater) {
        return new Statement(
                document,
                loop,
                "1.2.9",
                "2.25.1",
                number == 0 ? OptionalLong.empty() : OptionalLong.of(number),
                OptionalInt.empty(),
                verified,
                view.isPresent(),
                view,
                reader,
                NOW.plusSeconds(secondsLater));
    }
}
