package org.echoscribe.dicom.network;

import java.util.List;

/**
 * A decoded A-ASSOCIATE-RQ PDU (PS3.8 table 9-11).
 *
 * @param protocolVersion a bit field, bit 0 for version 1
 * @param applicationContext its name; empty when the item is missing
 * @param contexts in the peer's order, with unique odd identifiers
 */
record AssociateRequest(
        int protocolVersion,
        String calledAeTitle,
        String callingAeTitle,
        String applicationContext,
        List<ProposedContext> contexts,
        UserInformation userInformation) {

    /** DICOM's only application context name (PS3.7 annex A). */
    static final String DICOM_APPLICATION_CONTEXT = "1.2.840.10008.3.1.1.1";

    static final int MAX_CONTEXTS = 128;

    /** One presentation context item with its identifier. */
    record ProposedContext(int id, PresentationContextRequest request) {}
}
