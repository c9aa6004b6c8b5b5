package org.echoscribe.node.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.Statement;
import org.echoscribe.journal.StoredObject;
import org.echoscribe.vocabulary.Loop;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifiedLabelsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void theNewestWordOfAPersonIsTheTruthAndAModelsWordIsNone(@TempDir Path directory) {
        try (Journal journal = Journal.open(directory)) {
            for (String uid : List.of("1.2.1", "1.2.2", "1.2.3", "1.2.4")) {
                String content = uid.substring(4).repeat(64);
                journal.receptions()
                        .record(
                                new Loop(
                                        uid,
                                        "1.2.840.10008.5.1.4.1.1.3.1",
                                        "1.2",
                                        "1.2.0",
                                        "1.2.840.10008.1.2.1",
                                        content),
                                new StoredObject("spool/" + uid, content, 10),
                                "CART",
                                List.of(),
                                NOON);
            }
            journal.statements()
                    .record(
                            List.of(
                                    statement(1, "1.2.1", true, Optional.of(View.A2C), NOON),
                                    statement(2, "1.2.1", true, Optional.of(View.A3C), NOON.plusSeconds(1)),
                                    statement(3, "1.2.1", false, Optional.of(View.APEX), NOON.plusSeconds(2)),
                                    statement(4, "1.2.2", false, Optional.of(View.A2C), NOON),
                                    statement(5, "1.2.3", true, Optional.empty(), NOON)),
                            NOON);
            assertThat(new VerifiedLabels(journal).of(List.of("1.2.1", "1.2.2", "1.2.3", "1.2.4", "1.2.5")))
                    .isEqualTo(Map.of("1.2.1", View.A3C));
        }
    }

    private static Statement statement(int number, String loop, boolean verified, Optional<View> view, Instant at) {
        return new Statement(
                "1.3." + number,
                loop,
                "1.2",
                "",
                OptionalLong.empty(),
                OptionalInt.empty(),
                verified,
                view.isPresent(),
                view,
                "reader",
                at);
    }
}
