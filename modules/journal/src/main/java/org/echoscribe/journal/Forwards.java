package org.echoscribe.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The received objects that go on to destinations; every method is durable when it returns. */
public final class Forwards {

    /** How far a forward has come. */
    public enum State {
        /** The destination does not have it yet. */
        WAITING,
        /** The destination has it and is to commit it. */
        STORED,
        /** The destination has it, and has committed it where it was asked to. */
        DELIVERED,
        /** The destination will not take it: a dead letter. */
        FAILED,
        /** A person gave it up. */
        DISCARDED
    }

    /**
     * What became of one object at one destination.
     *
     * @param committed true when the destination has promised to keep it
     */
    public record Fate(State state, boolean committed) {}

    private record Row(
            long number, long loopNumber, String destination, int attempts, Instant nextAttemptAt, String cause) {}

    private final Database database;

    Forwards(Database database) {
        this.database = database;
    }

    /** What may be offered to a destination now: live objects first, then the oldest. */
    public List<Forward> due(String destination, Instant now, int most) {
        return database.read(connection -> {
            List<Forward> due = new ArrayList<>();
            for (Row row : Rows.all(
                    connection,
                    row -> new Row(
                            row.getLong("id"),
                            row.getLong("loop_id"),
                            row.getString("destination"),
                            row.getInt("attempts"),
                            Rows.instant(row, "next_attempt_at"),
                            row.getString("cause")),
                    "SELECT * FROM delivery WHERE loop_id IS NOT NULL AND state = 'waiting' AND destination = ?"
                            + " AND next_attempt_at <= ? ORDER BY priority DESC, id LIMIT ?",
                    destination,
                    now,
                    most)) {
                ReceivedLoop object = Rows.one(
                                connection, LoopRows::loop, LoopRows.SELECT + "WHERE loop.id = ?", row.loopNumber())
                        .orElseThrow();
                due.add(new Forward(
                        row.number(), object, row.destination(), row.attempts(), row.nextAttemptAt(), row.cause()));
            }
            return due;
        });
    }

    /** When the next object may be offered to a destination; empty where none waits. */
    public Optional<Instant> nextDue(String destination) {
        return database.read(connection -> Rows.one(
                connection,
                row -> Rows.instant(row, "next_attempt_at"),
                "SELECT next_attempt_at FROM delivery WHERE loop_id IS NOT NULL AND state = 'waiting'"
                        + " AND destination = ? ORDER BY next_attempt_at LIMIT 1",
                destination));
    }

    /** The destinations that wait for objects. */
    public List<String> waitingDestinations() {
        return database.read(connection -> Rows.all(
                connection,
                row -> row.getString(1),
                "SELECT DISTINCT destination FROM delivery WHERE loop_id IS NOT NULL AND state = 'waiting'"));
    }

    /** How many objects a destination waits for. */
    public long waiting(String destination) {
        return database.read(connection -> Rows.one(
                        connection,
                        Rows::number,
                        "SELECT COUNT(*) FROM delivery WHERE loop_id IS NOT NULL AND state = 'waiting'"
                                + " AND destination = ?",
                        destination)
                .orElseThrow());
    }

    /** What became of an object at a destination; empty when it was never to go there. */
    public Optional<Fate> fate(long loopNumber, String destination) {
        return database.read(connection -> Rows.one(
                connection,
                row -> new Fate(
                        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                        row.getString("committed_at") != null),
                "SELECT state, committed_at FROM delivery WHERE loop_id = ? AND destination = ?",
                loopNumber,
                destination));
    }

    /**
     * Asks that a destination has an object and commits it, where it was not to go there before or was not asked to
     * commit it then, such as before the site's configuration said so.
     */
    public void requireCommitted(long loopNumber, String destination, Instant now) {
        database.commit(connection -> {
            insert(connection, loopNumber, List.of(destination), Priority.LIVE, now);
            return Rows.change(
                    connection,
                    "UPDATE delivery SET state = 'stored', requests = 0, next_attempt_at = ?, changed_at = ?"
                            + " WHERE loop_id = ? AND destination = ? AND state = 'delivered' AND committed_at IS NULL",
                    now,
                    now,
                    loopNumber,
                    destination);
        });
    }

    /** Sends an object to destinations; one that it goes to already is left alone. */
    static void insert(
            Connection connection, long loopNumber, Collection<String> destinations, Priority priority, Instant now)
            throws SQLException {
        for (String destination : destinations) {
            Rows.change(connection, """
                    INSERT INTO delivery (loop_id, destination, state, priority, attempts, next_attempt_at, changed_at, cause)
                    VALUES (?, ?, 'waiting', ?, 0, ?, ?, '') ON CONFLICT DO NOTHING
                    """, loopNumber, destination, priority.stored(), now, now);
        }
    }
}
