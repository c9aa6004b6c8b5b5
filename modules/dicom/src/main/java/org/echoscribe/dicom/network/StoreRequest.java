package org.echoscribe.dicom.network;

/**
 * One C-STORE request whose data set is about to arrive.
 *
 * @param association who sends it
 * @param sopClassUid Affected SOP Class UID, equal to the abstract syntax of its presentation context
 * @param sopInstanceUid Affected SOP Instance UID: 1 to 64 digits and dots; a peer's word, never a file name
 * @param transferSyntaxUid the encoding of the bytes that follow
 */
public record StoreRequest(
        AssociationInfo association, String sopClassUid, String sopInstanceUid, String transferSyntaxUid) {}
