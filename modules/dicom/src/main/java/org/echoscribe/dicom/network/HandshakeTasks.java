package org.echoscribe.dicom.network;

import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLEngine;

/**
 * The expensive part of handshakes, signing and verifying. It runs on so few threads at once that a processor is left for
 * associations, however many strangers shake hands: virtual threads that compute do not give way to others.
 */
final class HandshakeTasks {
    private static final Semaphore TURNS =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() - 1), true);

    private HandshakeTasks() {}

    static void run(SSLEngine engine) throws InterruptedIOException {
        try {
            TURNS.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted within a TLS handshake");
        }
        try {
            for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                task.run();
            }
        } finally {
            TURNS.release();
        }
    }
}
