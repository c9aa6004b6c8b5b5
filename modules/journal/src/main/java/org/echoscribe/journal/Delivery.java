package org.echoscribe.journal;

import java.time.Instant;

/**
 * One report on its way to one destination.
 *
 * @param number the journal's number for it
 * @param report what is sent
 * @param destination the destination's name in the configuration
 * @param attempts how often it was offered and not taken, or its commitment asked for and not given
 * @param nextAttemptAt not to be offered before this
 * @param cause why it was not taken the last time; empty at first
 */
public record Delivery(
        long number, Report report, String destination, int attempts, Instant nextAttemptAt, String cause)
        implements Outgoing {

    @Override
    public String sopClassUid() {
        return report.sopClassUid();
    }

    @Override
    public String sopInstanceUid() {
        return report.sopInstanceUid();
    }

    @Override
    public String studyInstanceUid() {
        return report.studyInstanceUid();
    }
}
