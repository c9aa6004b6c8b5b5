package org.echoscribe.journal;

import java.io.IOException;

/** The spool refuses a new object, because less space is left than the node wants to keep free: DICOM status A700H. */
public final class DiskLowException extends IOException {

    private static final long serialVersionUID = 1L;

    DiskLowException(long freeBytes, long minimumFreeBytes) {
        super("Disk low: " + freeBytes + " bytes are free in the data directory and " + minimumFreeBytes
                + " must stay free. Make room, or lower storage.minimum-free-space");
    }
}
