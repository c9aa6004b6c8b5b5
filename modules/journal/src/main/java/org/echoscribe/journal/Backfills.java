package org.echoscribe.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which studies of archives are to be labelled and which have been fetched; every method is durable when it returns. */
public final class Backfills {

    private static final String OF_LIST = " WHERE source = ? AND modality = ? AND study_date BETWEEN ? AND ?";

    private final Database database;

    Backfills(Database database) {
        this.database = database;
    }

    /** Puts studies on the list; what is on it already stays as it is. */
    public void found(Backfill backfill, List<BackfillStudy> studies, Instant now) {
        database.commit(connection -> {
            for (BackfillStudy study : studies) {
                Rows.change(
                        connection,
                        """
                        INSERT INTO backfill_study (source, modality, study_instance_uid, study_date, state, objects,
                            attempts, changed_at, cause)
                        VALUES (?, ?, ?, ?, 'waiting', 0, 0, ?, '') ON CONFLICT DO NOTHING
                        """,
                        backfill.source(),
                        backfill.modality(),
                        study.studyInstanceUid(),
                        study.studyDate(),
                        now);
            }
            return null;
        });
    }

    /** Lets what failed in an earlier run wait again. */
    public void retryFailed(Backfill backfill, Instant now) {
        waitAgain(backfill, "failed", now);
    }

    /** Lets what was fetched in an earlier run wait again, because the archive may have more of it by now. */
    public void fetchAgain(Backfill backfill, Instant now) {
        waitAgain(backfill, "fetched", now);
    }

    private void waitAgain(Backfill backfill, String state, Instant now) {
        database.commit(connection -> Rows.change(
                connection,
                "UPDATE backfill_study SET state = 'waiting', changed_at = ?" + OF_LIST + " AND state = ?",
                now,
                backfill.source(),
                backfill.modality(),
                backfill.firstDate(),
                backfill.lastDate(),
                state));
    }

    /** The oldest study that waits to be fetched. */
    public Optional<BackfillStudy> next(Backfill backfill) {
        return database.read(connection -> Rows.one(
                connection,
                row -> new BackfillStudy(row.getString("study_instance_uid"), row.getString("study_date")),
                "SELECT * FROM backfill_study" + OF_LIST
                        + " AND state = 'waiting' ORDER BY study_date, study_instance_uid LIMIT 1",
                backfill.source(),
                backfill.modality(),
                backfill.firstDate(),
                backfill.lastDate()));
    }

    /** The study has come whole. */
    public void fetched(Backfill backfill, BackfillStudy study, int objects, Instant now) {
        end(backfill, study, "fetched", objects, "", now);
    }

    /** The study has not come whole. */
    public void failed(Backfill backfill, BackfillStudy study, int objects, String cause, Instant now) {
        end(backfill, study, "failed", objects, cause, now);
    }

    /** How far a list has come. */
    public Backfill.Counts counts(Backfill backfill) {
        return database.read(connection -> Rows.one(
                        connection,
                        row -> new Backfill.Counts(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)),
                        "SELECT COUNT(*) FILTER (WHERE state = 'waiting'), COUNT(*) FILTER (WHERE state = 'fetched'),"
                                + " COUNT(*) FILTER (WHERE state = 'failed'), COALESCE(SUM(objects), 0)"
                                + " FROM backfill_study" + OF_LIST,
                        backfill.source(),
                        backfill.modality(),
                        backfill.firstDate(),
                        backfill.lastDate())
                .orElseThrow());
    }

    private void end(Backfill backfill, BackfillStudy study, String state, int objects, String cause, Instant now) {
        database.commit(connection -> Rows.change(
                connection,
                "UPDATE backfill_study SET state = ?, objects = ?, attempts = attempts + 1, changed_at = ?, cause = ?"
                        + " WHERE source = ? AND modality = ? AND study_instance_uid = ?",
                state,
                objects,
                now,
                cause,
                backfill.source(),
                backfill.modality(),
                study.studyInstanceUid()));
    }
}
