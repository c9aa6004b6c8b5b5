package org.echoscribe.dicom.network;

import java.io.IOException;

/** A handler's refusal of one operation or notification; its status becomes the response's. */
public final class DimseRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient DimseStatus status;

    /** A refusal with the status to answer. */
    public DimseRefusedException(DimseStatus status) {
        super("refused with status " + status);
        this.status = status;
    }

    /** The status to answer. */
    public DimseStatus status() {
        return status;
    }
}
