package org.echoscribe.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The studies, open while loops may still come and closed once a summary says what came; a late loop reopens one. */
public final class Studies {

    /**
     * One study.
     *
     * @param studyInstanceUid its UID
     * @param firstReceivedAt when its first object became durable
     * @param lastReceivedAt when its newest object became durable
     * @param open true while no summary covers all of its objects
     */
    public record Study(String studyInstanceUid, Instant firstReceivedAt, Instant lastReceivedAt, boolean open) {}

    private final Database database;

    Studies(Database database) {
        this.database = database;
    }

    /** The study of this UID. */
    public Optional<Study> find(String studyInstanceUid) {
        return database.read(connection -> Rows.one(
                connection, Studies::study, "SELECT * FROM study WHERE study_instance_uid = ?", studyInstanceUid));
    }

    /** The studies that are open. */
    public List<Study> open() {
        return database.read(
                connection -> Rows.all(connection, Studies::study, "SELECT * FROM study WHERE state = 'open'"));
    }

    /** Closes a study whose objects need no summary; false when an object came meanwhile. */
    public boolean close(String studyInstanceUid, int objects) {
        return database.commit(connection -> tryClose(connection, studyInstanceUid, objects));
    }

    /**
     * Closes a study with its reports, in one transaction.
     *
     * @param objects how many objects of the study the reports were written from
     * @return false, with nothing stored, when an object came meanwhile
     */
    public boolean close(String studyInstanceUid, int objects, List<AddressedReport> reports, Instant now) {
        return database.commit(connection -> {
            boolean closed = tryClose(connection, studyInstanceUid, objects);
            if (closed) {
                Outbox.insert(connection, reports, OptionalLong.empty(), now);
            }
            return closed;
        });
    }

    private static boolean tryClose(Connection connection, String studyInstanceUid, int objects) throws SQLException {
        boolean closed = Rows.change(connection, """
                        UPDATE study SET state = 'closed' WHERE study_instance_uid = ?
                            AND ? = (SELECT COUNT(*) FROM loop WHERE loop.study_instance_uid = study.study_instance_uid)
                            AND NOT EXISTS (
                                SELECT 1 FROM loop WHERE loop.study_instance_uid = study.study_instance_uid
                                    AND state IN ('received', 'labelled'))
                        """, studyInstanceUid, objects) == 1;
        if (closed) {
            StudyEnds.count(connection, studyInstanceUid);
        }
        return closed;
    }

    static void reopen(Connection connection, String studyInstanceUid) throws SQLException {
        Rows.change(connection, "UPDATE study SET state = 'open' WHERE study_instance_uid = ?", studyInstanceUid);
    }

    private static Study study(ResultSet row) throws SQLException {
        return new Study(
                row.getString("study_instance_uid"),
                Rows.instant(row, "first_received_at"),
                Rows.instant(row, "last_received_at"),
                row.getString("state").equals("open"));
    }
}
