package org.echoscribe.dicom.network;

import java.util.List;

/**
 * What an SCU asks with N-ACTION "Request Storage Commitment" (PS3.4 J.3.2).
 *
 * @param transactionUid Transaction UID (0008,1195), which the result will repeat
 * @param references the instances to be kept; at least one
 */
public record CommitmentRequest(String transactionUid, List<SopReference> references) {
    /** A new Transaction UID. */
    public static String newTransactionUid() {
        return Uid.random();
    }

    /** Checks that there is something to commit. */
    public CommitmentRequest {
        Uid.require(transactionUid, "Transaction UID");
        references = List.copyOf(references);
        if (references.isEmpty()) {
            throw new IllegalArgumentException("a storage commitment request names at least one instance");
        }
    }
}
