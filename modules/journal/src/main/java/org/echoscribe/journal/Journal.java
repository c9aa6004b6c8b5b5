package org.echoscribe.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The durable memory of a node: which objects it received, what was decided about each, which reports were written and
 * who has them. It holds UIDs, times and outcomes and nothing about patients; what the objects themselves say stays in
 * the {@link Spool}.
 *
 * <p>Writing methods return when the change has been synced to disk, and may be called from many threads: changes that
 * wait together are synced together. Several processes may open the same journal, such as the node and a person at the
 * command line; {@link #takeOver} and {@link #queue} are for the node alone.
 */
public final class Journal implements AutoCloseable {

    private final Database database;
    private final Turns insideTransaction;
    private final Turns ofQueues;
    private final Receptions receptions;
    private final Loops loops;
    private final Studies studies;
    private final Reports reports;
    private final Statements statements;
    private final Outbox outbox;
    private final Forwards forwards;
    private final AskedCommitments askedCommitments;
    private final ReceivedCommitments receivedCommitments;
    private final StudyEnds studyEnds;
    private final Availabilities availabilities;
    private final DeadLetters deadLetters;
    private final Backfills backfills;
    private final Models models;
    private final ModelChanges modelChanges;
    private final ShadowScores shadowScores;
    private final Map<Step, WorkQueue> queues = new ConcurrentHashMap<>();

    private Journal(Database database) {
        this.database = database;
        this.insideTransaction = new Turns(database.insideTransaction());
        this.ofQueues = new Turns(database.queues());
        this.receptions = new Receptions(database, insideTransaction, () -> wake(Step.LABEL));
        this.loops = new Loops(database);
        this.studies = new Studies(database);
        this.reports = new Reports(database);
        this.statements = new Statements(database);
        this.outbox = new Outbox(database);
        this.forwards = new Forwards(database);
        this.askedCommitments = new AskedCommitments(database);
        this.receivedCommitments = new ReceivedCommitments(database, insideTransaction, () -> wake(Step.COMMITMENT));
        this.studyEnds = new StudyEnds(database);
        this.availabilities = new Availabilities(database);
        this.backfills = new Backfills(database);
        this.models = new Models(database);
        this.modelChanges = new ModelChanges(database);
        this.shadowScores = new ShadowScores(database);
        this.deadLetters = new DeadLetters(database, insideTransaction);
    }

    /** Opens the journal of a data directory, and brings it to this version's form where it is older or new. */
    public static Journal open(Path dataDirectory) {
        return new Journal(new Database(dataDirectory.resolve("journal.db")));
    }

    /** Where stored objects are recorded. */
    public Receptions receptions() {
        return receptions;
    }

    /** The stored objects. */
    public Loops loops() {
        return loops;
    }

    /** The studies. */
    public Studies studies() {
        return studies;
    }

    /** The finished reports. */
    public Reports reports() {
        return reports;
    }

    /** What people, and documents of others, say of loops. */
    public Statements statements() {
        return statements;
    }

    /** Who waits for which report. */
    public Outbox outbox() {
        return outbox;
    }

    /** The received objects that go on to destinations. */
    public Forwards forwards() {
        return forwards;
    }

    /** What destinations have stored and are asked to commit. */
    public AskedCommitments askedCommitments() {
        return askedCommitments;
    }

    /** What senders have asked us to commit. */
    public ReceivedCommitments receivedCommitments() {
        return receivedCommitments;
    }

    /** What says that a study is complete. */
    public StudyEnds studyEnds() {
        return studyEnds;
    }

    /** What is to be told about what destinations have. */
    public Availabilities availabilities() {
        return availabilities;
    }

    /** What archives are asked for. */
    public Backfills backfills() {
        return backfills;
    }

    /** The models that ever decided something. */
    public Models models() {
        return models;
    }

    /** Which models are to serve and to shadow. */
    public ModelChanges modelChanges() {
        return modelChanges;
    }

    /** What shadow models said. */
    public ShadowScores shadowScores() {
        return shadowScores;
    }

    /** What failed for good. */
    public DeadLetters deadLetters() {
        return deadLetters;
    }

    /**
     * Takes up what an earlier process of this node left behind, before any queue starts: work that was under its lease
     * counts one more failure and waits for a growing time, because it may have been what brought the process down;
     * everything unfinished that has no turn gets one.
     *
     * @param nodeName the name that this node's leases bear
     */
    public void takeOver(String nodeName, RetryDelays delays, Instant now) {
        database.commit(connection -> {
            Optional<Duration> setBack = ClockSetBack.whileNobodyWatched(connection, now);
            if (setBack.isPresent()) {
                ClockSetBack.follow(connection, setBack.get(), now);
            }
            for (Step step : Step.values()) {
                releaseLeases(connection, step, nodeName, delays, now);
            }
            return null;
        });
        giveMissingTurns(now);
    }

    /** The clock has been set back: what waits for a point in time waits no longer than it would have. */
    public void clockWasSetBack(Duration by, Instant now) {
        database.commit(connection -> {
            ClockSetBack.follow(connection, by, now);
            return null;
        });
        queues.keySet().forEach(this::wake);
    }

    /** Gives a turn to everything unfinished that has none: what another process added, or a crash cut short. */
    public void giveMissingTurns(Instant now) {
        database.commit(connection -> {
            MissingTurns.give(connection, insideTransaction, now);
            return null;
        });
    }

    /**
     * The queue of a step, not yet started.
     *
     * @param nodeName the name that its leases bear; equal for every process that is this node
     * @param workers how many keys may have their turn at once
     */
    public WorkQueue queue(String nodeName, Step step, int workers, RetryDelays delays, Worker worker) {
        WorkQueue queue = new WorkQueue(database, ofQueues, nodeName, step, workers, delays, worker);
        queues.put(step, queue);
        return queue;
    }

    /** How many keys have a turn at a step, now or later. */
    public long turns(Step step) {
        return database.read(connection -> Rows.one(connection, Rows::number, "SELECT COUNT(*) FROM " + step.table())
                .orElseThrow());
    }

    private void wake(Step step) {
        Optional.ofNullable(queues.get(step)).ifPresent(WorkQueue::wake);
    }

    private static void releaseLeases(
            Connection connection, Step step, String nodeName, RetryDelays delays, Instant now) throws SQLException {
        record Lease(String key, int failures) {}
        for (Lease lease : Rows.all(
                connection,
                row -> new Lease(row.getString(1), row.getInt(2) + 1),
                "SELECT task_instance, consecutive_failures FROM " + step.table() + " WHERE picked AND picked_by = ?",
                nodeName)) {
            Rows.change(
                    connection,
                    "UPDATE " + step.table() + " SET picked = FALSE, picked_by = NULL, last_heartbeat = NULL,"
                            + " version = version + 1, consecutive_failures = ?, execution_time = ?"
                            + " WHERE task_instance = ?",
                    lease.failures(),
                    now.plus(delays.after(lease.failures())),
                    lease.key());
        }
    }

    /** Closes the journal; its queues must have been closed before. */
    @Override
    public void close() {
        database.close();
    }
}
