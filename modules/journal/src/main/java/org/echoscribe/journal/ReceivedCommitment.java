package org.echoscribe.journal;

import java.time.Instant;
import java.util.List;

/**
 * A sender's request that we commit what it sent (PS3.4 annex J, as SCP).
 *
 * @param number the journal's number for it
 * @param transactionUid the sender's name for it
 * @param callingAeTitle who asked, and is to be told
 * @param references the instances in question, in the sender's order
 * @param requestedAt when it was first asked
 * @param waiting true until the sender has taken the answer
 * @param attempts how often the sender refused the answer
 * @param cause why it was not answered yet; empty at first
 */
public record ReceivedCommitment(
        long number,
        String transactionUid,
        String callingAeTitle,
        List<InstanceReference> references,
        Instant requestedAt,
        boolean waiting,
        int attempts,
        String cause) {

    public ReceivedCommitment {
        references = List.copyOf(references);
    }
}
