package org.echoscribe.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.echoscribe.journal.ShadowScores.Pair;
import org.echoscribe.journal.ShadowScores.State;
import org.echoscribe.journal.ShadowScores.Waiting;
import org.echoscribe.vocabulary.Loop;
import org.echoscribe.vocabulary.Outcome;
import org.echoscribe.vocabulary.Scores;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShadowScoresTest {

    private static final Instant SINCE = Instant.parse("2026-03-01T10:00:00Z");
    private static final String FIRST = "a".repeat(64);
    private static final String SHADOW = "b".repeat(64);

    @TempDir
    private Path directory;

    private Journal journal;

    @BeforeEach
    void open() {
        journal = Journal.open(directory);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void whatWasScoredSinceTheShadowBeganWaitsOldestFirst() {
        label(1, FIRST, new Outcome.Classified(scores(View.PLAX)), SINCE.minusSeconds(1));
        label(2, FIRST, new Outcome.Classified(scores(View.A2C)), SINCE);
        label(3, FIRST, new Outcome.NotAttempted(Outcome.NotAttemptedReason.SINGLE_FRAME, ""), SINCE);
        label(4, SHADOW, new Outcome.Classified(scores(View.A2C)), SINCE);
        label(5, FIRST, new Outcome.Abstained(scores(View.A3C)), SINCE);

        assertThat(shadow().waiting(SHADOW, 0, SINCE)).isEqualTo(2);
        Waiting oldest = shadow().next(SHADOW, 0, SINCE).orElseThrow();
        assertThat(oldest.sopInstanceUid()).isEqualTo("1.2.2");
        assertThat(oldest.first().best()).isEqualTo(View.A2C);

        shadow().recordScored(oldest.loopNumber(), SHADOW, scores(View.A2C), SINCE);
        Waiting next = shadow().next(SHADOW, oldest.entry(), SINCE).orElseThrow();
        assertThat(next.sopInstanceUid()).isEqualTo("1.2.5");
        shadow().recordFailed(next.loopNumber(), SHADOW, "no memory", SINCE);
        assertThat(shadow().next(SHADOW, next.entry(), SINCE)).isEmpty();
        assertThat(shadow().next(SHADOW, 0, SINCE)).isEmpty();
    }

    @Test
    void ofTooMuchThatWaitsTheOldestIsGivenUp() {
        for (int number = 1; number <= 5; number++) {
            label(number, FIRST, new Outcome.Classified(scores(View.PLAX)), SINCE);
        }
        assertThat(shadow().shed(SHADOW, 0, SINCE, 2, "too much", SINCE)).isEqualTo(3);
        assertThat(shadow().shed(SHADOW, 0, SINCE, 2, "too much", SINCE)).isZero();
        assertThat(shadow().next(SHADOW, 0, SINCE).orElseThrow().sopInstanceUid())
                .isEqualTo("1.2.4");
        assertThat(shadow().counts(SHADOW).get(State.SHED)).isEqualTo(3);
    }

    @Test
    void aPairIsWhatBothSaidAboutOneLoop() {
        long both = label(1, FIRST, new Outcome.Classified(scores(View.PLAX)), SINCE);
        long unsure = label(2, FIRST, new Outcome.Abstained(scores(View.A2C)), SINCE);
        long failed = label(3, FIRST, new Outcome.Classified(scores(View.A2C)), SINCE);
        long ofAnother = label(4, "c".repeat(64), new Outcome.Classified(scores(View.A2C)), SINCE);
        shadow().recordScored(both, SHADOW, scores(View.PLAX), SINCE);
        shadow().recordScored(both, SHADOW, scores(View.A5C), SINCE); // the first word stays
        shadow().recordScored(unsure, SHADOW, scores(View.A3C), SINCE);
        shadow().recordFailed(failed, SHADOW, "no memory", SINCE);
        shadow().recordScored(ofAnother, SHADOW, scores(View.A2C), SINCE);

        assertThat(shadow().pairs(FIRST, SHADOW))
                .containsExactly(
                        new Pair("1.2.1", "1.2", scores(View.PLAX), true, scores(View.PLAX)),
                        new Pair("1.2.2", "1.2", scores(View.A2C), false, scores(View.A3C)));
        assertThat(shadow().counts(SHADOW))
                .containsEntry(State.SCORED, 3L)
                .containsEntry(State.FAILED, 1L)
                .containsEntry(State.SHED, 0L);
    }

    private long label(int number, String model, Outcome outcome, Instant at) {
        String content = Integer.toHexString(number).repeat(64).substring(0, 64);
        Loop loop = new Loop(
                "1.2." + number, "1.2.840.10008.5.1.4.1.1.3.1", "1.2", "1.2.0", "1.2.840.10008.1.2.1", content);
        long row = journal.receptions()
                .record(loop, new StoredObject("spool/" + number, content, 10), "CART", List.of(), at)
                .number();
        boolean asked = !(outcome instanceof Outcome.NotAttempted);
        journal.loops()
                .recordOutcome(
                        row,
                        new Labelling(model, "policy", at, outcome, "", asked ? List.of(0, 1) : List.of(), 12, false));
        assertThat(journal.loops().find(row).flatMap(ReceivedLoop::labelling)).isNotEqualTo(Optional.empty());
        return row;
    }

    private static Scores scores(View view) {
        float[] probabilities = new float[View.values().length];
        probabilities[view.ordinal()] = 1;
        return new Scores(probabilities);
    }

    private ShadowScores shadow() {
        return journal.shadowScores();
    }
}
