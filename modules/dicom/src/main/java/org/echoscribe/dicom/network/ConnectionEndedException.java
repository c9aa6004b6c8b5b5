package org.echoscribe.dicom.network;

import java.io.IOException;

/** The peer closed the connection within a PDU. */
final class ConnectionEndedException extends IOException {
    private static final long serialVersionUID = 1L;

    ConnectionEndedException() {
        super("the peer closed the connection within a PDU");
    }
}
