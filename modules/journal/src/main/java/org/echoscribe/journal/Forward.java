package org.echoscribe.journal;

import java.time.Instant;

/**
 * One received object on its way to one destination, byte for byte as it came.
 *
 * @param number the journal's number for it
 * @param object what is sent
 * @param destination the destination's name in the configuration
 * @param attempts how often it was offered and not taken, or its commitment asked for and not given
 * @param nextAttemptAt not to be offered before this
 * @param cause why it was not taken the last time; empty at first
 */
public record Forward(
        long number, ReceivedLoop object, String destination, int attempts, Instant nextAttemptAt, String cause)
        implements Outgoing {

    @Override
    public String sopClassUid() {
        return object.loop().sopClassUid();
    }

    @Override
    public String sopInstanceUid() {
        return object.loop().sopInstanceUid();
    }

    @Override
    public String studyInstanceUid() {
        return object.loop().studyInstanceUid();
    }
}
