package org.echoscribe.journal;

/**
 * A fault that would hit every item alike, such as a full disk: the step pauses, and no item counts it as a failure of
 * its own.
 */
public final class StepBlockedException extends Exception {

    private static final long serialVersionUID = 1L;

    public StepBlockedException(String message, Throwable cause) {
        super(message, cause);
    }
}
