package org.echoscribe.node.backfill;

import java.io.IOException;

/** An archive that answered, and not as was hoped; the message says what to do. */
public final class ArchiveException extends IOException {
    private static final long serialVersionUID = 1L;

    ArchiveException(String message) {
        super(message);
    }
}
