package org.echoscribe.dicom.network;

import java.util.List;

/**
 * How a retrieval ended.
 *
 * @param status 0000H all, B000H some failed, FE00H cancelled; A701H, A702H, A801H, A900H, C000H to CFFFH nothing
 * @param subOperations the last counts
 * @param failedSopInstanceUids Failed SOP Instance UID List (0008,0058), where the peer gave it
 */
public record RetrieveResult(DimseStatus status, SubOperations subOperations, List<String> failedSopInstanceUids) {
    /** Copies the list. */
    public RetrieveResult {
        failedSopInstanceUids = List.copyOf(failedSopInstanceUids);
    }

    /** Whether everything that matched has arrived. */
    public boolean isComplete() {
        return status.isSuccess() && subOperations.failed() == 0;
    }
}
