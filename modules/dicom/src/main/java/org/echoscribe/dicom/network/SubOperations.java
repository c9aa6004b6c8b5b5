package org.echoscribe.dicom.network;

/**
 * How far a retrieval is, in C-STORE sub-operations, as the peer counts them (PS3.4 tables C.4-2 and C.4-3). Peers leave
 * counts out, most often in responses that are not pending; those are 0 here.
 *
 * @param remaining not begun or under way
 * @param completed with success
 * @param failed without success
 * @param warning with a warning: the receiver has the object
 */
public record SubOperations(int remaining, int completed, int failed, int warning) {

    static SubOperations of(CommandSet response) {
        return new SubOperations(
                response.unsignedShort(CommandSet.NUMBER_OF_REMAINING_SUBOPERATIONS)
                        .orElse(0),
                response.unsignedShort(CommandSet.NUMBER_OF_COMPLETED_SUBOPERATIONS)
                        .orElse(0),
                response.unsignedShort(CommandSet.NUMBER_OF_FAILED_SUBOPERATIONS)
                        .orElse(0),
                response.unsignedShort(CommandSet.NUMBER_OF_WARNING_SUBOPERATIONS)
                        .orElse(0));
    }

    /** How many objects have arrived at their receiver. */
    public int arrived() {
        return completed + warning;
    }
}
