package org.echoscribe.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The studies of which a destination has got something since somebody was told what it has; every method is durable when
 * it returns.
 */
public final class Availabilities {

    /**
     * One study at one destination.
     *
     * @param number the journal's number for it
     * @param studyInstanceUid the study
     * @param attempts how often whoever is to be told refused
     */
    public record Availability(long number, String studyInstanceUid, int attempts) {}

    private final Database database;

    Availabilities(Database database) {
        this.database = database;
    }

    /** The closed studies of which nothing is on its way to the destination any more. */
    public List<Availability> due(String destination, Instant now, int most) {
        return database.read(connection -> Rows.all(
                connection,
                row -> new Availability(row.getLong(1), row.getString(2), row.getInt(3)),
                """
                SELECT id, study_instance_uid, attempts FROM availability AS told
                WHERE state = 'changed' AND destination = ? AND next_attempt_at <= ?
                    AND EXISTS (
                        SELECT 1 FROM study
                        WHERE study.study_instance_uid = told.study_instance_uid AND study.state = 'closed')
                    AND NOT EXISTS (
                        SELECT 1 FROM report JOIN delivery ON report_id = report.id
                        WHERE report.study_instance_uid = told.study_instance_uid
                            AND delivery.destination = told.destination AND delivery.state IN ('waiting', 'stored'))
                    AND NOT EXISTS (
                        SELECT 1 FROM loop JOIN delivery ON delivery.loop_id = loop.id
                        WHERE loop.study_instance_uid = told.study_instance_uid
                            AND delivery.destination = told.destination AND delivery.state IN ('waiting', 'stored'))
                ORDER BY id LIMIT ?
                """,
                destination,
                now,
                most));
    }

    /** Whether something is still to be told about what a destination has. */
    public boolean isChanged(String destination) {
        return database.read(connection -> Rows.one(
                        connection,
                        Rows::number,
                        "SELECT 1 FROM availability WHERE state = 'changed' AND destination = ? LIMIT 1",
                        destination))
                .isPresent();
    }

    /** The reports of a study that a destination has. */
    public List<Report> reports(String studyInstanceUid, String destination) {
        return database.read(connection -> Rows.all(
                connection,
                Reports::report,
                "SELECT report.* FROM report JOIN delivery ON report_id = report.id"
                        + " WHERE study_instance_uid = ? AND destination = ? AND delivery.state = 'delivered'"
                        + " ORDER BY report.id",
                studyInstanceUid,
                destination));
    }

    /** The received objects of a study that were forwarded to a destination. */
    public List<ReceivedLoop> objects(String studyInstanceUid, String destination) {
        return database.read(connection -> Rows.all(
                connection,
                LoopRows::loop,
                LoopRows.SELECT
                        + "JOIN delivery ON delivery.loop_id = loop.id WHERE study_instance_uid = ? AND destination = ?"
                        + " AND delivery.state = 'delivered' ORDER BY loop.id",
                studyInstanceUid,
                destination));
    }

    /** It was told. */
    public void notified(Availability told, Instant now) {
        change(told, "notified", now, "", now);
    }

    /** Whoever is to be told refused, and may take it later. */
    public void deferred(Availability told, Instant at, String cause, Instant now) {
        change(told, "changed", at, cause, now);
    }

    /** Whoever is to be told will not take it: a dead letter. */
    public void failed(Availability told, String cause, Instant now) {
        change(told, "failed", now, cause, now);
    }

    /** Nobody is to be told what this destination has. */
    public void forget(String destination) {
        database.commit(
                connection -> Rows.change(connection, "DELETE FROM availability WHERE destination = ?", destination));
    }

    /** A destination has got something. */
    static void changed(Connection connection, long delivery, Instant now) throws SQLException {
        Optional<String> study = Rows.one(
                connection,
                row -> row.getString(1),
                "SELECT COALESCE(report.study_instance_uid, loop.study_instance_uid) FROM delivery"
                        + " LEFT JOIN report ON report.id = report_id LEFT JOIN loop ON loop.id = delivery.loop_id"
                        + " WHERE delivery.id = ?",
                delivery);
        Rows.change(connection, """
                INSERT INTO availability (study_instance_uid, destination, state, attempts, next_attempt_at, changed_at, cause)
                SELECT ?, destination, 'changed', 0, ?, ?, '' FROM delivery WHERE id = ?
                ON CONFLICT (study_instance_uid, destination) DO UPDATE SET state = 'changed', attempts = 0,
                    next_attempt_at = excluded.next_attempt_at, changed_at = excluded.changed_at, cause = ''
                """, study.orElseThrow(), now, now, delivery);
    }

    private void change(Availability told, String state, Instant at, String cause, Instant now) {
        database.commit(connection -> Rows.change(
                connection,
                "UPDATE availability SET state = ?, attempts = attempts + 1, next_attempt_at = ?, changed_at = ?, cause = ?"
                        + " WHERE id = ? AND state = 'changed'",
                state,
                at,
                now,
                cause,
                told.number()));
    }
}
