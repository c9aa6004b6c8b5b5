package org.echoscribe.inference;

/** A loop got no scores; the message says why, and whether trying again can help. */
public final class InferenceException extends RuntimeException {

    public InferenceException(String message) {
        super(message);
    }

    public InferenceException(String message, Throwable cause) {
        super(message, cause);
    }
}
