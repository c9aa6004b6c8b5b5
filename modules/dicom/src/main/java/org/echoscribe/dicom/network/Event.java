package org.echoscribe.dicom.network;

/** The events of the upper layer (PS3.8 table 9-10), in the standard's order. */
enum Event {
    A_ASSOCIATE_REQUEST("A-ASSOCIATE request"),
    TRANSPORT_CONNECT_CONFIRMATION("transport connect confirmation"),
    A_ASSOCIATE_AC_PDU("A-ASSOCIATE-AC PDU"),
    A_ASSOCIATE_RJ_PDU("A-ASSOCIATE-RJ PDU"),
    TRANSPORT_CONNECTION_INDICATION("transport connection indication"),
    A_ASSOCIATE_RQ_PDU("A-ASSOCIATE-RQ PDU"),
    A_ASSOCIATE_ACCEPT("A-ASSOCIATE response (accept)"),
    A_ASSOCIATE_REJECT("A-ASSOCIATE response (reject)"),
    P_DATA_REQUEST("P-DATA request"),
    P_DATA_TF_PDU("P-DATA-TF PDU"),
    A_RELEASE_REQUEST("A-RELEASE request"),
    A_RELEASE_RQ_PDU("A-RELEASE-RQ PDU"),
    A_RELEASE_RP_PDU("A-RELEASE-RP PDU"),
    A_RELEASE_RESPONSE("A-RELEASE response"),
    A_ABORT_REQUEST("A-ABORT request"),
    A_ABORT_PDU("A-ABORT PDU"),
    TRANSPORT_CLOSED("transport connection closed"),
    ARTIM_EXPIRED("ARTIM timer expired"),
    INVALID_PDU("unrecognized or invalid PDU");

    private final String meaning;

    Event(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String toString() {
        return "Evt" + (ordinal() + 1) + " (" + meaning + ")";
    }
}
