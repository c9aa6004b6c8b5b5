package org.echoscribe.dicom.network;

import java.io.IOException;

/** A deadline passed while we waited for the peer, or the server closed and ended the wait. */
final class DeadlineExceededException extends IOException {
    private static final long serialVersionUID = 1L;

    DeadlineExceededException(String waitedFor) {
        super(waitedFor);
    }
}
