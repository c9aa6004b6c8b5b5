package org.echoscribe.dicom.network;

import java.io.IOException;

/** A store handler's refusal of one object; its status becomes the C-STORE response. */
public final class StoreRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient StoreStatus status;

    /** A refusal with the status to answer. */
    public StoreRefusedException(StoreStatus status) {
        super("object refused with status " + status);
        this.status = status;
    }

    /** A refusal with the status to answer and what caused it. */
    public StoreRefusedException(StoreStatus status, Throwable cause) {
        super("object refused with status " + status, cause);
        this.status = status;
    }

    /** The status to answer. */
    public StoreStatus status() {
        return status;
    }
}
