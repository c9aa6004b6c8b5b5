package org.echoscribe.journal;

/** The journal could not be read or written: a fault of the disk or the database, never of one loop. */
public final class JournalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
