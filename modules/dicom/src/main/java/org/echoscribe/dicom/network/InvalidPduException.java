package org.echoscribe.dicom.network;

import java.io.IOException;

/** Bytes from a peer that are no valid PDU, with the A-ABORT reason for it (PS3.8 table 9-26). */
final class InvalidPduException extends IOException {
    private static final long serialVersionUID = 1L;

    static final int REASON_NOT_SPECIFIED = 0;
    static final int UNRECOGNIZED_PDU = 1;
    static final int UNEXPECTED_PDU = 2;
    static final int UNRECOGNIZED_PDU_PARAMETER = 4;
    static final int UNEXPECTED_PDU_PARAMETER = 5;
    static final int INVALID_PDU_PARAMETER_VALUE = 6;

    private final int reason;

    InvalidPduException(int reason, String message) {
        super(message);
        this.reason = reason;
    }

    int reason() {
        return reason;
    }
}
