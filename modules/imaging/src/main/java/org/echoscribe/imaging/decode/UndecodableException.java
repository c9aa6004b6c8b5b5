package org.echoscribe.imaging.decode;

/** Pixel data that cannot be read; its message is the sentence that a person sees. Never leaves this package. */
final class UndecodableException extends Exception {
    private static final long serialVersionUID = 1;

    UndecodableException(String message) {
        super(message);
    }
}
