package org.echoscribe.journal;

import java.time.Instant;
import org.echoscribe.vocabulary.Outcome;

/**
 * One entry of the ledger: what one model under one policy said about one loop.
 *
 * @param modelSha256 which model
 * @param policy the digest of thresholds and preprocessing under which it was asked
 * @param analysisStartedAt when the analysis began that gave this outcome
 * @param outcome what became of the loop
 * @param cause the chain of causes of a failure, one per line; empty otherwise
 * @param framesUsed how many different frames of the loop contributed; 0 where the network was not asked
 * @param repeatedCyclically true when the loop was shorter than the network's input
 */
public record Labelling(
        String modelSha256,
        String policy,
        Instant analysisStartedAt,
        Outcome outcome,
        String cause,
        int framesUsed,
        boolean repeatedCyclically) {}
