package org.echoscribe.dicom.network;

import java.io.IOException;

/** What was to be sent could not be read. */
final class LocalReadException extends IOException {
    private static final long serialVersionUID = 1L;

    LocalReadException(String message, Throwable cause) {
        super(message, cause);
    }
}
