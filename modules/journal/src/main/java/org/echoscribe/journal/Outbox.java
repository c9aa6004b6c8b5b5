package org.echoscribe.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

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
     * @return how many
     */
    public int addressUnaddressed(Collection<String> destinations, Instant now) {
        return database.commit(connection -> {
            List<Long> reports = Rows.all(
                    connection,
                    Rows::number,
                    "SELECT id FROM report WHERE NOT EXISTS"
                            + " (SELECT 1 FROM delivery WHERE delivery.report_id = report.id) ORDER BY id");
            for (long report : reports) {
                address(connection, report, destinations, now);
            }
            return destinations.isEmpty() ? 0 : reports.size();
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

    /** The finished report of a loop that was written last. */
    public Optional<Report> ofLoop(long loopNumber) {
        return database.read(connection -> Rows.one(
                connection, Outbox::report, "SELECT * FROM report WHERE loop_id = ? ORDER BY id DESC", loopNumber));
    }

    /** The reports of one SOP Instance UID whatever its content, oldest first. */
    public List<Report> ofSopInstance(String sopInstanceUid) {
        return database.read(connection -> Rows.all(
                connection,
                Outbox::report,
                "SELECT report.* FROM report JOIN loop ON loop.id = report.loop_id"
                        + " WHERE loop.sop_instance_uid = ? ORDER BY report.id",
                sopInstanceUid));
    }

    /** The newest summary of a study. */
    public Optional<Report> newestSummary(String studyInstanceUid) {
        return database.read(connection -> Rows.one(
                connection,
                Outbox::report,
                "SELECT * FROM report WHERE study_instance_uid = ? AND kind = 'summary' ORDER BY id DESC",
                studyInstanceUid));
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
                "UPDATE delivery SET state = 'stored', next_attempt_at = ?, changed_at = ?, cause = ''"
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
        Rows.change(connection, """
                UPDATE loop SET state = ? WHERE state = ?
                    AND id = (SELECT report.loop_id FROM report JOIN delivery ON report_id = report.id
                        WHERE delivery.id = ?)
                    AND NOT EXISTS (
                        SELECT 1 FROM delivery WHERE report_id = (SELECT report_id FROM delivery WHERE id = ?)
                            AND state IN ('waiting', 'stored', 'failed'))
                """, LoopState.DELIVERED.stored(), LoopState.REPORTED.stored(), number, number);
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

    /** Stores a report once and asks for its delivery; what the journal has under this UID already is left alone. */
    static void insert(
            Connection connection,
            NewReport report,
            OptionalLong loopNumber,
            Collection<String> destinations,
            Instant now)
            throws SQLException {
        Optional<Long> number = Rows.one(
                connection,
                Rows::number,
                """
                INSERT INTO report (sop_instance_uid, sop_class_uid, kind, study_instance_uid, loop_id, written_at, data_set)
                VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id
                """,
                report.sopInstanceUid(),
                report.sopClassUid(),
                LoopRows.sqlName(report.kind()),
                report.studyInstanceUid(),
                loopNumber.isPresent() ? loopNumber.getAsLong() : null,
                now,
                report.dataSet());
        if (number.isEmpty()) {
            return;
        }
        address(connection, number.get(), destinations, now);
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
                report(row),
                row.getString("destination"),
                row.getInt("attempts"),
                Rows.instant(row, "next_attempt_at"),
                row.getString("cause"));
    }

    private static Report report(ResultSet row) throws SQLException {
        long loop = row.getLong("loop_id");
        return new Report(
                row.getLong("id"),
                row.getString("sop_instance_uid"),
                row.getString("sop_class_uid"),
                Report.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("study_instance_uid"),
                loop == 0 ? OptionalLong.empty() : OptionalLong.of(loop),
                Rows.instant(row, "written_at"),
                row.getBytes("data_set"));
    }
}
