package org.echoscribe.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.echoscribe.vocabulary.Loop;
import org.echoscribe.vocabulary.Outcome;
import org.echoscribe.vocabulary.Scores;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String STUDY = "1.2.3";
    private static final Outcome.NotAttempted NO_ULTRASOUND =
            new Outcome.NotAttempted(Outcome.NotAttemptedReason.UNSUPPORTED_IMAGE_TYPE, "no ultrasound");

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
    void anObjectIsNewOnceThenRepeatedAndWithOtherBytesFlagged() {
        Reception first = record("1.1", "a");
        assertThat(first).isInstanceOf(Reception.New.class);
        assertThat(record("1.1", "a")).isEqualTo(new Reception.Repeated(first.number()));
        Reception other = record("1.1", "b");
        assertThat(other).isInstanceOf(Reception.UidUsedBefore.class);
        assertThat(journal.loops().find(other.number()).orElseThrow().uidUsedBefore())
                .isTrue();
        assertThat(journal.loops().ofStudy(STUDY)).hasSize(2);
    }

    @Test
    void whatWasRecordedIsThereAfterReopening() {
        long number = record("1.1", "a").number();
        journal.loops().recordOutcome(number, classified(View.A2C, NOW));
        journal.close();
        journal = Journal.open(directory);
        ReceivedLoop loop = journal.loops().find("1.1", sha("a")).orElseThrow();
        assertThat(loop.number()).isEqualTo(number);
        assertThat(loop.receivedAt()).isEqualTo(NOW);
        assertThat(loop.state()).isEqualTo(LoopState.LABELLED);
        assertThat(loop.labelling()).contains(classified(View.A2C, NOW));
    }

    @Test
    void theFirstOutcomeOfAModelUnderAPolicyStays() {
        long number = record("1.1", "a").number();
        Labelling first = journal.loops().recordOutcome(number, classified(View.A2C, NOW));
        Labelling replay = journal.loops().recordOutcome(number, classified(View.APEX, NOW.plusSeconds(9)));
        assertThat(replay).isEqualTo(first);
    }

    @Test
    void everyKindOfOutcomeIsReadBackAsItWasWritten() {
        List<Outcome> outcomes = List.of(
                new Outcome.Classified(scores(View.SUBCOSTAL)),
                new Outcome.Abstained(scores(View.PLAX)),
                new Outcome.NotAttempted(Outcome.NotAttemptedReason.SINGLE_FRAME, "It has one frame"),
                new Outcome.Failed(Outcome.FailureReason.NOT_DECODABLE, "No decoder"));
        for (Outcome outcome : outcomes) {
            long number = record("1." + outcomes.indexOf(outcome), "a").number();
            Labelling labelling = new Labelling("m", "p", NOW, outcome, "cause", List.of(0, 3, 39), 60, true);
            journal.loops().recordOutcome(number, labelling);
            assertThat(journal.loops().find(number).orElseThrow().labelling()).contains(labelling);
        }
    }

    @Test
    void aReportKeepsItsFirstBytesAndIsSentOnceToEachDestination() {
        long number = record("1.1", "a").number();
        journal.loops().recordOutcome(number, classified(View.A2C, NOW));
        journal.loops()
                .recordReports(
                        List.of(new AddressedReport(report("9.9", "first"), List.of("pacs", "archive"))), number, NOW);
        journal.loops()
                .recordReports(
                        List.of(new AddressedReport(report("9.9", "second"), List.of("pacs", "archive"))), number, NOW);

        Delivery toPacs = onlyDue("pacs");
        assertThat(toPacs.report().dataSet()).isEqualTo("first".getBytes(StandardCharsets.UTF_8));
        journal.outbox().delivered(toPacs, NOW);
        assertThat(state(number)).isEqualTo(LoopState.REPORTED);
        assertThat(journal.outbox().due("pacs", NOW, 10)).isEmpty();
        journal.outbox().delivered(onlyDue("archive"), NOW);
        assertThat(state(number)).isEqualTo(LoopState.DELIVERED);
    }

    @Test
    void reportsOnLiveStudiesAreOfferedBeforeThoseOnStudiesOfAnArchive() {
        long past = journal.receptions()
                .record(loop("1.1", "1.2.1999", "a"), object("a"), "PACS", List.of(), Priority.BACKFILL, NOW)
                .number();
        long live = record("1.2", "b").number();
        for (long number : List.of(past, live)) {
            journal.loops().recordOutcome(number, classified(View.A2C, NOW));
            journal.loops()
                    .recordReports(
                            List.of(new AddressedReport(report("9." + number, "r"), List.of("pacs"))), number, NOW);
        }
        assertThat(journal.outbox().due("pacs", NOW, 10))
                .extracting(delivery -> delivery.report().loopNumber().orElseThrow())
                .containsExactly(live, past);
        assertThat(journal.loops().find(past).orElseThrow().priority()).isEqualTo(Priority.BACKFILL);
    }

    @Test
    void aDeferredDeliveryIsNotDueBeforeItsTime() {
        long number = record("1.1", "a").number();
        journal.loops().recordOutcome(number, classified(View.A2C, NOW));
        journal.loops().recordReports(List.of(new AddressedReport(report("9.9", "x"), List.of("pacs"))), number, NOW);
        journal.outbox().deferred(onlyDue("pacs"), NOW.plusSeconds(60), "A700H", NOW);
        assertThat(journal.outbox().due("pacs", NOW.plusSeconds(59), 10)).isEmpty();
        assertThat(journal.outbox().nextDue("pacs")).contains(NOW.plusSeconds(60));
        assertThat(journal.outbox()
                        .due("pacs", NOW.plusSeconds(60), 10)
                        .getFirst()
                        .attempts())
                .isEqualTo(1);
    }

    @Test
    void whatWaitsFollowsAClockThatIsSetBack() {
        long number = record("1.1", "a").number();
        journal.loops().recordOutcome(number, classified(View.A2C, NOW));
        journal.loops().recordReports(List.of(new AddressedReport(report("9.9", "x"), List.of("pacs"))), number, NOW);
        journal.outbox().deferred(onlyDue("pacs"), NOW.plusSeconds(60), "A700H", NOW);
        Instant hourBefore = NOW.minus(Duration.ofHours(1));
        journal.clockWasSetBack(Duration.ofHours(1), hourBefore);
        assertThat(journal.outbox().nextDue("pacs")).contains(hourBefore.plusSeconds(60));
        assertThat(journal.studies().find(STUDY).orElseThrow().lastReceivedAt()).isEqualTo(hourBefore);
        assertThat(journal.loops().find(number).orElseThrow().receivedAt()).isEqualTo(NOW);
    }

    @Test
    void aClockThatWasSetBackWhileNoNodeRanIsFoundAtTheStart() {
        long number = record("1.1", "a").number();
        journal.loops().recordOutcome(number, classified(View.A2C, NOW));
        journal.loops().recordReports(List.of(new AddressedReport(report("9.9", "x"), List.of("pacs"))), number, NOW);
        journal.outbox().deferred(onlyDue("pacs"), NOW.plusSeconds(60), "A700H", NOW);
        Instant hourBefore = NOW.minus(Duration.ofHours(1));
        journal.takeOver("node", new RetryDelays(Duration.ofSeconds(1), Duration.ofSeconds(9)), hourBefore);
        assertThat(journal.outbox().nextDue("pacs")).contains(hourBefore.plusSeconds(60));
    }

    @Test
    void aReportWrittenBeforeAnyDestinationWasConfiguredIsAddressedLater() {
        decide(record("1.1", "a").number());
        assertThat(journal.outbox().addressUnaddressed(_ -> List.of(), NOW)).isZero();
        assertThat(journal.outbox().addressUnaddressed(_ -> List.of("pacs"), NOW))
                .isEqualTo(1);
        assertThat(journal.outbox().addressUnaddressed(_ -> List.of("pacs"), NOW))
                .isZero();
        assertThat(onlyDue("pacs").report().sopInstanceUid()).startsWith("7.");
    }

    @Test
    void aRefusedDeliveryIsADeadLetterUntilItIsRetriedOrDiscarded() {
        long number = record("1.1", "a").number();
        journal.loops().recordOutcome(number, classified(View.A2C, NOW));
        journal.loops().recordReports(List.of(new AddressedReport(report("9.9", "x"), List.of("pacs"))), number, NOW);
        journal.outbox().failed(onlyDue("pacs"), "Status C000H", NOW);

        DeadLetter letter = journal.deadLetters().list().getFirst();
        assertThat(letter.sopInstanceUid()).isEqualTo("9.9");
        assertThat(letter.destination()).contains("pacs");
        assertThat(letter.cause()).isEqualTo("Status C000H");

        assertThat(journal.deadLetters().retry(letter.id(), NOW)).isTrue();
        assertThat(journal.deadLetters().list()).isEmpty();
        journal.outbox().failed(onlyDue("pacs"), "Status C000H again", NOW);
        assertThat(journal.deadLetters().discard(letter.id(), NOW)).isTrue();
        assertThat(journal.deadLetters().list()).isEmpty();
        assertThat(journal.deadLetters().retry(letter.id(), NOW)).isFalse();
        assertThat(journal.outbox().due("pacs", NOW, 10)).isEmpty();
    }

    @Test
    void aLoopThatFailedIsADeadLetterAndIsLabelledAnewWhenRetried() {
        long number = record("1.1", "a").number();
        Outcome failed = new Outcome.Failed(Outcome.FailureReason.NOT_DECODABLE, "FFmpeg is missing");
        journal.loops().recordOutcome(number, Labelling.withoutNetwork("m", "p", NOW, failed, "UnsatisfiedLinkError"));
        assertThat(journal.studies().close(STUDY, 1)).isTrue();

        DeadLetter letter = journal.deadLetters().find("L" + number).orElseThrow();
        assertThat(letter.cause()).isEqualTo("FFmpeg is missing: UnsatisfiedLinkError");
        assertThat(journal.deadLetters().retry(letter.id(), NOW)).isTrue();

        assertThat(state(number)).isEqualTo(LoopState.RECEIVED);
        assertThat(journal.studies().find(STUDY).orElseThrow().open()).isTrue();
        journal.loops().recordOutcome(number, classified(View.A2C, NOW));
        assertThat(state(number)).isEqualTo(LoopState.LABELLED);
    }

    @Test
    void aLoopWhoseReportCannotBeWrittenIsADeadLetterWithItsOutcomeKept() {
        long number = record("1.1", "a").number();
        journal.loops().recordOutcome(number, classified(View.A2C, NOW));
        journal.loops().recordReportFailure(number, "NullPointerException");
        assertThat(journal.deadLetters().list().getFirst().cause())
                .isEqualTo("The report could not be written: NullPointerException");
        assertThat(journal.loops()
                        .find(number)
                        .orElseThrow()
                        .labelling()
                        .orElseThrow()
                        .outcome())
                .isEqualTo(classified(View.A2C, NOW).outcome());
        assertThat(journal.studies().close(STUDY, 1)).isTrue();
    }

    @Test
    void aStudyClosesOnlyWithAllItsObjectsDecidedAndCounted() {
        long first = record("1.1", "a").number();
        assertThat(journal.studies().close(STUDY, 1)).as("undecided").isFalse();
        decide(first);
        record("1.2", "b");
        assertThat(journal.studies().close(STUDY, 1)).as("another came").isFalse();
        decide(journal.loops().find("1.2", sha("b")).orElseThrow().number());
        assertThat(journal.studies()
                        .close(STUDY, 2, List.of(new AddressedReport(summary("8.8"), List.of("pacs"))), NOW))
                .isTrue();
        assertThat(journal.studies().open()).isEmpty();
        assertThat(journal.reports()
                        .ofStudy(STUDY, Report.Kind.SUMMARY)
                        .getLast()
                        .sopInstanceUid())
                .isEqualTo("8.8");
        record("1.3", "c");
        assertThat(journal.studies().open()).hasSize(1);
    }

    @Test
    void anUnchangedSummaryIsNotSentAgain() {
        decide(record("1.1", "a").number());
        journal.studies().close(STUDY, 1, List.of(new AddressedReport(summary("8.8"), List.of("pacs"))), NOW);
        journal.outbox().delivered(onlyDue("pacs"), NOW);
        journal.studies().close(STUDY, 1, List.of(new AddressedReport(summary("8.8"), List.of("pacs"))), NOW);
        assertThat(journal.outbox().due("pacs", NOW, 10)).isEmpty();
    }

    @Test
    void anObjectThatIsSetAsideIsRecordedWithItsReasonAndNeverQueued() throws Exception {
        Outcome.NotAttempted reason =
                new Outcome.NotAttempted(Outcome.NotAttemptedReason.UNSUPPORTED_IMAGE_TYPE, "No Study Instance UID");
        Reception reception =
                journal.receptions().setAside(loop("1.1", "", "a"), object("a"), "CART", List.of(), NOW, reason);
        ReceivedLoop loop = journal.loops().find(reception.number()).orElseThrow();
        assertThat(loop.state()).isEqualTo(LoopState.NOT_ATTEMPTED);
        assertThat(loop.labelling().orElseThrow().outcome()).isEqualTo(reason);
        assertThat(rows("label_queue")).isZero();
        assertThat(journal.studies().open()).isEmpty();
    }

    @Test
    void anObjectWithAKnownOutcomeNeedsNoTurnAndOpensItsStudy() throws Exception {
        Reception reception = recordDecided("1.1", "a");
        ReceivedLoop loop = journal.loops().find(reception.number()).orElseThrow();
        assertThat(reception).isInstanceOf(Reception.New.class);
        assertThat(loop.state()).isEqualTo(LoopState.NOT_ATTEMPTED);
        assertThat(loop.labelling().orElseThrow().outcome()).isEqualTo(NO_ULTRASOUND);
        assertThat(journal.turns(Step.LABEL)).isZero();
        assertThat(journal.studies().open()).hasSize(1);
        assertThat(recordDecided("1.1", "a")).isEqualTo(new Reception.Repeated(reception.number()));
    }

    @Test
    void anObjectWithAKnownOutcomeWhoseUidWasUsedBeforeGetsATurnToBeCompared() throws Exception {
        recordDecided("1.1", "a");
        Reception other = recordDecided("1.1", "b");
        assertThat(other).isInstanceOf(Reception.UidUsedBefore.class);
        assertThat(state(other.number())).isEqualTo(LoopState.RECEIVED);
        assertThat(journal.turns(Step.LABEL)).isEqualTo(1);
    }

    @Test
    void manyThreadsRecordTogetherAndEachIsDurable() throws Exception {
        try (ExecutorService associations = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reception>> receptions = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String uid = "1." + i;
                receptions.add(associations.submit(() -> record(uid, "a")));
            }
            for (Future<Reception> reception : receptions) {
                assertThat(reception.get()).isInstanceOf(Reception.New.class);
            }
        }
        assertThat(journal.loops().count(LoopState.RECEIVED)).isEqualTo(200);
        assertThat(rows("label_queue")).isEqualTo(200);
    }

    @Test
    void theJournalSyncsEveryCommit() throws Exception {
        record("1.1", "a");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("journal.db"));
                ResultSet mode = connection.createStatement().executeQuery("PRAGMA journal_mode")) {
            assertThat(mode.getString(1)).isEqualTo("wal");
        }
        Integer synchronous = new DatabaseProbe(directory.resolve("probe.db")).synchronous();
        assertThat(synchronous).as("FULL").isEqualTo(2);
    }

    private Reception record(String uid, String content) {
        return journal.receptions().record(loop(uid, STUDY, content), object(content), "CART", List.of(), NOW);
    }

    private Reception recordDecided(String uid, String content) {
        return journal.receptions()
                .recordDecided(
                        loop(uid, STUDY, content),
                        object(content),
                        "CART",
                        List.of(),
                        Priority.LIVE,
                        NOW,
                        NO_ULTRASOUND);
    }

    private void decide(long number) {
        journal.loops().recordOutcome(number, classified(View.A2C, NOW));
        journal.loops().recordReports(List.of(new AddressedReport(report("7." + number, "r"), List.of())), number, NOW);
    }

    private Delivery onlyDue(String destination) {
        List<Delivery> due = journal.outbox().due(destination, NOW.plus(Duration.ofDays(1)), 10);
        assertThat(due).hasSize(1);
        return due.getFirst();
    }

    private LoopState state(long number) {
        return journal.loops().find(number).orElseThrow().state();
    }

    private long rows(String table) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("journal.db"));
                ResultSet count = connection.createStatement().executeQuery("SELECT COUNT(*) FROM " + table)) {
            return count.getLong(1);
        }
    }

    static Loop loop(String uid, String study, String content) {
        return new Loop(uid, "1.2.840.10008.5.1.4.1.1.3.1", study, "", "1.2.840.10008.1.2.1", sha(content));
    }

    static StoredObject object(String content) {
        return new StoredObject("objects/" + content + ".dcm", sha(content), 1);
    }

    static Labelling classified(View view, Instant at) {
        return new Labelling("m", "p", at, new Outcome.Classified(scores(view)), "", List.of(0, 1), 2, false);
    }

    private static Scores scores(View view) {
        float[] probabilities = new float[View.values().length];
        probabilities[view.ordinal()] = 0.75f;
        return new Scores(probabilities);
    }

    private static NewReport report(String uid, String content) {
        return report(uid, Report.Kind.LOOP, content);
    }

    private static NewReport summary(String uid) {
        return report(uid, Report.Kind.SUMMARY, "summary");
    }

    private static NewReport report(String uid, Report.Kind kind, String content) {
        return new NewReport(
                uid, "1.2.840.10008.5.1.4.1.1.88.34", kind, "", STUDY, content.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha(String content) {
        return content.repeat(64);
    }
}
