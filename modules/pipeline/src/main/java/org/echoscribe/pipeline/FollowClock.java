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

/** Lets what waits in the journal follow the machine's clock where that is set back, within seconds. */
final class FollowClock implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(FollowClock.class);

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final Journal journal;
    private final ClockWatch clock = new ClockWatch();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("clock").factory());

    private FollowClock(Journal journal) {
        this.journal = journal;
    }

    static FollowClock start(Journal journal) {
        FollowClock following = new FollowClock(journal);
        ScheduledFuture<?> _ = following.thread.scheduleWithFixedDelay(
                following::look, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return following;
    }

    private void look() {
        clock.setBackBy().ifPresent(by -> {
            log.atWarn()
                    .addKeyValue("seconds", by.toSeconds())
                    .log("The machine's clock was set back; what waits follows it. Check its time server");
            try {
                journal.clockWasSetBack(by, Instant.now());
            } catch (RuntimeException e) {
                log.atWarn().setCause(e).log("What waits could not follow the clock and may wait longer");
            }
        });
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
