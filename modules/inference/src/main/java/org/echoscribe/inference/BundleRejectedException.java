package org.echoscribe.inference;

import java.io.IOException;

/** A model bundle is not used; the message says which bundle and file, what is wrong, and what to do. */
public final class BundleRejectedException extends IOException {

    public BundleRejectedException(String message) {
        super(message);
    }

    public BundleRejectedException(String message, Throwable cause) {
        super(message, cause);
    }
}
