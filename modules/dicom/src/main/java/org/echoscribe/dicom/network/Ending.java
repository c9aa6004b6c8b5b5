package org.echoscribe.dicom.network;

/**
 * How an association ends.
 *
 * @param event what ends it
 * @param reason the A-ABORT reason in case the state table asks for one by the service provider
 * @param text for the log and for exceptions
 */
record Ending(Event event, int reason, String text) {

    static Ending by(Event event, String text) {
        return new Ending(event, InvalidPduException.UNEXPECTED_PDU, text);
    }

    static Ending by(InvalidPduException e) {
        return new Ending(Event.INVALID_PDU, e.reason(), e.getMessage());
    }

    /** The service user's A-ABORT, for what the state table does not know: deadlines, shutdown, errors of DIMSE. */
    static Ending byUser(String text) {
        return new Ending(Event.A_ABORT_REQUEST, InvalidPduException.REASON_NOT_SPECIFIED, text);
    }

    /** Whether it is what the protocol foresees when all is well. */
    boolean isOrderly() {
        return event == Event.A_RELEASE_RQ_PDU;
    }
}
