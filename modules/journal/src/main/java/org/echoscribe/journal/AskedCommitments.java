package org.echoscribe.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The instances that destinations have stored and are asked to commit (PS3.4 annex J, as SCU); every method is durable
 * when it returns. A request is entered before it is sent, because its result may come before the response to it.
 */
public final class AskedCommitments {

    /**
     * One instance that a destination has stored.
     *
     * @param number the journal's number for this way of this instance
     * @param reference which instance
     * @param attempts how often it was not stored, or not committed
     * @param requests how often its commitment was asked for since it was stored
     */
    public record Asked(long number, InstanceReference reference, int attempts, int requests) {}

    private static final String SELECT = """
            SELECT delivery.id, delivery.attempts, delivery.requests, delivery.destination,
                COALESCE(report.sop_class_uid, loop.sop_class_uid) AS sop_class_uid,
                COALESCE(report.sop_instance_uid, loop.sop_instance_uid) AS sop_instance_uid
            FROM delivery LEFT JOIN report ON report.id = delivery.report_id LEFT JOIN loop ON loop.id = delivery.loop_id
            """;

    private final Database database;

    AskedCommitments(Database database) {
        this.database = database;
    }

    /** What a destination may be asked to commit now, oldest first. */
    public List<Asked> due(String destination, Instant now, int most) {
        return database.read(connection -> Rows.all(
                connection,
                AskedCommitments::asked,
                SELECT + "WHERE delivery.state = 'stored' AND destination = ? AND next_attempt_at <= ?"
                        + " ORDER BY delivery.id LIMIT ?",
                destination,
                now,
                most));
    }

    /** When a destination may be asked next; empty where it has committed all that it has. */
    public Optional<Instant> nextDue(String destination) {
        return database.read(connection -> Rows.one(
                connection,
                row -> Rows.instant(row, "next_attempt_at"),
                "SELECT next_attempt_at FROM delivery WHERE state = 'stored' AND destination = ?"
                        + " ORDER BY next_attempt_at LIMIT 1",
                destination));
    }

    /** The destinations that have something and have not committed it. */
    public List<String> destinations() {
        return database.read(connection -> Rows.all(
                connection,
                row -> row.getString(1),
                "SELECT DISTINCT destination FROM delivery WHERE state = 'stored'"));
    }

    /** How many instances a destination has and has not committed. */
    public long outstanding(String destination) {
        return database.read(connection -> Rows.one(
                        connection,
                        Rows::number,
                        "SELECT COUNT(*) FROM delivery WHERE state = 'stored' AND destination = ?",
                        destination)
                .orElseThrow());
    }

    /** Enters a request that is about to be sent. */
    public void begin(String transactionUid, List<Asked> instances, Instant now) {
        database.commit(connection -> {
            for (Asked instance : instances) {
                Rows.change(
                        connection,
                        "INSERT INTO asked_commitment (transaction_uid, delivery_id, asked_at) VALUES (?, ?, ?)",
                        transactionUid,
                        instance.number(),
                        now);
            }
            return null;
        });
    }

    /** The destination that a request was for; empty for one that was never made. */
    public Optional<String> destinationOf(String transactionUid) {
        return database.read(connection -> Rows.one(
                connection,
                row -> row.getString(1),
                "SELECT destination FROM delivery JOIN asked_commitment ON delivery_id = delivery.id"
                        + " WHERE transaction_uid = ? LIMIT 1",
                transactionUid));
    }

    /**
     * Judges the instances of a request that are not committed yet, each by itself and all in one transaction.
     *
     * @param judge quick and without effects
     */
    public void judge(String transactionUid, Function<Asked, Verdict> judge, Instant now) {
        database.commit(connection -> {
            for (Asked instance : Rows.all(
                    connection,
                    AskedCommitments::asked,
                    SELECT + "JOIN asked_commitment ON delivery_id = delivery.id"
                            + " WHERE transaction_uid = ? AND delivery.state = 'stored'",
                    transactionUid)) {
                apply(connection, instance, judge.apply(instance), now);
            }
            return null;
        });
    }

    /** Makes dead letters of instances that a destination was asked to commit for long enough. */
    public void giveUp(List<Asked> instances, String cause, Instant now) {
        database.commit(connection -> {
            for (Asked instance : instances) {
                change(connection, instance, "failed", now, cause, now);
            }
            return null;
        });
    }

    /** What a destination stored while it was to commit counts as delivered now: it is no longer to. */
    public int settle(String destination, Instant now) {
        return database.commit(connection -> {
            List<Long> settled = Rows.all(
                    connection,
                    Rows::number,
                    "SELECT id FROM delivery WHERE state = 'stored' AND destination = ?",
                    destination);
            for (long number : settled) {
                Outbox.finish(connection, number, now);
            }
            return settled.size();
        });
    }

    private static void apply(Connection connection, Asked instance, Verdict verdict, Instant now) throws SQLException {
        switch (verdict) {
            case Verdict.Committed _ -> {
                Rows.change(connection, "UPDATE delivery SET committed_at = ? WHERE id = ?", now, instance.number());
                Outbox.finish(connection, instance.number(), now);
            }
            case Verdict.Unsaid _ -> {}
            // Not an attempt: that is to store it, and a result that comes in between must not find one more.
            case Verdict.AskAgain(Instant at, String cause) ->
                Rows.change(
                        connection,
                        "UPDATE delivery SET requests = requests + 1, next_attempt_at = ?, changed_at = ?, cause = ?"
                                + " WHERE id = ? AND state = 'stored'",
                        at,
                        now,
                        cause,
                        instance.number());
            case Verdict.StoreAgain(Instant at, String cause) ->
                change(connection, instance, "waiting", at, cause, now);
            case Verdict.GiveUp(String cause) -> change(connection, instance, "failed", now, cause, now);
        }
    }

    private static void change(
            Connection connection, Asked instance, String state, Instant at, String cause, Instant now)
            throws SQLException {
        Rows.change(
                connection,
                "UPDATE delivery SET state = ?, attempts = attempts + 1, next_attempt_at = ?, changed_at = ?, cause = ?"
                        + " WHERE id = ? AND state = 'stored'",
                state,
                at,
                now,
                cause,
                instance.number());
    }

    private static Asked asked(ResultSet row) throws SQLException {
        return new Asked(
                row.getLong("id"),
                new InstanceReference(row.getString("sop_class_uid"), row.getString("sop_instance_uid")),
                row.getInt("attempts"),
                row.getInt("requests"));
    }
}
