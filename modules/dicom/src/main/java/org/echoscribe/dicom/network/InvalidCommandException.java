package org.echoscribe.dicom.network;

import java.io.IOException;

/** Bytes that are no DIMSE command set, or one that makes no sense where it stands. */
final class InvalidCommandException extends IOException {
    private static final long serialVersionUID = 1L;

    InvalidCommandException(String message) {
        super("invalid command set: " + message);
    }
}
