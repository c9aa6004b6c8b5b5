package org.echoscribe.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.echoscribe.vocabulary.Loop;
import org.echoscribe.vocabulary.Outcome;

/** The stored objects and what was decided about each; every method is durable when it returns. */
public final class Loops {

    private final Database database;
    private final Turns turns;
    private final Runnable labelWaits;

    Loops(Database database, Turns insideTransaction, Runnable labelWaits) {
        this.database = database;
        this.turns = insideTransaction;
        this.labelWaits = labelWaits;
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
     * Records a stored object and, in the same transaction, gives it its turn to be labelled and sends it on its way to
     * other destinations.
     *
     * @param forwardTo the names of the destinations that are to have it
     * @param priority whether other objects go before this one
     */
    public Reception record(
            Loop loop,
            StoredObject object,
            String callingAeTitle,
            Collection<String> forwardTo,
            Priority priority,
            Instant now) {
        Reception reception = database.commit(connection -> {
            Reception recorded = insert(connection, loop, object, callingAeTitle, priority, now);
            if (!(recorded instanceof Reception.Repeated)) {
                Forwards.insert(connection, recorded.number(), forwardTo, priority, now);
                touchStudy(connection, loop.studyInstanceUid(), now);
                turns.giveIfAbsent(Step.LABEL, Long.toString(recorded.number()), now, priority);
            }
            return recorded;
        });
        labelWaits.run();
        return reception;
    }

    /** Records a stored object of a study that is being scanned now. */
    public Reception record(
            Loop loop, StoredObject object, String callingAeTitle, Collection<String> forwardTo, Instant now) {
        return record(loop, object, callingAeTitle, forwardTo, Priority.LIVE, now);
    }

    /**
     * Records a stored object of a study whose outcome is known already, so that it needs no turn. One whose UID was used
     * before gets a turn all the same, in which the two are compared.
     *
     * @param forwardTo as for {@link #record}
     * @param priority as for {@link #record}
     */
    public Reception recordDecided(
            Loop loop,
            StoredObject object,
            String callingAeTitle,
            Collection<String> forwardTo,
            Priority priority,
            Instant now,
            Outcome.NotAttempted outcome) {
        Reception reception = database.commit(connection -> {
            Reception recorded = insert(connection, loop, object, callingAeTitle, priority, now);
            if (recorded instanceof Reception.Repeated) {
                return recorded;
            }
            Forwards.insert(connection, recorded.number(), forwardTo, priority, now);
            touchStudy(connection, loop.studyInstanceUid(), now);
            if (recorded instanceof Reception.New) {
                enter(connection, recorded.number(), Labelling.withoutNetwork("", "", now, outcome, ""));
            } else {
                turns.giveIfAbsent(Step.LABEL, Long.toString(recorded.number()), now, priority);
            }
            return recorded;
        });
        if (reception instanceof Reception.UidUsedBefore) {
            labelWaits.run();
        }
        return reception;
    }

    /**
     * Records a stored object that nothing can be derived from, such as one without a Study Instance UID.
     *
     * @param forwardTo the names of the destinations that are to have it all the same
     */
    public Reception setAside(
            Loop loop,
            StoredObject object,
            String callingAeTitle,
            Collection<String> forwardTo,
            Instant now,
            Outcome.NotAttempted outcome) {
        return database.commit(connection -> {
            Reception recorded = insert(connection, loop, object, callingAeTitle, Priority.LIVE, now);
            if (!(recorded instanceof Reception.Repeated)) {
                Forwards.insert(connection, recorded.number(), forwardTo, Priority.LIVE, now);
                enter(connection, recorded.number(), Labelling.withoutNetwork("", "", now, outcome, ""));
            }
            return recorded;
        });
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

    private static Reception insert(
            Connection connection,
            Loop loop,
            StoredObject object,
            String callingAeTitle,
            Priority priority,
            Instant now)
            throws SQLException {
        Optional<Long> same = Rows.one(
                connection,
                Rows::number,
                "SELECT id FROM loop WHERE sop_instance_uid = ? AND content_sha256 = ?",
                loop.sopInstanceUid(),
                loop.contentSha256());
        if (same.isPresent()) {
            return new Reception.Repeated(same.get());
        }
        boolean usedBefore = Rows.one(
                        connection,
                        Rows::number,
                        "SELECT id FROM loop WHERE sop_instance_uid = ? LIMIT 1",
                        loop.sopInstanceUid())
                .isPresent();
        long number = Rows.one(
                        connection,
                        Rows::number,
                        """
                        INSERT INTO loop (sop_instance_uid, sop_class_uid, study_instance_uid, series_instance_uid,
                            transfer_syntax_uid, content_sha256, content_bytes, spool_path, calling_ae_title,
                            received_at, state, uid_used_before, priority)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
                        """,
                        loop.sopInstanceUid(),
                        loop.sopClassUid(),
                        loop.studyInstanceUid(),
                        loop.seriesInstanceUid(),
                        loop.transferSyntaxUid(),
                        loop.contentSha256(),
                        object.contentBytes(),
                        object.spoolPath(),
                        callingAeTitle,
                        now,
                        LoopState.RECEIVED.stored(),
                        usedBefore,
                        priority.stored())
                .orElseThrow();
        return usedBefore ? new Reception.UidUsedBefore(number) : new Reception.New(number);
    }

    private static void touchStudy(Connection connection, String studyInstanceUid, Instant now) throws SQLException {
        Rows.change(connection, """
                INSERT INTO study (study_instance_uid, first_received_at, last_received_at, state)
                VALUES (?, ?, ?, 'open')
                ON CONFLICT (study_instance_uid)
                DO UPDATE SET last_received_at = excluded.last_received_at, state = 'open'
                """, studyInstanceUid, now, now);
    }

    private static Labelling enter(Connection connection, long number, Labelling labelling) throws SQLException {
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
