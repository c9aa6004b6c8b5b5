package org.echoscribe.dicom.network;

/**
 * One SOP Instance for which storage was not committed: an item of a Failed SOP Sequence (0008,1198).
 *
 * @param reference the instance
 * @param failureReason Failure Reason (0008,1197), 0000H to FFFFH; the constants here are those of PS3.3 C.14.1.1
 */
public record FailedReference(SopReference reference, int failureReason) {
    /** A general failure in processing the operation. */
    public static final int PROCESSING_FAILURE = 0x0110;

    /** One or more elements of the Referenced SOP Instance Sequence are missing: we do not have the instance. */
    public static final int NO_SUCH_OBJECT_INSTANCE = 0x0112;

    /** The SCP lacks the resources to store the instance. */
    public static final int RESOURCE_LIMITATION = 0x0213;

    /** Storage Commitment is not supported for the SOP class of this instance. */
    public static final int REFERENCED_SOP_CLASS_NOT_SUPPORTED = 0x0122;

    /** The SOP class of the reference is not that of the stored instance. */
    public static final int CLASS_INSTANCE_CONFLICT = 0x0119;

    /** The Transaction UID is already in use. */
    public static final int DUPLICATE_TRANSACTION_UID = 0x0131;

    /** Checks the range of the reason. */
    public FailedReference {
        if ((failureReason & ~0xFFFF) != 0) {
            throw new IllegalArgumentException("not a 16-bit failure reason: " + failureReason);
        }
    }
}
