package org.echoscribe.journal;

import java.time.Duration;

/**
 * How long something that failed waits for its next turn: it doubles from the first delay up to the longest.
 *
 * @param first after the first failure
 * @param longest never more than this
 */
public record RetryDelays(Duration first, Duration longest) {

    public RetryDelays {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("Not a growing delay: from " + first + " to " + longest);
        }
    }

    /** The delay after this many failures in a row, 1 or more. */
    public Duration after(int failures) {
        Duration delay = first;
        for (int i = 1; i < failures && delay.compareTo(longest) < 0; i++) {
            delay = delay.multipliedBy(2);
        }
        return delay.compareTo(longest) < 0 ? delay : longest;
    }
}
