package org.echoscribe.dicom.network;

/** The actions of the upper layer (PS3.8 tables 9-6 to 9-9), each with the state that it leads to. */
enum Action {
    /** Issue a transport connect request. */
    AE_1(State.STA4),
    /** Send A-ASSOCIATE-RQ. */
    AE_2(State.STA5),
    /** Issue A-ASSOCIATE confirmation (accept). */
    AE_3(State.STA6),
    /** Issue A-ASSOCIATE confirmation (reject), close the connection. */
    AE_4(State.STA1),
    /** Accept the transport connection, start ARTIM. */
    AE_5(State.STA2),
    /** Stop ARTIM; issue A-ASSOCIATE indication where the request is acceptable to the provider. */
    AE_6(State.STA3),
    /** Send A-ASSOCIATE-AC. */
    AE_7(State.STA6),
    /** Send A-ASSOCIATE-RJ, start ARTIM. */
    AE_8(State.STA13),
    /** Send P-DATA-TF. */
    DT_1(State.STA6),
    /** Issue P-DATA indication. */
    DT_2(State.STA6),
    /** Send A-RELEASE-RQ. */
    AR_1(State.STA7),
    /** Issue A-RELEASE indication. */
    AR_2(State.STA8),
    /** Issue A-RELEASE confirmation, close the connection. */
    AR_3(State.STA1),
    /** Send A-RELEASE-RP, start ARTIM. */
    AR_4(State.STA13),
    /** Stop ARTIM. */
    AR_5(State.STA1),
    /** Issue P-DATA indication while releasing. */
    AR_6(State.STA7),
    /** Send P-DATA-TF while the peer awaits our A-RELEASE response. */
    AR_7(State.STA8),
    /** Issue A-RELEASE indication (collision); the requestor goes to Sta9, the acceptor to Sta10. */
    AR_8(State.STA9),
    /** Send A-RELEASE-RP (collision, requestor). */
    AR_9(State.STA11),
    /** Issue A-RELEASE confirmation (collision, acceptor). */
    AR_10(State.STA12),
    /** Send A-ABORT as service user, start ARTIM. */
    AA_1(State.STA13),
    /** Stop ARTIM, close the connection. */
    AA_2(State.STA1),
    /** Issue A-ABORT or A-P-ABORT indication, close the connection. */
    AA_3(State.STA1),
    /** Issue A-P-ABORT indication. */
    AA_4(State.STA1),
    /** Stop ARTIM. */
    AA_5(State.STA1),
    /** Ignore the PDU. */
    AA_6(State.STA13),
    /** Send A-ABORT. */
    AA_7(State.STA13),
    /** Send A-ABORT as service provider, issue A-P-ABORT indication, start ARTIM. */
    AA_8(State.STA13);

    private final State next;

    Action(State next) {
        this.next = next;
    }

    /** The state after this action. */
    State next(boolean requestor) {
        return this == AR_8 && !requestor ? State.STA10 : next;
    }
}
