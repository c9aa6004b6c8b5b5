package org.echoscribe.dicom.network;

import java.util.Optional;

/**
 * One C-STORE request whose data set is about to arrive.
 *
 * @param association who sends it
 * @param sopClassUid Affected SOP Class UID, equal to the abstract syntax of its presentation context
 * @param sopInstanceUid Affected SOP Instance UID: 1 to 64 digits and dots; a peer's word, never a file name
 * @param transferSyntaxUid the encoding of the bytes that follow
 * @param moveOriginatorAeTitle who asked the sender for this object by C-MOVE (0000,1030), in the form of {@link
 *     AssociationInfo#callingAeTitle}; empty when nobody did
 */
public record StoreRequest(
        AssociationInfo association,
        String sopClassUid,
        String sopInstanceUid,
        String transferSyntaxUid,
        Optional<String> moveOriginatorAeTitle) {

    /** A request that no C-MOVE stands behind. */
    public StoreRequest(
            AssociationInfo association, String sopClassUid, String sopInstanceUid, String transferSyntaxUid) {
        this(association, sopClassUid, sopInstanceUid, transferSyntaxUid, Optional.empty());
    }
}
