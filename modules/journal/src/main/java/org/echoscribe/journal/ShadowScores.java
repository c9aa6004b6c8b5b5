package org.echoscribe.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echoscribe.vocabulary.Scores;

/**
 * What shadow models said, beside the ledger and never in it.
 *
 * <p>A loop waits for a shadow when the serving model has scored it since the shadow began and the shadow has not: that
 * follows from the ledger, so the serving model's path writes nothing for a shadow's sake and a crash loses nothing.
 */
public final class ShadowScores {

    /** What became of a loop at a shadow. */
    public enum State {
        /** It gave scores. */
        SCORED,
        /** It gave none. */
        FAILED,
        /** It was not asked: too much waited. */
        SHED
    }

    /**
     * A loop that waits.
     *
     * @param loopNumber the journal's number for it
     * @param entry the ledger's number for what the serving model said; grows with time
     * @param sopInstanceUid the loop's UID
     * @param spoolPath its file in the spool
     * @param first what the serving model said
     */
    public record Waiting(long loopNumber, long entry, String sopInstanceUid, String spoolPath, Scores first) {}

    /**
     * A loop that both models have scored.
     *
     * @param sopInstanceUid the loop's UID
     * @param studyInstanceUid its study's
     * @param first what the serving model said
     * @param firstAsserted whether its view was asserted; false where its certainty was below the threshold
     * @param shadow what the shadow said
     */
    public record Pair(
            String sopInstanceUid, String studyInstanceUid, Scores first, boolean firstAsserted, Scores shadow) {}

    private static final String FROM_WAITING = """
            FROM labelling JOIN loop ON loop.labelling_id = labelling.id
            WHERE labelling.id > ? AND analysis_started_at >= ? AND labelling.probabilities IS NOT NULL
                AND labelling.model_sha256 <> ?
                AND NOT EXISTS (SELECT 1 FROM shadow_score WHERE model_sha256 = ? AND loop_id = loop.id)
            """;

    private final Database database;

    ShadowScores(Database database) {
        this.database = database;
    }

    /**
     * The loop that has waited longest for a shadow.
     *
     * @param afterEntry the ledger's number up to which nothing waits any more; 0 if that is not known
     * @param since when the shadow began
     */
    public Optional<Waiting> next(String shadowSha256, long afterEntry, Instant since) {
        return database.read(connection -> Rows.one(
                connection,
                row -> new Waiting(
                        row.getLong("number"),
                        row.getLong("entry"),
                        row.getString("sop_instance_uid"),
                        row.getString("spool_path"),
                        LoopRows.scores(row.getBytes("probabilities"))),
                "SELECT loop.id AS number, labelling.id AS entry, sop_instance_uid, spool_path, probabilities "
                        + FROM_WAITING + " ORDER BY labelling.id LIMIT 1",
                afterEntry,
                since,
                shadowSha256,
                shadowSha256));
    }

    /** How many loops wait for a shadow; as {@link #next}. */
    public long waiting(String shadowSha256, long afterEntry, Instant since) {
        return database.read(connection -> Rows.one(
                        connection,
                        Rows::number,
                        "SELECT COUNT(*) " + FROM_WAITING,
                        afterEntry,
                        since,
                        shadowSha256,
                        shadowSha256)
                .orElseThrow());
    }

    /**
     * Gives up the loops that have waited longest, so that no more than {@code most} wait.
     *
     * @return how many were given up
     */
    public int shed(String shadowSha256, long afterEntry, Instant since, int most, String cause, Instant now) {
        return database.commit(connection -> Rows.change(
                connection,
                "INSERT INTO shadow_score (loop_id, model_sha256, state, decided_at, probabilities, cause)"
                        + " SELECT loop.id, ?, 'shed', ?, NULL, ? " + FROM_WAITING
                        + " ORDER BY labelling.id DESC LIMIT -1 OFFSET ?",
                shadowSha256,
                now,
                cause,
                afterEntry,
                since,
                shadowSha256,
                shadowSha256,
                most));
    }

    /** Records what the shadow said of a loop; the first word stays. */
    public void recordScored(long loopNumber, String shadowSha256, Scores scores, Instant now) {
        insert(loopNumber, shadowSha256, State.SCORED, LoopRows.bytes(scores), "", now);
    }

    /** Records that the shadow could not score a loop. */
    public void recordFailed(long loopNumber, String shadowSha256, String cause, Instant now) {
        insert(loopNumber, shadowSha256, State.FAILED, null, cause, now);
    }

    /** How many loops a shadow has decided, by what became of them. */
    public Map<State, Long> counts(String shadowSha256) {
        Map<State, Long> counts = new EnumMap<>(State.class);
        for (State state : State.values()) {
            counts.put(
                    state,
                    database.read(connection -> Rows.one(
                                    connection,
                                    Rows::number,
                                    "SELECT COUNT(*) FROM shadow_score WHERE model_sha256 = ? AND state = ?",
                                    shadowSha256,
                                    ModelChange.stored(state))
                            .orElseThrow()));
        }
        return counts;
    }

    /** The loops that this serving model and this shadow have both scored, in the order of their reception. */
    public List<Pair> pairs(String firstSha256, String shadowSha256) {
        return database.read(connection -> Rows.all(connection, ShadowScores::pair, """
                        SELECT sop_instance_uid, study_instance_uid, labelling.probabilities AS first_probabilities,
                            labelling.outcome AS outcome, shadow_score.probabilities AS shadow_probabilities
                        FROM shadow_score JOIN loop ON loop.id = shadow_score.loop_id
                            JOIN labelling ON labelling.id = loop.labelling_id
                        WHERE labelling.model_sha256 = ? AND shadow_score.model_sha256 = ? AND shadow_score.state = 'scored'
                            AND labelling.probabilities IS NOT NULL
                        ORDER BY loop.id
                        """, firstSha256, shadowSha256));
    }

    private static Pair pair(ResultSet row) throws SQLException {
        return new Pair(
                row.getString("sop_instance_uid"),
                row.getString("study_instance_uid"),
                LoopRows.scores(row.getBytes("first_probabilities")),
                row.getString("outcome").equals("classified"),
                LoopRows.scores(row.getBytes("shadow_probabilities")));
    }

    private void insert(
            long loopNumber, String shadowSha256, State state, byte[] probabilities, String cause, Instant now) {
        database.commit(connection -> Rows.change(
                connection,
                "INSERT INTO shadow_score (loop_id, model_sha256, state, decided_at, probabilities, cause)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                loopNumber,
                shadowSha256,
                ModelChange.stored(state),
                now,
                probabilities,
                cause));
    }
}
