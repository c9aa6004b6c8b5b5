package org.echoscribe.journal;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.echoscribe.vocabulary.Loop;
import org.echoscribe.vocabulary.Outcome;
import org.echoscribe.vocabulary.Scores;

/** How a loop and its outcome are written in rows and read back. */
final class LoopRows {

    /** Every column of a loop with its current ledger entry, where it has one. */
    static final String SELECT = """
            SELECT loop.*, labelling.model_sha256, labelling.policy, labelling.analysis_started_at, labelling.outcome,
                labelling.reason, labelling.detail, labelling.cause, labelling.probabilities, labelling.frame_indices,
                labelling.total_frames, labelling.repeated_cyclically
            FROM loop LEFT JOIN labelling ON labelling.id = loop.labelling_id
            """;

    private LoopRows() {}

    static ReceivedLoop loop(ResultSet row) throws SQLException {
        return new ReceivedLoop(
                row.getLong("id"),
                new Loop(
                        row.getString("sop_instance_uid"),
                        row.getString("sop_class_uid"),
                        row.getString("study_instance_uid"),
                        row.getString("series_instance_uid"),
                        row.getString("transfer_syntax_uid"),
                        row.getString("content_sha256")),
                new StoredObject(
                        row.getString("spool_path"), row.getString("content_sha256"), row.getLong("content_bytes")),
                row.getString("calling_ae_title"),
                Rows.instant(row, "received_at"),
                Priority.of(row.getInt("priority")),
                LoopState.ofStored(row.getString("state")),
                row.getBoolean("uid_used_before"),
                samePixelsAs(row),
                row.getString("outcome") == null ? Optional.empty() : Optional.of(labelling(row)));
    }

    private static OptionalLong samePixelsAs(ResultSet row) throws SQLException {
        long number = row.getLong("same_pixels_as");
        return number == 0 ? OptionalLong.empty() : OptionalLong.of(number);
    }

    static Labelling labelling(ResultSet row) throws SQLException {
        return new Labelling(
                row.getString("model_sha256"),
                row.getString("policy"),
                Rows.instant(row, "analysis_started_at"),
                outcome(row),
                row.getString("cause"),
                indices(row.getString("frame_indices")),
                row.getInt("total_frames"),
                row.getBoolean("repeated_cyclically"));
    }

    static String indices(List<Integer> indices) {
        return indices.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private static List<Integer> indices(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(" ")).map(Integer::valueOf).toList();
    }

    private static Outcome outcome(ResultSet row) throws SQLException {
        String reason = row.getString("reason");
        String detail = row.getString("detail");
        return switch (row.getString("outcome")) {
            case "classified" -> new Outcome.Classified(scores(row.getBytes("probabilities")));
            case "abstained" -> new Outcome.Abstained(scores(row.getBytes("probabilities")));
            case "not attempted" -> new Outcome.NotAttempted(Outcome.NotAttemptedReason.valueOf(reason), detail);
            case "failed" -> new Outcome.Failed(Outcome.FailureReason.valueOf(reason), detail);
            case String unknown -> throw new SQLException("Unknown outcome in the journal: " + unknown);
        };
    }

    static String outcomeName(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Classified _ -> "classified";
            case Outcome.Abstained _ -> "abstained";
            case Outcome.NotAttempted _ -> "not attempted";
            case Outcome.Failed _ -> "failed";
        };
    }

    static String reason(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Classified _, Outcome.Abstained _ -> "";
            case Outcome.NotAttempted set -> set.reason().name();
            case Outcome.Failed failed -> failed.reason().name();
        };
    }

    static String detail(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Classified _, Outcome.Abstained _ -> "";
            case Outcome.NotAttempted set -> set.detail();
            case Outcome.Failed failed -> failed.detail();
        };
    }

    static byte[] probabilities(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Classified(Scores scores) -> bytes(scores);
            case Outcome.Abstained(Scores scores) -> bytes(scores);
            case Outcome.NotAttempted _, Outcome.Failed _ -> null;
        };
    }

    /** The state of a loop once its outcome is known. */
    static LoopState stateAfter(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Classified _, Outcome.Abstained _ -> LoopState.LABELLED;
            case Outcome.NotAttempted _ -> LoopState.NOT_ATTEMPTED;
            case Outcome.Failed _ -> LoopState.FAILED;
        };
    }

    static byte[] bytes(Scores scores) {
        float[] probabilities = scores.probabilities();
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * probabilities.length);
        bytes.asFloatBuffer().put(probabilities);
        return bytes.array();
    }

    static Scores scores(byte[] bytes) {
        float[] probabilities = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(probabilities);
        return new Scores(probabilities);
    }
}
