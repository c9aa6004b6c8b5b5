package org.echoscribe.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Signs that a study is complete before its quiet time is over; every method is durable when it returns. A sign counts for
 * a study once all instances that it names have arrived, while nothing else of the study is known to be in progress, and
 * until the study is closed.
 */
public final class StudyEnds {

    /** What gave the sign. */
    public enum Kind {
        /** A performed procedure step that was completed or discontinued. */
        PROCEDURE_STEP,
        /** A request to commit all objects of the study. */
        COMMITMENT;

        String stored() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** How far a procedure step has come. */
    public enum State {
        IN_PROGRESS,
        ENDED
    }

    private static final String COUNTS = """
            study_end.state = 'ended' AND study_end.study_instance_uid = ?
            AND EXISTS (SELECT 1 FROM study_end_reference WHERE study_end_id = study_end.id)
            AND NOT EXISTS (
                SELECT 1 FROM study_end_reference WHERE study_end_id = study_end.id AND NOT EXISTS (
                    SELECT 1 FROM loop WHERE loop.sop_instance_uid = study_end_reference.sop_instance_uid))
            """;

    private final Database database;

    StudyEnds(Database database) {
        this.database = database;
    }

    /**
     * Enters what is in progress.
     *
     * @return false when there is something under this UID already
     */
    public boolean begin(Kind kind, String uid, Collection<String> studyInstanceUids, Instant now) {
        return database.commit(connection -> {
            if (state(connection, kind, uid).isPresent()) {
                return false;
            }
            for (String study : studyInstanceUids.isEmpty() ? List.of("") : studyInstanceUids) {
                insert(connection, kind, uid, study, "in progress", now);
            }
            return true;
        });
    }

    /** How far it has come; empty where there is nothing under this UID. */
    public Optional<State> state(Kind kind, String uid) {
        return database.read(connection -> state(connection, kind, uid));
    }

    /** The instances that came of it so far; those that were named before are forgotten. */
    public void refer(Kind kind, String uid, Collection<String> sopInstanceUids, Instant now) {
        database.commit(connection -> {
            for (long number : numbers(connection, kind, uid)) {
                Rows.change(connection, "DELETE FROM study_end_reference WHERE study_end_id = ?", number);
                for (String instance : sopInstanceUids) {
                    Rows.change(
                            connection,
                            "INSERT INTO study_end_reference (study_end_id, sop_instance_uid) VALUES (?, ?)"
                                    + " ON CONFLICT DO NOTHING",
                            number,
                            instance);
                }
                Rows.change(connection, "UPDATE study_end SET changed_at = ? WHERE id = ?", now, number);
            }
            return null;
        });
    }

    /**
     * It has ended, for the studies that it was begun for and those of the instances that have arrived.
     *
     * @return the studies in question
     */
    public List<String> end(Kind kind, String uid, Instant now) {
        return database.commit(connection -> {
            for (String study : Rows.all(
                    connection,
                    row -> row.getString(1),
                    "SELECT DISTINCT loop.study_instance_uid FROM study_end"
                            + " JOIN study_end_reference ON study_end_id = study_end.id"
                            + " JOIN loop ON loop.sop_instance_uid = study_end_reference.sop_instance_uid"
                            + " WHERE kind = ? AND uid = ?",
                    kind.stored(),
                    uid)) {
                addStudy(connection, kind, uid, study, now);
            }
            Rows.change(
                    connection,
                    "UPDATE study_end SET state = 'ended', changed_at = ? WHERE kind = ? AND uid = ?"
                            + " AND state = 'in progress'",
                    now,
                    kind.stored(),
                    uid);
            return Rows.all(
                    connection,
                    row -> row.getString(1),
                    "SELECT study_instance_uid FROM study_end WHERE kind = ? AND uid = ? AND study_instance_uid <> ''",
                    kind.stored(),
                    uid);
        });
    }

    /** Whether a sign says that nothing more will come of a study. */
    public boolean isSignalled(String studyInstanceUid) {
        return database.read(connection -> Rows.one(
                        connection, Rows::number, "SELECT id FROM study_end WHERE " + COUNTS + """
                                AND NOT EXISTS (
                                    SELECT 1 FROM study_end AS other
                                    WHERE other.study_instance_uid = study_end.study_instance_uid
                                        AND other.state = 'in progress')
                                LIMIT 1
                                """, studyInstanceUid))
                .isPresent();
    }

    /** The study was closed: its signs have counted. */
    static void count(Connection connection, String studyInstanceUid) throws SQLException {
        Rows.change(connection, "UPDATE study_end SET state = 'counted' WHERE " + COUNTS, studyInstanceUid);
    }

    private static void addStudy(Connection connection, Kind kind, String uid, String study, Instant now)
            throws SQLException {
        long first = numbers(connection, kind, uid).getFirst();
        insert(connection, kind, uid, study, "in progress", now);
        Rows.change(
                connection,
                "INSERT INTO study_end_reference (study_end_id, sop_instance_uid)"
                        + " SELECT added.id, sop_instance_uid FROM study_end_reference, study_end AS added"
                        + " WHERE study_end_id = ? AND added.kind = ? AND added.uid = ? AND added.study_instance_uid = ?"
                        + " ON CONFLICT DO NOTHING",
                first,
                kind.stored(),
                uid,
                study);
    }

    private static void insert(Connection connection, Kind kind, String uid, String study, String state, Instant now)
            throws SQLException {
        Rows.change(
                connection,
                "INSERT INTO study_end (kind, uid, study_instance_uid, state, changed_at) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT DO NOTHING",
                kind.stored(),
                uid,
                study,
                state,
                now);
    }

    private static List<Long> numbers(Connection connection, Kind kind, String uid) throws SQLException {
        return Rows.all(
                connection,
                Rows::number,
                "SELECT id FROM study_end WHERE kind = ? AND uid = ? ORDER BY id",
                kind.stored(),
                uid);
    }

    private static Optional<State> state(Connection connection, Kind kind, String uid) throws SQLException {
        return Rows.one(
                connection,
                row -> row.getString(1).equals("in progress") ? State.IN_PROGRESS : State.ENDED,
                "SELECT state FROM study_end WHERE kind = ? AND uid = ? LIMIT 1",
                kind.stored(),
                uid);
    }
}
