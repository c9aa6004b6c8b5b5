package org.echoscribe.study.cli;

/** What was asked for cannot be done as it was asked; the message says what to ask instead. */
final class WrongUsageException extends Exception {

    private static final long serialVersionUID = 1L;

    WrongUsageException(String message) {
        super(message);
    }
}
