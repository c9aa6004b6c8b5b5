package org.echoscribe.node.backfill;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.echoscribe.dicom.network.AssociationException;
import org.echoscribe.journal.RetryDelays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps an association with the archive for as long as it lives, and makes another one when it does not. */
final class Connected implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Connected.class);
    private static final int ATTEMPTS = 4;

    private final Opening opening;
    private final RetryDelays delays;
    private Optional<Archive> open = Optional.empty();

    /** Makes an association. */
    @FunctionalInterface
    interface Opening {
        Archive open() throws IOException;
    }

    /** Something to ask the archive. */
    @FunctionalInterface
    interface Call<T> {
        T of(Archive archive) throws IOException;
    }

    Connected(Opening opening, RetryDelays delays) {
        this.opening = opening;
        this.delays = delays;
    }

    /**
     * Asks, and asks again over another association where the first did not live.
     *
     * @throws IOException when several did not
     */
    <T> T call(Call<T> call) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                if (open.isEmpty()) {
                    open = Optional.of(opening.open());
                }
                return call.of(open.get());
            } catch (AssociationException.NotAccepted e) {
                throw e;
            } catch (AssociationException e) {
                close();
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                Duration delay = delays.after(attempt);
                LOG.warn("{}; trying again in {} s", e.getMessage(), delay.toSeconds());
                sleep(delay);
            }
        }
    }

    /** Releases the association; the next call makes another one. */
    @Override
    public void close() {
        open.ifPresent(Archive::close);
        open = Optional.empty();
    }

    private static void sleep(Duration delay) throws IOException {
        try {
            Thread.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
