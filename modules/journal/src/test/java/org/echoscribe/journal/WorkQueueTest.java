package org.echoscribe.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkQueueTest {

    private static final RetryDelays QUICK = new RetryDelays(Duration.ofMillis(20), Duration.ofMillis(80));
    private static final Worker.Ending DONE = new Worker.Ending.Done();
    private static final String NODE = "NODE";

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
    void aRecordedLoopHasItsTurnAtOnce() throws Exception {
        BlockingQueue<Turn> turns = new LinkedBlockingQueue<>();
        try (WorkQueue queue = journal.queue(NODE, Step.LABEL, 2, QUICK, turn -> {
            turns.add(turn);
            return DONE;
        })) {
            queue.start();
            long number = record("1.1").number();
            assertThat(take(turns)).isEqualTo(new Turn(Long.toString(number), 0));
        }
        awaitEmpty("label_queue");
    }

    @Test
    void aFailedTurnComesAgainAndKnowsHowOftenItFailed() throws Exception {
        BlockingQueue<Turn> turns = new LinkedBlockingQueue<>();
        try (WorkQueue queue = journal.queue(NODE, Step.SUMMARISE, 1, QUICK, turn -> {
            turns.add(turn);
            if (turn.failures() < 3) {
                throw new IllegalStateException("not yet");
            }
            return DONE;
        })) {
            queue.start();
            queue.give("1.2", Instant.now(), Priority.LIVE);
            for (int failures = 0; failures <= 3; failures++) {
                assertThat(take(turns)).isEqualTo(new Turn("1.2", failures));
            }
            awaitEmpty("summary_queue");
        }
    }

    @Test
    void aBlockedStepPausesWithoutCountingAFailureForAnyItem() throws Exception {
        BlockingQueue<Turn> turns = new LinkedBlockingQueue<>();
        AtomicInteger blockages = new AtomicInteger();
        try (WorkQueue queue = journal.queue(NODE, Step.SUMMARISE, 1, QUICK, turn -> {
            if (blockages.incrementAndGet() <= 3) {
                throw new StepBlockedException("disk full", null);
            }
            turns.add(turn);
            return DONE;
        })) {
            queue.start();
            queue.give("1.2", Instant.now(), Priority.LIVE);
            queue.give("1.3", Instant.now(), Priority.LIVE);
            assertThat(List.of(take(turns), take(turns)))
                    .containsExactlyInAnyOrder(new Turn("1.2", 0), new Turn("1.3", 0));
        }
    }

    @Test
    void moreWorkGivenDuringATurnIsNeverLost() throws Exception {
        int rounds = 300;
        Map<String, Integer> wanted = new ConcurrentHashMap<>();
        Map<String, Integer> seen = new ConcurrentHashMap<>();
        try (WorkQueue queue = journal.queue(NODE, Step.DELIVER, 2, QUICK, turn -> {
            seen.merge(turn.key(), wanted.get(turn.key()), Math::max);
            return DONE;
        })) {
            queue.start();
            for (int round = 1; round <= rounds; round++) {
                String key = "pacs" + round % 2;
                wanted.merge(key, round, Math::max);
                queue.give(key, Instant.now(), Priority.LIVE);
            }
            awaitEmpty("delivery_queue");
        }
        assertThat(seen).isEqualTo(wanted);
    }

    @Test
    void manyThreadsMayGiveTurnsToAKeyThatComesAgainByItself() throws Exception {
        AtomicInteger given = new AtomicInteger();
        AtomicInteger seen = new AtomicInteger();
        try (WorkQueue queue = journal.queue(NODE, Step.SUMMARISE, 2, QUICK, _ -> {
                    int now = given.get();
                    seen.set(now);
                    return now < 500 ? new Worker.Ending.Again(Instant.now().plusMillis(1)) : DONE;
                });
                ExecutorService givers = Executors.newFixedThreadPool(4)) {
            queue.start();
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                done.add(givers.submit(() -> {
                    given.incrementAndGet();
                    queue.give("1.2", Instant.now(), Priority.LIVE);
                }));
            }
            for (Future<?> each : done) {
                each.get();
            }
            awaitEmpty("summary_queue");
        }
        assertThat(seen).hasValue(500);
    }

    @Test
    void aKeyHasOneTurnAtATime() throws Exception {
        AtomicInteger together = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (WorkQueue queue = journal.queue(NODE, Step.DELIVER, 4, QUICK, turn -> {
            most.accumulateAndGet(together.incrementAndGet(), Math::max);
            Thread.yield();
            together.decrementAndGet();
            return DONE;
        })) {
            queue.start();
            for (int i = 0; i < 200; i++) {
                queue.give("pacs", Instant.now(), Priority.LIVE);
            }
            awaitEmpty("delivery_queue");
        }
        assertThat(most).hasValue(1);
    }

    @Test
    void workUnderTheLeaseOfADeadProcessIsTakenOverAndCountsAFailure() throws Exception {
        long number = record("1.1").number();
        execute("UPDATE label_queue SET picked = TRUE, picked_by = 'NODE', last_heartbeat = execution_time");
        BlockingQueue<Turn> turns = new LinkedBlockingQueue<>();
        journal.takeOver(NODE, QUICK, Instant.now());
        try (WorkQueue queue = journal.queue(NODE, Step.LABEL, 1, QUICK, turn -> {
            turns.add(turn);
            return DONE;
        })) {
            queue.start();
            assertThat(take(turns)).isEqualTo(new Turn(Long.toString(number), 1));
        }
    }

    @Test
    void everythingUnfinishedGetsATurnAtStartEvenWhenTheQueueWasLost() throws Exception {
        long number = record("1.1").number();
        execute("DELETE FROM label_queue");
        journal.takeOver(NODE, QUICK, Instant.now());
        CountDownLatch labelled = new CountDownLatch(1);
        CountDownLatch summarised = new CountDownLatch(1);
        try (WorkQueue label = journal.queue(NODE, Step.LABEL, 1, QUICK, turn -> {
                    assertThat(turn.key()).isEqualTo(Long.toString(number));
                    labelled.countDown();
                    return DONE;
                });
                WorkQueue summarise = journal.queue(NODE, Step.SUMMARISE, 1, QUICK, turn -> {
                    assertThat(turn.key()).isEqualTo("1.2.3");
                    summarised.countDown();
                    return DONE;
                })) {
            label.start();
            summarise.start();
            assertThat(labelled.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(summarised.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void liveWorkGoesBeforeTheBacklog() throws Exception {
        BlockingQueue<Turn> turns = new LinkedBlockingQueue<>();
        try (WorkQueue queue = journal.queue(NODE, Step.SUMMARISE, 1, QUICK, turn -> {
            turns.add(turn);
            return DONE;
        })) {
            Instant now = Instant.now();
            queue.give("old", now.minusSeconds(60), Priority.BACKLOG);
            queue.give("new", now, Priority.LIVE);
            queue.start();
            assertThat(take(turns).key()).isEqualTo("new");
            assertThat(take(turns).key()).isEqualTo("old");
        }
    }

    @Test
    void aLiveLoopOvertakesWhatWasFetchedFromAnArchiveBeforeIt() throws Exception {
        BlockingQueue<Turn> turns = new LinkedBlockingQueue<>();
        BlockingQueue<String> permits = new LinkedBlockingQueue<>();
        for (int i = 0; i < 30; i++) {
            record("1.2." + i, Priority.BACKFILL);
        }
        try (WorkQueue queue = journal.queue(NODE, Step.LABEL, 1, QUICK, turn -> {
            turns.add(turn);
            permits.take();
            return DONE;
        })) {
            queue.start();
            take(turns);
            String live = Long.toString(record("1.3", Priority.LIVE).number());
            List<String> before = new ArrayList<>();
            for (String key = ""; !key.equals(live); ) {
                permits.add("go on");
                key = take(turns).key();
                before.add(key);
            }
            assertThat(before)
                    .as("turns after the running one, with the live loop last")
                    .hasSizeLessThanOrEqualTo(2);
            for (int i = 0; i < 40; i++) {
                permits.add("go on");
            }
        }
    }

    @Test
    void theDelayDoublesUpToItsCap() {
        RetryDelays delays = new RetryDelays(Duration.ofSeconds(2), Duration.ofSeconds(9));
        assertThat(List.of(delays.after(1), delays.after(2), delays.after(3), delays.after(4), delays.after(4000)))
                .extracting(Duration::toSeconds)
                .containsExactly(2L, 4L, 8L, 9L, 9L);
    }

    private Reception record(String uid) {
        return record(uid, Priority.LIVE);
    }

    private Reception record(String uid, Priority priority) {
        return journal.receptions()
                .record(
                        JournalTest.loop(uid, "1.2.3", "a"),
                        JournalTest.object("a"),
                        "CART",
                        List.of(),
                        priority,
                        Instant.now());
    }

    private static Turn take(BlockingQueue<Turn> turns) throws InterruptedException {
        Turn turn = turns.poll(20, TimeUnit.SECONDS);
        assertThat(turn).as("a turn within 20 s").isNotNull();
        return turn;
    }

    private void awaitEmpty(String table) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (rows(table) > 0) {
            assertThat(System.nanoTime()).as("%s empties within 20 s", table).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private long rows(String table) throws SQLException {
        try (Connection connection = connect();
                ResultSet count = connection.createStatement().executeQuery("SELECT COUNT(*) FROM " + table)) {
            return count.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect()) {
            connection.createStatement().execute(sql);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("journal.db"));
    }
}
