package org.echoscribe.node.backfill;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalDouble;

/** Spaces studies so that neither more of them nor more objects come in a minute than was allowed, on average. */
final class Throttle {
    private static final double MILLIS_PER_MINUTE = 60_000;

    private final OptionalDouble studiesPerMinute;
    private final OptionalDouble objectsPerMinute;
    private final InstantSource clock;
    private Instant next;

    Throttle(OptionalDouble studiesPerMinute, OptionalDouble objectsPerMinute, InstantSource clock) {
        this.studiesPerMinute = studiesPerMinute;
        this.objectsPerMinute = objectsPerMinute;
        this.clock = clock;
        this.next = clock.instant();
    }

    /** How long to wait before the next study. */
    Duration pause() {
        Duration pause = Duration.between(clock.instant(), next);
        return pause.isNegative() ? Duration.ZERO : pause;
    }

    /** A study has come that began at this time; time that passed idle before it is not made up for. */
    void spent(Instant began, int objects) {
        Instant from = next.isAfter(began) ? next : began;
        double minutes = Math.max(share(1, studiesPerMinute), share(objects, objectsPerMinute));
        next = from.plusMillis(Math.round(minutes * MILLIS_PER_MINUTE));
    }

    private static double share(int count, OptionalDouble perMinute) {
        return perMinute.isPresent() ? count / perMinute.getAsDouble() : 0;
    }
}
