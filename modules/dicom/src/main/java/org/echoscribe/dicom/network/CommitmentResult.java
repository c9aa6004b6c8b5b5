package org.echoscribe.dicom.network;

import java.util.List;

/**
 * What an SCP reports with N-EVENT-REPORT (PS3.4 J.3.3): event type 1 when nothing failed, 2 when something did.
 *
 * @param transactionUid Transaction UID (0008,1195) of the request
 * @param committed the instances that are kept
 * @param failed the instances that are not, with reasons
 */
public record CommitmentResult(String transactionUid, List<SopReference> committed, List<FailedReference> failed) {
    /** Copies the lists. */
    public CommitmentResult {
        Uid.require(transactionUid, "Transaction UID");
        committed = List.copyOf(committed);
        failed = List.copyOf(failed);
    }

    /** Whether every instance of the request is kept. */
    public boolean isComplete() {
        return failed.isEmpty();
    }
}
