package org.echoscribe.node.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final OptionalDouble UNBOUNDED = OptionalDouble.empty();

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void studiesAreSpacedByTheirRate() {
        Throttle throttle = new Throttle(OptionalDouble.of(6), UNBOUNDED, () -> now);
        assertThat(throttle.pause()).isZero();
        fetch(throttle, 3, Duration.ofSeconds(4));
        assertThat(throttle.pause()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void theTighterOfTwoRatesHolds() {
        Throttle throttle = new Throttle(OptionalDouble.of(6), OptionalDouble.of(60), () -> now);
        fetch(throttle, 30, Duration.ofSeconds(4));
        assertThat(throttle.pause()).isEqualTo(Duration.ofSeconds(26));
        now = now.plus(throttle.pause());
        fetch(throttle, 1, Duration.ofSeconds(4));
        assertThat(throttle.pause()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void aStudyThatTookLongerThanItsShareIsFollowedAtOnceAndNothingIsMadeUpFor() {
        Throttle throttle = new Throttle(OptionalDouble.of(6), UNBOUNDED, () -> now);
        fetch(throttle, 3, Duration.ofHours(1));
        assertThat(throttle.pause()).isZero();
        fetch(throttle, 3, Duration.ofSeconds(1));
        assertThat(throttle.pause()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void withoutARateNothingWaits() {
        Throttle throttle = new Throttle(UNBOUNDED, UNBOUNDED, () -> now);
        fetch(throttle, 1000, Duration.ofSeconds(1));
        assertThat(throttle.pause()).isZero();
    }

    private void fetch(Throttle throttle, int objects, Duration duration) {
        Instant began = now;
        now = now.plus(duration);
        throttle.spent(began, objects);
    }
}
