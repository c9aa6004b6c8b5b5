package org.echoscribe.journal;

import java.time.Instant;
import java.util.List;
import org.echoscribe.vocabulary.Outcome;

/**
 * One entry of the ledger: what one model under one policy said about one loop.
 *
 * @param modelSha256 which model
 * @param policy the digest of thresholds and preprocessing under which it was asked
 * @param analysisStartedAt when the analysis began that gave this outcome
 * @param outcome what became of the loop
 * @param cause the chain of causes of a failure, one per line; empty otherwise
 * @param frameIndices the different frames that the network read, counted from 0; none where it was not asked
 * @param totalFrames how many frames the loop has; 0 where the network was not asked
 * @param repeatedCyclically true when the loop was shorter than the network's input
 */
public record Labelling(
        String modelSha256,
        String policy,
        Instant analysisStartedAt,
        Outcome outcome,
        String cause,
        List<Integer> frameIndices,
        int totalFrames,
        boolean repeatedCyclically) {

    public Labelling {
        frameIndices = List.copyOf(frameIndices);
    }

    /** An outcome that the network had no part in. */
    public static Labelling withoutNetwork(
            String modelSha256, String policy, Instant analysisStartedAt, Outcome outcome, String cause) {
        return new Labelling(modelSha256, policy, analysisStartedAt, outcome, cause, List.of(), 0, false);
    }
}
