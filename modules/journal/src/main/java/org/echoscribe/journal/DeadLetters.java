package org.echoscribe.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What failed for good. It works on the journal alone, so it may be asked beside a running node or without one. */
public final class DeadLetters {

    private static final String SELECT_LOOPS = """
            SELECT 'L' || loop.id AS letter, loop.sop_instance_uid, loop.study_instance_uid, NULL AS destination,
                labelling.detail || CASE labelling.cause WHEN '' THEN '' ELSE ': ' || labelling.cause END AS cause,
                labelling.analysis_started_at AS since, 1 AS attempts
            FROM loop JOIN labelling ON labelling.id = loop.labelling_id
            WHERE loop.state = 'failed' AND NOT labelling.dismissed
            """;
    private static final String SELECT_DELIVERIES = """
            SELECT 'D' || delivery.id AS letter,
                COALESCE(report.sop_instance_uid, loop.sop_instance_uid) AS sop_instance_uid,
                COALESCE(report.study_instance_uid, loop.study_instance_uid) AS study_instance_uid,
                delivery.destination, delivery.cause, delivery.changed_at AS since, delivery.attempts
            FROM delivery LEFT JOIN report ON report.id = delivery.report_id
                LEFT JOIN loop ON loop.id = delivery.loop_id
            WHERE delivery.state = 'failed'
            """;
    private static final String SELECT_COMMITMENTS = """
            SELECT 'C' || id AS letter, transaction_uid AS sop_instance_uid, '' AS study_instance_uid,
                calling_ae_title AS destination, cause, changed_at AS since, attempts
            FROM commitment WHERE state = 'failed'
            """;

    private static final String SELECT_NOTIFICATIONS = """
            SELECT 'N' || id AS letter, '' AS sop_instance_uid, study_instance_uid, destination, cause,
                changed_at AS since, attempts
            FROM availability WHERE state = 'failed'
            """;

    private final Database database;
    private final Turns turns;

    DeadLetters(Database database, Turns insideTransaction) {
        this.database = database;
        this.turns = insideTransaction;
    }

    /** All of them, loops before deliveries before commitments before notifications, oldest first. */
    public List<DeadLetter> list() {
        return database.read(connection -> {
            List<DeadLetter> letters =
                    new ArrayList<>(Rows.all(connection, DeadLetters::letter, SELECT_LOOPS + "ORDER BY loop.id"));
            letters.addAll(Rows.all(connection, DeadLetters::letter, SELECT_DELIVERIES + "ORDER BY delivery.id"));
            letters.addAll(Rows.all(connection, DeadLetters::letter, SELECT_COMMITMENTS + "ORDER BY id"));
            letters.addAll(Rows.all(connection, DeadLetters::letter, SELECT_NOTIFICATIONS + "ORDER BY id"));
            return letters;
        });
    }

    /** The one with this id. */
    public Optional<DeadLetter> find(String id) {
        return list().stream().filter(letter -> letter.id().equals(id)).findFirst();
    }

    /**
     * Tries it again from the beginning: a loop is labelled anew, a report or object is offered again with the bytes that
     * it has, a request for commitment is decided and answered again, also one that only waits. A node that runs takes it
     * up within seconds, a stopped one when it starts.
     *
     * @return false when there is nothing to try again under this id
     */
    public boolean retry(String id, Instant now) {
        return database.commit(connection -> {
            OptionalLong loop = number(id, 'L');
            if (loop.isPresent()) {
                return retryLoop(connection, loop.getAsLong(), now);
            }
            OptionalLong delivery = number(id, 'D');
            if (delivery.isPresent()) {
                return retryDelivery(connection, delivery.getAsLong(), now);
            }
            OptionalLong notification = number(id, 'N');
            if (notification.isPresent()) {
                return retryNotification(connection, notification.getAsLong(), now);
            }
            OptionalLong commitment = number(id, 'C');
            return commitment.isPresent() && retryCommitment(connection, commitment.getAsLong(), now);
        });
    }

    /**
     * Takes it off the list for good. The object and its outcome stay in the journal.
     *
     * @return false when there is nothing to give up under this id
     */
    public boolean discard(String id, Instant now) {
        return database.commit(connection -> {
            OptionalLong loop = number(id, 'L');
            if (loop.isPresent()) {
                return Rows.change(
                                connection,
                                "UPDATE labelling SET dismissed = TRUE WHERE NOT dismissed AND id ="
                                        + " (SELECT labelling_id FROM loop WHERE id = ? AND state = 'failed')",
                                loop.getAsLong())
                        == 1;
            }
            return discard(connection, "delivery", "'failed'", number(id, 'D'), now)
                    || discard(connection, "availability", "'failed'", number(id, 'N'), now)
                    || discard(connection, "commitment", "'waiting', 'failed'", number(id, 'C'), now);
        });
    }

    /** Gives up what stands under this number in one of these states; false where there is no number or nothing. */
    private static boolean discard(Connection connection, String table, String states, OptionalLong number, Instant now)
            throws SQLException {
        return number.isPresent()
                && Rows.change(
                                connection,
                                "UPDATE " + table
                                        + " SET state = 'discarded', changed_at = ? WHERE id = ? AND state IN ("
                                        + states + ")",
                                now,
                                number.getAsLong())
                        == 1;
    }

    private boolean retryLoop(Connection connection, long number, Instant now) throws SQLException {
        Optional<Long> labelling = Rows.one(
                connection, Rows::number, "SELECT labelling_id FROM loop WHERE id = ? AND state = 'failed'", number);
        if (labelling.isEmpty()) {
            return false;
        }
        Rows.change(
                connection,
                "UPDATE loop SET state = ?, labelling_id = NULL WHERE id = ?",
                LoopState.RECEIVED.stored(),
                number);
        Rows.change(connection, "DELETE FROM labelling WHERE id = ?", labelling.get());
        String study = Rows.one(
                        connection, row -> row.getString(1), "SELECT study_instance_uid FROM loop WHERE id = ?", number)
                .orElseThrow();
        Studies.reopen(connection, study);
        turns.giveNow(Step.LABEL, Long.toString(number), now);
        return true;
    }

    private boolean retryDelivery(Connection connection, long number, Instant now) throws SQLException {
        record Retried(String destination, Step step) {}
        Optional<Retried> retried = Rows.one(
                connection,
                row -> new Retried(row.getString(1), row.getBoolean(2) ? Step.FORWARD : Step.DELIVER),
                """
                UPDATE delivery SET state = 'waiting', attempts = 0, next_attempt_at = ?, changed_at = ?
                WHERE id = ? AND state = 'failed' RETURNING destination, loop_id IS NOT NULL
                """,
                now,
                now,
                number);
        retried.ifPresent(delivery -> turns.giveNow(delivery.step(), delivery.destination(), now));
        return retried.isPresent();
    }

    private boolean retryNotification(Connection connection, long number, Instant now) throws SQLException {
        Optional<String> destination = Rows.one(
                connection,
                row -> row.getString(1),
                "UPDATE availability SET state = 'changed', attempts = 0, next_attempt_at = ?, changed_at = ?"
                        + " WHERE id = ? AND state = 'failed' RETURNING destination",
                now,
                now,
                number);
        destination.ifPresent(name -> turns.giveNow(Step.NOTIFY, name, now));
        return destination.isPresent();
    }

    private boolean retryCommitment(Connection connection, long number, Instant now) throws SQLException {
        int retried = Rows.change(
                connection,
                "UPDATE commitment SET state = 'waiting', attempts = 0, changed_at = ?"
                        + " WHERE id = ? AND state IN ('waiting', 'failed')",
                now,
                number);
        if (retried == 1) {
            turns.giveNow(Step.COMMITMENT, Long.toString(number), now);
        }
        return retried == 1;
    }

    private static OptionalLong number(String id, char kind) {
        if (id.length() < 2 || id.charAt(0) != kind) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(id.substring(1)));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static DeadLetter letter(ResultSet row) throws SQLException {
        return new DeadLetter(
                row.getString("letter"),
                row.getString("sop_instance_uid"),
                row.getString("study_instance_uid"),
                Optional.ofNullable(row.getString("destination")),
                row.getString("cause"),
                Rows.instant(row, "since"),
                row.getInt("attempts"));
    }
}
