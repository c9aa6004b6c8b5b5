package org.echoscribe.dicom.network;

/** What became of one object that we sent. */
public sealed interface StoreResult {

    /** Whether the receiver has the object (success or warning). */
    boolean stored();

    /** One line for a person. */
    String description();

    /** The receiver answered. */
    record Answered(StoreStatus status) implements StoreResult {
        @Override
        public boolean stored() {
            return status.isSuccess() || status.isWarning();
        }

        @Override
        public String description() {
            return "status " + status;
        }
    }

    /**
     * Nothing was sent: the receiver accepted no presentation context for this kind of object.
     *
     * @param sopClassUid the object's SOP class
     * @param transferSyntaxUid the object's encoding
     */
    record NoPresentationContext(String sopClassUid, String transferSyntaxUid) implements StoreResult {
        @Override
        public boolean stored() {
            return false;
        }

        @Override
        public String description() {
            return "no accepted presentation context for SOP class " + sopClassUid + " in transfer syntax "
                    + transferSyntaxUid;
        }
    }
}
