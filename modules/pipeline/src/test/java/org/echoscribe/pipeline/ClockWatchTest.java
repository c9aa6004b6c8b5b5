package org.echoscribe.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockWatchTest {

    private Instant time = Instant.parse("2026-03-01T10:00:00Z");
    private long nanos = 1_000;

    @Test
    void aClockThatIsSetBackIsNoticedOnceAndOneThatGoesOnOrIsSetForwardIsNot() {
        ClockWatch watch = new ClockWatch(() -> time, () -> nanos);
        pass(Duration.ofSeconds(5), Duration.ofSeconds(5));
        assertThat(watch.setBackBy()).isEmpty();
        pass(Duration.ofSeconds(5), Duration.ofSeconds(5).minusHours(1));
        assertThat(watch.setBackBy()).contains(Duration.ofHours(1));
        pass(Duration.ofSeconds(5), Duration.ofSeconds(5));
        assertThat(watch.setBackBy()).isEmpty();
        pass(Duration.ofSeconds(5), Duration.ofHours(2));
        assertThat(watch.setBackBy()).isEmpty();
    }

    private void pass(Duration really, Duration onTheClock) {
        nanos += really.toNanos();
        time = time.plus(onTheClock);
    }
}
