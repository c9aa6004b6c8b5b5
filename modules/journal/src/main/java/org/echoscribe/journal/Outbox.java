package org.echoscribe.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** The reports and who still waits for them; every method is durable when it returns. */
public final class Outbox {

    private static final String SELECT_DELIVERY = """
            SELECT report.*, delivery.id AS delivery_id, delivery.destination, delivery.attempts,
                delivery.next_attempt_at, delivery.cause
            FROM delivery JOIN report ON report.id = delivery.report_id
            """;

    private final Database database;

    Outbox(Database database) {
        this.database = database;
    }

    /** What may be offered to a destination now: reports on live studies first, then the oldest. */
    public List<Delivery> due(String destination, Instant now, int most) {
        return database.read(connection -> Rows.all(
                connection,
                Outbox::delivery,
                SELECT_DELIVERY
                        + "WHERE delivery.state = 'waiting' AND destination = ? AND next_attempt_at <= ?"
                        + " ORDER BY delivery.priority DESC, delivery.id LIMIT ?",
                destination,
                now,
                most));
    }

    /** When the next report may be offered to a destination; empty where none waits. */
    public Optional<Instant> nextDue(String destination) {
        return database.read(connection -> Rows.one(
                connection,
                row -> Rows.instant(row, "next_attempt_at"),
                "SELECT next_attempt_at FROM delivery WHERE report_id IS NOT NULL AND state = 'waiting' AND destination = ?"
                        + " ORDER BY next_attempt_at LIMIT 1",
                destination));
    }

    /**
     * Addresses every report that has no addressee yet, because none was configured when it was written.
     *
     * @param destinations who takes a variant; may be none
     * @return how many got an addressee
     */
    public int addressUnaddressed(Function<String, ? extends Collection<String>> destinations, Instant now) {
        return database.commit(connection -> {
            record Unaddressed(long number, String variant) {}
            int addressed = 0;
            for (Unaddressed report : Rows.all(
                    connection,
                    row -> new Unaddressed(row.getLong(1), row.getString(2)),
                    "SELECT id, variant FROM report WHERE NOT EXISTS"
                            + " (SELECT 1 FROM delivery WHERE delivery.report_id = report.id) ORDER BY id")) {
                Collection<String> takers = destinations.apply(report.variant());
                address(connection, report.number(), takers, now);
                addressed += takers.isEmpty() ? 0 : 1;
            }
            return addressed;
        });
    }

    /** The destinations that wait for something. */
    public List<String> waitingDestinations() {
        return database.read(connection -> Rows.all(
                connection,
                row -> row.getString(1),
                "SELECT DISTINCT destination FROM delivery WHERE report_id IS NOT NULL AND state = 'waiting'"));
    }

    /** How many reports a destination waits for. */
    public long waiting(String destination) {
        return database.read(connection -> Rows.one(
                        connection,
                        Rows::number,
                        "SELECT COUNT(*) FROM delivery WHERE report_id IS NOT NULL AND state = 'waiting' AND destination = ?",
                        destination)
                .orElseThrow());
    }

    /** Stores finished reports about one loop, or about a study where no loop is named, and asks for their delivery. */
    public void store(List<AddressedReport> reports, OptionalLong loopNumber, Instant now) {
        database.commit(connection -> {
            insert(connection, reports, loopNumber, now);
            return null;
        });
    }

    /** The destination has stored it, and nothing more is asked of it. */
    public void delivered(Outgoing outgoing, Instant now) {
        database.commit(connection -> {
            finish(connection, outgoing.number(), now);
            return null;
        });
    }

    /**
     * The destination has stored it and is to commit it.
     *
     * @param askAt when to ask; later than now, so that instances that follow can be asked for together
     */
    public void stored(Outgoing outgoing, Instant askAt, Instant now) {
        database.commit(connection -> Rows.change(
                connection,
                "UPDATE delivery SET state = 'stored', requests = 0, next_attempt_at = ?, changed_at = ?, cause = ''"
                        + " WHERE id = ? AND state = 'waiting'",
                askAt,
                now,
                outgoing.number()));
    }

    /** The destination did not take it and may do so later. */
    public void deferred(Outgoing outgoing, Instant nextAttemptAt, String cause, Instant now) {
        database.commit(connection -> change(connection, outgoing, "waiting", nextAttemptAt, now, cause));
    }

    /** The destination will never take it as it is: a dead letter. */
    public void failed(Outgoing outgoing, String cause, Instant now) {
        database.commit(connection -> change(connection, outgoing, "failed", now, now, cause));
    }

    /** It is delivered; a loop whose report every destination has by now, too. */
    static void finish(Connection connection, long number, Instant now) throws SQLException {
        Rows.change(
                connection,
                "UPDATE delivery SET state = 'delivered', changed_at = ?, cause = ''"
                        + " WHERE id = ? AND state IN ('waiting', 'stored')",
                now,
                number);
        Availabilities.changed(connection, number, now);
        Rows.change(connection, """
                UPDATE loop SET state = ? WHERE state = ?
                    AND id = (SELECT report.loop_id FROM report JOIN delivery ON report_id = report.id
                        WHERE delivery.id = ?)
                    AND NOT EXISTS (
                        SELECT 1 FROM delivery JOIN report ON report.id = delivery.report_id
                        WHERE report.loop_id = loop.id AND delivery.state IN ('waiting', 'stored', 'failed'))
                """, LoopState.DELIVERED.stored(), LoopState.REPORTED.stored(), number);
    }

    private static int change(
            Connection connection, Outgoing outgoing, String state, Instant nextAttemptAt, Instant now, String cause)
            throws SQLException {
        return Rows.change(
                connection,
                "UPDATE delivery SET state = ?, attempts = attempts + 1, next_attempt_at = ?, changed_at = ?, cause = ?"
                        + " WHERE id = ? AND state = 'waiting'",
                state,
                nextAttemptAt,
                now,
                cause,
                outgoing.number());
    }

    /** Stores each report once and asks for its delivery; what the journal has under its UID already is left alone. */
    static void insert(Connection connection, List<AddressedReport> reports, OptionalLong loopNumber, Instant now)
            throws SQLException {
        for (AddressedReport addressed : reports) {
            Optional<Long> number = Reports.insert(connection, addressed.report(), loopNumber, now);
            if (number.isPresent()) {
                address(connection, number.get(), addressed.destinations(), now);
            }
        }
    }

    private static void address(Connection connection, long report, Collection<String> destinations, Instant now)
            throws SQLException {
        for (String destination : destinations) {
            Rows.change(connection, """
                    INSERT INTO delivery (report_id, destination, state, priority, attempts, next_attempt_at, changed_at, cause)
                    VALUES (?, ?, 'waiting', COALESCE(
                        (SELECT priority FROM loop WHERE id = (SELECT loop_id FROM report WHERE id = ?)),
                        (SELECT MAX(priority) FROM loop
                            WHERE study_instance_uid = (SELECT study_instance_uid FROM report WHERE id = ?)),
                        ?), 0, ?, ?, '')
                    """, report, destination, report, report, Priority.LIVE.stored(), now, now);
        }
    }

    static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getLong("delivery_id"),
                Reports.report(row),
                row.getString("destination"),
                row.getInt("attempts"),
                Rows.instant(row, "next_attempt_at"),
                row.getString("cause"));
    }
}
