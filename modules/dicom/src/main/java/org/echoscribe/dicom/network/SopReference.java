package org.echoscribe.dicom.network;

/**
 * One SOP Instance by its two identifiers: an item of a Referenced SOP Sequence (0008,1199).
 *
 * @param sopClassUid Referenced SOP Class UID (0008,1150), 1 to 64 digits and dots
 * @param sopInstanceUid Referenced SOP Instance UID (0008,1155), 1 to 64 digits and dots; a peer's word, never a file name
 */
public record SopReference(String sopClassUid, String sopInstanceUid) {
    /** Checks the form of both. */
    public SopReference {
        Uid.require(sopClassUid, "Referenced SOP Class UID");
        Uid.require(sopInstanceUid, "Referenced SOP Instance UID");
    }
}
