package org.echoscribe.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.echoscribe.journal.Journal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks twice a minute for what nobody tells the node: that another process has changed the journal, such as a person who
 * retries dead letters, and that certificates were renewed or are about to end.
 */
final class Sweep implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Sweep.class);

    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final Journal journal;
    private final CertificateWatch certificates;
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sweep").factory());

    private Sweep(Journal journal, CertificateWatch certificates) {
        this.journal = journal;
        this.certificates = certificates;
    }

    static Sweep start(Journal journal, CertificateWatch certificates) {
        Sweep sweep = new Sweep(journal, certificates);
        ScheduledFuture<?> _ = sweep.sweeper.scheduleWithFixedDelay(
                sweep::look, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return sweep;
    }

    private void look() {
        try {
            certificates.look();
            journal.giveMissingTurns(Instant.now());
        } catch (RuntimeException e) {
            log.atWarn().setCause(e).log("The journal could not be swept; the next sweep tries again");
        }
    }

    @Override
    public void close() {
        sweeper.shutdownNow();
    }
}
