package org.echoscribe.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.echoscribe.vocabulary.Loop;
import org.echoscribe.vocabulary.Outcome;

/** The objects as they come; every method is durable when it returns. */
public final class Receptions {

    private final Database database;
    private final Turns turns;
    private final Runnable labelWaits;

    Receptions(Database database, Turns insideTransaction, Runnable labelWaits) {
        this.database = database;
        this.turns = insideTransaction;
        this.labelWaits = labelWaits;
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
        return ofStudy(loop, object, callingAeTitle, forwardTo, priority, now, Optional.empty());
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
        return ofStudy(loop, object, callingAeTitle, forwardTo, priority, now, Optional.of(outcome));
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
                Loops.enter(connection, recorded.number(), Labelling.withoutNetwork("", "", now, outcome, ""));
            }
            return recorded;
        });
    }

    private Reception ofStudy(
            Loop loop,
            StoredObject object,
            String callingAeTitle,
            Collection<String> forwardTo,
            Priority priority,
            Instant now,
            Optional<Outcome.NotAttempted> decided) {
        Reception reception = database.commit(connection -> {
            Reception recorded = insert(connection, loop, object, callingAeTitle, priority, now);
            if (recorded instanceof Reception.Repeated) {
                return recorded;
            }
            Forwards.insert(connection, recorded.number(), forwardTo, priority, now);
            touchStudy(connection, loop.studyInstanceUid(), now);
            if (decided.isPresent() && recorded instanceof Reception.New) {
                Loops.enter(connection, recorded.number(), Labelling.withoutNetwork("", "", now, decided.get(), ""));
            } else {
                turns.giveIfAbsent(Step.LABEL, Long.toString(recorded.number()), now, priority);
            }
            return recorded;
        });
        if (decided.isEmpty() || reception instanceof Reception.UidUsedBefore) {
            labelWaits.run();
        }
        return reception;
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
}
