package org.echoscribe.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Notices that the machine's clock has been set back, as time servers and people do, by holding it against the clock that
 * only counts on. Used by one thread at a time.
 */
final class ClockWatch {

    /** Slewing and the time between reading the two clocks stay far below this. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private Instant lastTime;
    private long lastNanos;

    ClockWatch() {
        this(InstantSource.system(), System::nanoTime);
    }

    ClockWatch(InstantSource clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.lastTime = clock.instant();
        this.lastNanos = nanoTime.getAsLong();
    }

    /** By how much the clock has been set back since this was last asked; empty when it was not. */
    Optional<Duration> setBackBy() {
        Instant time = clock.instant();
        long nanos = nanoTime.getAsLong();
        Duration back = Duration.ofNanos(nanos - lastNanos).minus(Duration.between(lastTime, time));
        lastTime = time;
        lastNanos = nanos;
        return Optional.of(back).filter(by -> by.compareTo(TOLERANCE) > 0);
    }
}
