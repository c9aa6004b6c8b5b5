package org.echoscribe.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The finished reports, each with the bytes that were written first. */
public final class Reports {

    private final Database database;

    Reports(Database database) {
        this.database = database;
    }

    /** The report of this SOP Instance UID. */
    public Optional<Report> find(String sopInstanceUid) {
        return database.read(connection -> Rows.one(
                connection, Reports::report, "SELECT * FROM report WHERE sop_instance_uid = ?", sopInstanceUid));
    }

    /** Whether this node wrote the object of this SOP Instance UID. */
    public boolean isOurs(String sopInstanceUid) {
        return database.read(connection -> Rows.one(
                        connection, Rows::number, "SELECT 1 FROM report WHERE sop_instance_uid = ?", sopInstanceUid))
                .isPresent();
    }

    /** The reports of one loop, oldest first. */
    public List<Report> ofLoop(long loopNumber, Report.Kind kind) {
        return database.read(connection -> Rows.all(
                connection,
                Reports::report,
                "SELECT * FROM report WHERE loop_id = ? AND form = ? ORDER BY id",
                loopNumber,
                kind.stored()));
    }

    /** The reports of one SOP Instance UID whatever its content, oldest first. */
    public List<Report> ofSopInstance(String sopInstanceUid, Report.Kind kind) {
        return database.read(connection -> Rows.all(
                connection,
                Reports::report,
                "SELECT report.* FROM report JOIN loop ON loop.id = report.loop_id"
                        + " WHERE loop.sop_instance_uid = ? AND form = ? ORDER BY report.id",
                sopInstanceUid,
                kind.stored()));
    }

    /** The reports of a study, oldest first. */
    public List<Report> ofStudy(String studyInstanceUid, Report.Kind kind) {
        return database.read(connection -> Rows.all(
                connection,
                Reports::report,
                "SELECT * FROM report WHERE study_instance_uid = ? AND form = ? ORDER BY id",
                studyInstanceUid,
                kind.stored()));
    }

    /**
     * Has those loops and studies reported again, from the ledger, whose reports nobody was ever to have: a destination
     * wants a variant that was not written while there was none.
     *
     * @return how many loops and studies
     */
    public int rewriteUnaddressed() {
        return database.commit(connection -> Rows.change(
                        connection,
                        """
                        UPDATE loop SET state = ? WHERE state IN (?, ?)
                            AND EXISTS (SELECT 1 FROM report WHERE loop_id = loop.id AND form = 'loop')
                            AND NOT EXISTS (
                                SELECT 1 FROM report JOIN delivery ON delivery.report_id = report.id
                                WHERE report.loop_id = loop.id AND form = 'loop')
                        """,
                        LoopState.LABELLED.stored(),
                        LoopState.REPORTED.stored(),
                        LoopState.DELIVERED.stored())
                + Rows.change(connection, """
                        UPDATE study SET state = 'open' WHERE state = 'closed'
                            AND EXISTS (
                                SELECT 1 FROM report
                                WHERE report.study_instance_uid = study.study_instance_uid AND form = 'summary')
                            AND NOT EXISTS (
                                SELECT 1 FROM report JOIN delivery ON delivery.report_id = report.id
                                WHERE report.study_instance_uid = study.study_instance_uid AND form = 'summary')
                        """));
    }

    /** Stores a report once; empty where the journal has its UID already. */
    static Optional<Long> insert(Connection connection, NewReport report, OptionalLong loopNumber, Instant now)
            throws SQLException {
        return Rows.one(
                connection,
                Rows::number,
                """
                INSERT INTO report (sop_instance_uid, sop_class_uid, kind, form, variant, study_instance_uid, loop_id,
                    written_at, data_set)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id
                """,
                report.sopInstanceUid(),
                report.sopClassUid(),
                report.kind().subject(),
                report.kind().stored(),
                report.variant(),
                report.studyInstanceUid(),
                loopNumber.isPresent() ? loopNumber.getAsLong() : null,
                now,
                report.dataSet());
    }

    static Report report(ResultSet row) throws SQLException {
        long loop = row.getLong("loop_id");
        return new Report(
                row.getLong("id"),
                row.getString("sop_instance_uid"),
                row.getString("sop_class_uid"),
                Report.Kind.ofStored(row.getString("form")),
                row.getString("variant"),
                row.getString("study_instance_uid"),
                loop == 0 ? OptionalLong.empty() : OptionalLong.of(loop),
                Rows.instant(row, "written_at"),
                row.getBytes("data_set"));
    }
}
