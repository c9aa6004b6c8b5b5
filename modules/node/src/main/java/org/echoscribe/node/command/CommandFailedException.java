package org.echoscribe.node.command;

/** Ends a command with exit code 1 and a sentence for the person who typed it: what happened, and what to do next. */
public final class CommandFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CommandFailedException(String message) {
        super(message);
    }

    public CommandFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
