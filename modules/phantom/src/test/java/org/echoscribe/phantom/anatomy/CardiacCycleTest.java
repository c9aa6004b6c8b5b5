package org.echoscribe.phantom.anatomy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CardiacCycleTest {

    private static CardiacCycle cycle(long seed, double heartRate) {
        return new CardiacCycle(heartRate, 0.05, 0.5, 3, new SplittableRandom(seed));
    }

    @Test
    void curvesStayInTheirRangeFromBeforeTheFirstFrameToAfterTheLast() {
        for (Curve curve : Curve.values()) {
            for (int heartRate = 45; heartRate <= 120; heartRate += 25) {
                CardiacCycle cycle = cycle(heartRate, heartRate);
                for (double seconds = -7; seconds < 3; seconds += 0.007) {
                    assertThat(cycle.value(curve, seconds))
                            .as(curve + " at " + seconds)
                            .isBetween(-1.001, 1.001);
                }
            }
        }
    }

    @Test
    void tissueNeverJumpsBetweenFrames() {
        CardiacCycle cycle = cycle(5, 80);
        for (Curve curve : new Curve[] {Curve.VENTRICLE, Curve.ATRIUM, Curve.ARTERY}) {
            for (double seconds = 0; seconds < 3; seconds += 0.001) {
                double step = Math.abs(cycle.value(curve, seconds + 0.001) - cycle.value(curve, seconds));
                assertThat(step).as(curve + " at " + seconds).isLessThan(0.06);
            }
        }
    }

    @Test
    void theFirstFrameLiesAnywhereInTheBeat() {
        long[] quarters = new long[4];
        IntStream.range(0, 400).forEach(seed -> quarters[(int) (cycle(seed, 70).phase(0) * 4)]++);
        for (long count : quarters) {
            assertThat(count).isBetween(65L, 135L);
        }
    }
}
