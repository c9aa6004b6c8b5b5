package org.echoscribe.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The requests for commitment that senders made; every method is durable when it returns. */
public final class ReceivedCommitments {

    private final Database database;
    private final Turns turns;
    private final Runnable answerWaits;

    ReceivedCommitments(Database database, Turns insideTransaction, Runnable answerWaits) {
        this.database = database;
        this.turns = insideTransaction;
        this.answerWaits = answerWaits;
    }

    /**
     * Enters a request and gives it its turn to be answered. The same request again is one request, answered once more
     * where it was answered; one that uses a Transaction UID again for other instances is another.
     *
     * @return the journal's number for it
     */
    public long record(String transactionUid, String callingAeTitle, List<InstanceReference> references, Instant now) {
        String digest = digest(references);
        long number = database.commit(connection -> {
            long entered = enter(connection, transactionUid, callingAeTitle, digest, references, now);
            turns.giveNow(Step.COMMITMENT, Long.toString(entered), now);
            return entered;
        });
        answerWaits.run();
        return number;
    }

    /** The request of this number. */
    public Optional<ReceivedCommitment> find(long number) {
        return database.read(connection -> find(connection, number));
    }

    /** The requests that are not answered yet, oldest first. */
    public List<ReceivedCommitment> waiting() {
        return database.read(connection -> {
            List<ReceivedCommitment> waiting = new ArrayList<>();
            for (long number : Rows.all(
                    connection, Rows::number, "SELECT id FROM commitment WHERE state = 'waiting' ORDER BY id")) {
                find(connection, number).ifPresent(waiting::add);
            }
            return waiting;
        });
    }

    /** How many requests are not answered yet. */
    public long countWaiting() {
        return database.read(connection -> Rows.one(
                        connection, Rows::number, "SELECT COUNT(*) FROM commitment WHERE state = 'waiting'")
                .orElseThrow());
    }

    /** The numbers of the unanswered requests that name this instance. */
    public List<Long> waitingFor(String sopInstanceUid) {
        return database.read(connection -> Rows.all(
                connection,
                Rows::number,
                "SELECT DISTINCT commitment.id FROM commitment_reference"
                        + " JOIN commitment ON commitment.id = commitment_id"
                        + " WHERE sop_instance_uid = ? AND commitment.state = 'waiting'",
                sopInstanceUid));
    }

    /** The sender has taken the answer. */
    public void answered(long number, Instant now) {
        change(number, "answered", 0, "", now);
    }

    /** The answer could not be given or taken yet; why is shown to whoever asks. */
    public void waits(long number, String cause, Instant now) {
        change(number, "waiting", 0, cause, now);
    }

    /** The sender refused the answer and may take it later. */
    public void deferred(long number, String cause, Instant now) {
        change(number, "waiting", 1, cause, now);
    }

    /** The sender will not take the answer: a dead letter. */
    public void failed(long number, String cause, Instant now) {
        change(number, "failed", 1, cause, now);
    }

    private void change(long number, String state, int refusals, String cause, Instant now) {
        database.commit(connection -> Rows.change(
                connection,
                "UPDATE commitment SET state = ?, attempts = attempts + ?, cause = ?, changed_at = ?"
                        + " WHERE id = ? AND state = 'waiting'",
                state,
                refusals,
                cause,
                now,
                number));
    }

    private static long enter(
            Connection connection,
            String transactionUid,
            String callingAeTitle,
            String digest,
            List<InstanceReference> references,
            Instant now)
            throws SQLException {
        Optional<Long> known = Rows.one(
                connection,
                Rows::number,
                "SELECT id FROM commitment WHERE transaction_uid = ? AND calling_ae_title = ? AND references_sha256 = ?",
                transactionUid,
                callingAeTitle,
                digest);
        if (known.isPresent()) {
            Rows.change(
                    connection,
                    "UPDATE commitment SET state = 'waiting', attempts = 0, changed_at = ? WHERE id = ? AND state <> 'waiting'",
                    now,
                    known.get());
            return known.get();
        }
        long number = Rows.one(connection, Rows::number, """
                        INSERT INTO commitment (transaction_uid, calling_ae_title, references_sha256, requested_at, state,
                            attempts, changed_at, cause)
                        VALUES (?, ?, ?, ?, 'waiting', 0, ?, '') RETURNING id
                        """, transactionUid, callingAeTitle, digest, now, now)
                .orElseThrow();
        int position = 0;
        for (InstanceReference reference : references) {
            Rows.change(
                    connection,
                    "INSERT INTO commitment_reference (commitment_id, position, sop_class_uid, sop_instance_uid)"
                            + " VALUES (?, ?, ?, ?)",
                    number,
                    position++,
                    reference.sopClassUid(),
                    reference.sopInstanceUid());
        }
        return number;
    }

    private static Optional<ReceivedCommitment> find(Connection connection, long number) throws SQLException {
        List<InstanceReference> references = Rows.all(
                connection,
                row -> new InstanceReference(row.getString("sop_class_uid"), row.getString("sop_instance_uid")),
                "SELECT * FROM commitment_reference WHERE commitment_id = ? ORDER BY position",
                number);
        return Rows.one(
                connection,
                row -> new ReceivedCommitment(
                        row.getLong("id"),
                        row.getString("transaction_uid"),
                        row.getString("calling_ae_title"),
                        references,
                        Rows.instant(row, "requested_at"),
                        row.getString("state").equals("waiting"),
                        row.getInt("attempts"),
                        row.getString("cause")),
                "SELECT * FROM commitment WHERE id = ?",
                number);
    }

    private static String digest(List<InstanceReference> references) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (InstanceReference reference : references) {
                digest.update((reference.sopClassUid() + "\t" + reference.sopInstanceUid() + "\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
