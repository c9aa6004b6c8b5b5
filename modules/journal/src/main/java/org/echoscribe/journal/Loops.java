package org.echoscribe.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.echoscribe.vocabulary.Outcome;

/** The stored objects and what was decided about each; every method is durable when it returns. */
public final class Loops {

    private final Database database;

    Loops(Database database) {
        this.database = database;
    }

    /** The object that came before with the same UID and the same bytes. */
    public Optional<ReceivedLoop> find(String sopInstanceUid, String contentSha256) {
        return database.read(connection -> Rows.one(
                connection,
                LoopRows::loop,
                LoopRows.SELECT + "WHERE sop_instance_uid = ? AND content_sha256 = ?",
                sopInstanceUid,
                contentSha256));
    }

    /** The object of this number. */
    public Optional<ReceivedLoop> find(long number) {
        return database.read(
                connection -> Rows.one(connection, LoopRows::loop, LoopRows.SELECT + "WHERE loop.id = ?", number));
    }

    /** The objects of this SOP Instance UID whatever their content, in the order of their reception. */
    public List<ReceivedLoop> ofSopInstance(String sopInstanceUid) {
        return database.read(connection -> Rows.all(
                connection,
                LoopRows::loop,
                LoopRows.SELECT + "WHERE sop_instance_uid = ? ORDER BY loop.id",
                sopInstanceUid));
    }

    /** The objects of a study in the order of their reception. */
    public List<ReceivedLoop> ofStudy(String studyInstanceUid) {
        return database.read(connection -> Rows.all(
                connection,
                LoopRows::loop,
                LoopRows.SELECT + "WHERE study_instance_uid = ? ORDER BY loop.id",
                studyInstanceUid));
    }

    /** The object of a study that came first. */
    public Optional<ReceivedLoop> firstOfStudy(String studyInstanceUid) {
        return database.read(connection -> Rows.one(
                connection,
                LoopRows::loop,
                LoopRows.SELECT + "WHERE study_instance_uid = ? ORDER BY loop.id LIMIT 1",
                studyInstanceUid));
    }

    /** The newest objects first. */
    public List<ReceivedLoop> newest(int most) {
        return database.read(connection ->
                Rows.all(connection, LoopRows::loop, LoopRows.SELECT + "ORDER BY loop.id DESC LIMIT ?", most));
    }

    /** How many objects have come this far. */
    public long count(LoopState state) {
        return database.read(connection -> Rows.one(
                        connection, Rows::number, "SELECT COUNT(*) FROM loop WHERE state = ?", state.stored())
                .orElseThrow());
    }

    /**
     * Enters an outcome in the ledger. The first entry for a loop, model and policy stays: a replay gets it back and
     * its own is forgotten, because a report may already carry the first.
     */
    public Labelling recordOutcome(long number, Labelling labelling) {
        return database.commit(connection -> enter(connection, number, labelling));
    }

    /**
     * An object turned out to have the pixel data of one that came before under its SOP Instance UID: what holds of that
     * one holds, and this one gets no label and no report of its own.
     */
    public void recordSamePixels(long number, long earlier, Labelling labelling) {
        database.commit(connection -> {
            Rows.change(connection, "UPDATE loop SET same_pixels_as = ? WHERE id = ?", earlier, number);
            return enter(connection, number, labelling);
        });
    }

    /** Stores a loop's finished reports, their deliveries and the loop's new state in one transaction. */
    public void recordReports(List<AddressedReport> reports, long number, Instant now) {
        database.commit(connection -> {
            Outbox.insert(connection, reports, OptionalLong.of(number), now);
            Rows.change(
                    connection,
                    "UPDATE loop SET state = ? WHERE id = ? AND state = ?",
                    LoopState.REPORTED.stored(),
                    number,
                    LoopState.LABELLED.stored());
            return null;
        });
    }

    /** A labelled loop gets no report of its own: it is told in its study's summary. */
    public void recordWithoutReport(long number) {
        database.commit(connection -> Rows.change(
                connection,
                "UPDATE loop SET state = ? WHERE id = ? AND state = ?",
                LoopState.REPORTED.stored(),
                number,
                LoopState.LABELLED.stored()));
    }

    /** A labelled loop whose report cannot be written becomes a dead letter; its outcome stays for the summary. */
    public void recordReportFailure(long number, String cause) {
        database.commit(connection -> {
            Rows.change(
                    connection,
                    "UPDATE labelling SET detail = ?, cause = ? WHERE id = (SELECT labelling_id FROM loop WHERE id = ?)",
                    "The report could not be written",
                    cause,
                    number);
            return Rows.change(
                    connection,
                    "UPDATE loop SET state = ? WHERE id = ? AND state = ?",
                    LoopState.FAILED.stored(),
                    number,
                    LoopState.LABELLED.stored());
        });
    }

    static Labelling enter(Connection connection, long number, Labelling labelling) throws SQLException {
        Outcome outcome = labelling.outcome();
        Rows.change(
                connection,
                """
                INSERT INTO labelling (loop_id, model_sha256, policy, analysis_started_at, outcome, reason, detail,
                    cause, probabilities, frame_indices, total_frames, repeated_cyclically, dismissed)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, FALSE) ON CONFLICT DO NOTHING
                """,
                number,
                labelling.modelSha256(),
                labelling.policy(),
                labelling.analysisStartedAt(),
                LoopRows.outcomeName(outcome),
                LoopRows.reason(outcome),
                LoopRows.detail(outcome),
                labelling.cause(),
                LoopRows.probabilities(outcome),
                LoopRows.indices(labelling.frameIndices()),
                labelling.totalFrames(),
                labelling.repeatedCyclically());
        long entry = Rows.one(
                        connection,
                        Rows::number,
                        "SELECT id FROM labelling WHERE loop_id = ? AND model_sha256 = ? AND policy = ?",
                        number,
                        labelling.modelSha256(),
                        labelling.policy())
                .orElseThrow();
        Labelling first = Rows.one(connection, LoopRows::labelling, "SELECT * FROM labelling WHERE id = ?", entry)
                .orElseThrow();
        Rows.change(
                connection,
                "UPDATE loop SET labelling_id = ?, state = ? WHERE id = ? AND state IN (?, ?)",
                entry,
                LoopRows.stateAfter(first.outcome()).stored(),
                number,
                LoopState.RECEIVED.stored(),
                LoopState.LABELLED.stored());
        return first;
    }
}
