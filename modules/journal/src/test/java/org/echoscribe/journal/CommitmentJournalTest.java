package org.echoscribe.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.echoscribe.journal.AskedCommitments.Asked;
import org.echoscribe.journal.Forwards.Fate;
import org.echoscribe.vocabulary.View;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forwarding and Storage Commitment, both sides, as the journal keeps them; each step is followed by a reopening. */
class CommitmentJournalTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofHours(1));
    private static final String PACS = "pacs";

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
    void anObjectIsForwardedInTheTransactionThatRecordsItAndOnceForEachDestination() {
        long number = receive("1.1", List.of(PACS, "archive"));
        receive("1.1", List.of(PACS, "archive"));
        reopen();
        Forward forward = onlyForward(PACS);
        assertThat(forward.object().number()).isEqualTo(number);
        assertThat(forward.sopInstanceUid()).isEqualTo("1.1");
        assertThat(journal.forwards().waiting("archive")).isEqualTo(1);
        journal.outbox().delivered(forward, NOW);
        reopen();
        assertThat(journal.forwards().due(PACS, LATER, 10)).isEmpty();
        assertThat(journal.forwards().fate(number, PACS)).contains(new Fate(Forwards.State.DELIVERED, false));
        assertThat(journal.forwards().fate(number, "elsewhere")).isEmpty();
    }

    @Test
    void aForwardIsNoReportOnItsWay() {
        receive("1.1", List.of(PACS));
        assertThat(journal.outbox().due(PACS, LATER, 10)).isEmpty();
        assertThat(journal.outbox().waiting(PACS)).isZero();
        assertThat(journal.outbox().waitingDestinations()).isEmpty();
    }

    @Test
    void aStoredReportIsDeliveredOnceItIsCommittedAndNotBefore() {
        long number = reported("1.1", "9.1");
        journal.outbox().stored(onlyDelivery(), NOW.plusSeconds(10), NOW);
        reopen();
        assertThat(journal.outbox().due(PACS, LATER, 10)).isEmpty();
        assertThat(journal.askedCommitments().due(PACS, NOW.plusSeconds(9), 10)).isEmpty();
        assertThat(journal.askedCommitments().nextDue(PACS)).contains(NOW.plusSeconds(10));
        assertThat(state(number)).isEqualTo(LoopState.REPORTED);

        ask("2.25.1");
        reopen();
        assertThat(journal.askedCommitments().destinationOf("2.25.1")).contains(PACS);
        assertThat(journal.askedCommitments().destinationOf("2.25.2")).isEmpty();
        journal.askedCommitments().judge("2.25.1", _ -> new Verdict.Unsaid(), NOW);
        assertThat(state(number)).isEqualTo(LoopState.REPORTED);
        journal.askedCommitments().judge("2.25.1", _ -> new Verdict.Committed(), NOW);
        reopen();
        assertThat(state(number)).isEqualTo(LoopState.DELIVERED);
        assertThat(journal.askedCommitments().outstanding(PACS)).isZero();
    }

    @Test
    void aResultThatComesTwiceChangesNothingTheSecondTime() {
        long number = reported("1.1", "9.1");
        journal.outbox().stored(onlyDelivery(), NOW, NOW);
        ask("2.25.1");
        journal.askedCommitments().judge("2.25.1", _ -> new Verdict.Committed(), NOW);
        journal.askedCommitments().judge("2.25.1", _ -> new Verdict.GiveUp("too late"), NOW);
        assertThat(state(number)).isEqualTo(LoopState.DELIVERED);
        assertThat(journal.deadLetters().list()).isEmpty();
    }

    @Test
    void aReportThatWasNotCommittedIsSentAgainAndThenIsADeadLetterThatCanBeRetried() {
        reported("1.1", "9.1");
        journal.outbox().stored(onlyDelivery(), NOW, NOW);
        ask("2.25.1");
        journal.askedCommitments().judge("2.25.1", _ -> new Verdict.StoreAgain(LATER, "not there: 0112H"), NOW);
        reopen();
        Delivery again = onlyDelivery();
        assertThat(again.nextAttemptAt()).isEqualTo(LATER);
        assertThat(again.attempts()).isEqualTo(1);
        assertThat(again.cause()).contains("0112H");

        journal.outbox().stored(again, NOW, NOW);
        ask("2.25.2");
        journal.askedCommitments().judge("2.25.2", _ -> new Verdict.GiveUp("never"), NOW);
        reopen();
        DeadLetter letter = journal.deadLetters().list().getFirst();
        assertThat(letter.cause()).isEqualTo("never");
        assertThat(letter.attempts()).isEqualTo(2);
        assertThat(journal.deadLetters().retry(letter.id(), NOW)).isTrue();
        assertThat(onlyDelivery().attempts()).isZero();
    }

    @Test
    void anUnansweredRequestIsMadeAgainUnderAnotherTransaction() {
        long number = reported("1.1", "9.1");
        journal.outbox().stored(onlyDelivery(), NOW, NOW);
        ask("2.25.1");
        journal.askedCommitments().judge("2.25.1", _ -> new Verdict.AskAgain(LATER, "no answer"), NOW);
        assertThat(journal.askedCommitments().due(PACS, NOW, 10)).isEmpty();
        ask("2.25.2");
        // The first one's answer, late: the destination has promised to keep it, whichever time it was asked.
        journal.askedCommitments().judge("2.25.1", _ -> new Verdict.Committed(), LATER);
        assertThat(state(number)).isEqualTo(LoopState.DELIVERED);
    }

    @Test
    void whatADestinationHasStoredIsDeliveredWhenItIsNoLongerToCommit() {
        long number = reported("1.1", "9.1");
        journal.outbox().stored(onlyDelivery(), NOW, NOW);
        assertThat(journal.askedCommitments().settle(PACS, NOW)).isEqualTo(1);
        assertThat(state(number)).isEqualTo(LoopState.DELIVERED);
    }

    @Test
    void aForwardThatWasDeliveredWithoutCommitmentCanBeAskedForLater() {
        long number = receive("1.1", List.of(PACS));
        journal.outbox().delivered(onlyForward(PACS), NOW);
        journal.forwards().requireCommitted(number, PACS, NOW);
        assertThat(journal.askedCommitments().due(PACS, NOW, 10))
                .extracting(asked -> asked.reference().sopInstanceUid())
                .containsExactly("1.1");
        ask("2.25.1");
        journal.askedCommitments().judge("2.25.1", _ -> new Verdict.Committed(), NOW);
        assertThat(journal.forwards().fate(number, PACS)).contains(new Fate(Forwards.State.DELIVERED, true));
        journal.forwards().requireCommitted(number, PACS, NOW);
        assertThat(journal.askedCommitments().outstanding(PACS)).isZero();
    }

    @Test
    void anObjectThatNeverWentToADestinationGoesThereWhenItMustBeCommittedThere() {
        long number = receive("1.1", List.of());
        journal.forwards().requireCommitted(number, PACS, NOW);
        assertThat(onlyForward(PACS).object().number()).isEqualTo(number);
    }

    @Test
    void aRefusedForwardIsADeadLetterThatCanBeRetriedOrDiscarded() {
        long number = receive("1.1", List.of(PACS, "archive"));
        journal.outbox().failed(onlyForward(PACS), "Status C000H", NOW);
        journal.outbox().failed(onlyForward("archive"), "Status C000H", NOW);
        List<DeadLetter> letters = journal.deadLetters().list();
        assertThat(letters).extracting(DeadLetter::sopInstanceUid).containsExactly("1.1", "1.1");
        assertThat(journal.deadLetters().retry(letters.get(0).id(), NOW)).isTrue();
        assertThat(journal.deadLetters().discard(letters.get(1).id(), NOW)).isTrue();
        assertThat(onlyForward(PACS).attempts()).isZero();
        assertThat(journal.forwards().fate(number, "archive")).contains(new Fate(Forwards.State.DISCARDED, false));
    }

    @Test
    void aRequestOfASenderWaitsUntilItsAnswerIsTaken() {
        List<InstanceReference> references = List.of(reference("1.2"), reference("1.1"));
        long number = journal.receivedCommitments().record("3.1", "CART", references, NOW);
        reopen();
        ReceivedCommitment request = journal.receivedCommitments().find(number).orElseThrow();
        assertThat(request).isEqualTo(new ReceivedCommitment(number, "3.1", "CART", references, NOW, true, 0, ""));
        assertThat(journal.receivedCommitments().waitingFor("1.1")).containsExactly(number);
        assertThat(journal.receivedCommitments().waitingFor("1.3")).isEmpty();
        journal.receivedCommitments().waits(number, "nobody knows where CART is", NOW);
        assertThat(journal.receivedCommitments().waiting().getFirst().cause()).contains("CART");
        journal.receivedCommitments().answered(number, NOW);
        reopen();
        assertThat(journal.receivedCommitments().waiting()).isEmpty();
        assertThat(journal.receivedCommitments().countWaiting()).isZero();
    }

    @Test
    void theSameRequestAgainIsTheSameRequestAndIsAnsweredOnceMore() {
        long number = journal.receivedCommitments().record("3.1", "CART", List.of(reference("1.1")), NOW);
        assertThat(journal.receivedCommitments().record("3.1", "CART", List.of(reference("1.1")), LATER))
                .isEqualTo(number);
        journal.receivedCommitments().answered(number, NOW);
        assertThat(journal.receivedCommitments().record("3.1", "CART", List.of(reference("1.1")), LATER))
                .isEqualTo(number);
        assertThat(journal.receivedCommitments().find(number).orElseThrow().references())
                .hasSize(1);
        assertThat(journal.receivedCommitments().countWaiting()).isEqualTo(1);
    }

    @Test
    void aTransactionUidThatIsUsedAgainForOtherInstancesIsAnotherRequest() {
        long first = journal.receivedCommitments().record("3.1", "CART", List.of(reference("1.1")), NOW);
        long other = journal.receivedCommitments().record("3.1", "CART", List.of(reference("1.2")), NOW);
        long stranger = journal.receivedCommitments().record("3.1", "CART2", List.of(reference("1.1")), NOW);
        assertThat(Set.of(first, other, stranger)).hasSize(3);
    }

    @Test
    void aRefusedAnswerIsADeadLetterThatCanBeRetried() {
        long number = journal.receivedCommitments().record("3.1", "CART", List.of(reference("1.1")), NOW);
        journal.receivedCommitments().deferred(number, "Status 0110H", NOW);
        journal.receivedCommitments().failed(number, "Status 0110H", NOW);
        DeadLetter letter = journal.deadLetters().find("C" + number).orElseThrow();
        assertThat(letter.sopInstanceUid()).isEqualTo("3.1");
        assertThat(letter.destination()).contains("CART");
        assertThat(letter.attempts()).isEqualTo(2);
        assertThat(journal.deadLetters().retry("C" + number, NOW)).isTrue();
        assertThat(journal.receivedCommitments().countWaiting()).isEqualTo(1);
        assertThat(journal.deadLetters().discard("C" + number, NOW)).isTrue();
        assertThat(journal.receivedCommitments().countWaiting()).isZero();
        assertThat(journal.deadLetters().retry("C" + number, NOW)).isFalse();
    }

    @Test
    void whatIsUnfinishedAfterACrashHasATurnAgain() throws Exception {
        receive("1.1", List.of(PACS));
        reported("1.2", "9.1");
        journal.outbox().stored(onlyDelivery(), NOW, NOW);
        journal.receivedCommitments().record("3.1", "CART", List.of(reference("1.1")), NOW);
        for (Step step : Step.values()) {
            clear(step);
        }
        journal.takeOver("node", new RetryDelays(Duration.ofSeconds(1), Duration.ofSeconds(1)), NOW);
        assertThat(turns(Step.FORWARD)).isEqualTo(1);
        assertThat(turns(Step.ASK)).isEqualTo(1);
        assertThat(turns(Step.COMMITMENT)).isEqualTo(1);
        assertThat(turns(Step.DELIVER)).isZero();
    }

    @Test
    void theDeliveriesOfAnOlderJournalAreKept(@TempDir Path older) throws Exception {
        String url = "jdbc:sqlite:" + older.resolve("journal.db");
        Flyway.configure(Journal.class.getClassLoader())
                .dataSource(url, "", "")
                .locations("classpath:org/echoscribe/journal/sqlite")
                .target("2")
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO report VALUES (5, '9.1', '1.2', 'summary', '1.2.3', NULL, 0, x'00')");
            statement.executeUpdate("INSERT INTO delivery VALUES (7, 5, 'pacs', 'failed', 3, 1, 2, 'C000H')");
        }
        try (Journal migrated = Journal.open(older)) {
            DeadLetter letter = migrated.deadLetters().find("D7").orElseThrow();
            assertThat(letter.sopInstanceUid()).isEqualTo("9.1");
            assertThat(letter.attempts()).isEqualTo(3);
        }
    }

    private void ask(String transactionUid) {
        List<Asked> due = journal.askedCommitments().due(PACS, LATER, 10);
        assertThat(due).hasSize(1);
        journal.askedCommitments().begin(transactionUid, due, NOW);
    }

    private void reopen() {
        journal.close();
        journal = Journal.open(directory);
    }

    private long receive(String uid, List<String> forwardTo) {
        return journal.receptions()
                .record(JournalTest.loop(uid, "1.2.3", "a"), JournalTest.object("a"), "CART", forwardTo, NOW)
                .number();
    }

    private long reported(String uid, String reportUid) {
        long number = receive(uid, List.of());
        journal.loops().recordOutcome(number, JournalTest.classified(View.A2C, NOW));
        journal.loops()
                .recordReports(
                        List.of(new AddressedReport(
                                new NewReport(
                                        reportUid,
                                        "1.2.840.10008.5.1.4.1.1.88.34",
                                        Report.Kind.LOOP,
                                        "1.2.840.10008.5.1.4.1.1.88.34",
                                        "1.2.3",
                                        "bytes".getBytes(StandardCharsets.UTF_8)),
                                List.of(PACS))),
                        number,
                        NOW);
        return number;
    }

    private Delivery onlyDelivery() {
        List<Delivery> due = journal.outbox().due(PACS, LATER, 10);
        assertThat(due).hasSize(1);
        return due.getFirst();
    }

    private Forward onlyForward(String destination) {
        List<Forward> due = journal.forwards().due(destination, LATER, 10);
        assertThat(due).hasSize(1);
        return due.getFirst();
    }

    private LoopState state(long number) {
        return journal.loops().find(number).orElseThrow().state();
    }

    private void clear(Step step) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("journal.db"));
                var statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM " + step.table());
        }
    }

    private long turns(Step step) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("journal.db"));
                var count = connection.createStatement().executeQuery("SELECT COUNT(*) FROM " + step.table())) {
            return count.getLong(1);
        }
    }

    private static InstanceReference reference(String uid) {
        return new InstanceReference("1.2.840.10008.5.1.4.1.1.3.1", uid);
    }
}
