package org.echoscribe.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.Test;

class RenderFramesTest {

    private static PhantomLoop loop(View view, long seed, int study) {
        return PhantomStudy.draw(seed, study, Set.of(view), 1).loops().getFirst();
    }

    @Test
    void aLoopRenderedAgainIsTheSameAndABeginningIsABeginning() {
        PhantomLoop loop = loop(View.A3C, 4, 0);
        RenderedLoop five = loop.renderFrames(5);
        RenderedLoop three = loop(View.A3C, 4, 0).renderFrames(3);
        for (int i = 0; i < 3; i++) {
            assertThat(three.rgbFrames().get(i)).isEqualTo(five.rgbFrames().get(i));
        }
    }

    @Test
    void studiesAndSeedsDiffer() {
        byte[] first = loop(View.PSAX_LV, 4, 0).renderFrames(1).rgbFrames().getFirst();
        byte[] otherStudy = loop(View.PSAX_LV, 4, 1).renderFrames(1).rgbFrames().getFirst();
        byte[] otherSeed = loop(View.PSAX_LV, 5, 0).renderFrames(1).rgbFrames().getFirst();
        assertThat(first).isNotEqualTo(otherStudy).isNotEqualTo(otherSeed);
    }

    @Test
    void everyViewHasDarkCavitiesAndBrightWallsAndChangesOverTime() {
        for (View view : EnumSet.allOf(View.class)) {
            RenderedLoop rendered = loop(view, 8, 2).renderFrames(10);
            byte[] frame = rendered.rgbFrames().getFirst();
            long bright = countAbove(frame, 100);
            long lit = countAbove(frame, 0);
            assertThat(bright).as("bright pixels of " + view).isGreaterThan(frame.length / 200);
            assertThat(lit).as("pixels with any echo of " + view).isLessThan((long) (frame.length * 0.98));
            assertThat(Arrays.equals(frame, rendered.rgbFrames().get(9)))
                    .as(view + " moves")
                    .isFalse();
        }
    }

    private static long countAbove(byte[] bytes, int level) {
        long count = 0;
        for (byte value : bytes) {
            count += (value & 0xff) > level ? 1 : 0;
        }
        return count;
    }

    @Test
    void studiesDifferMoreThanTheLoopsOfAStudy() {
        List<double[]> brightness = new ArrayList<>();
        for (int study = 0; study < 8; study++) {
            brightness.add(PhantomStudy.draw(31, study, Set.of(View.PSAX_LV), 4).loops().stream()
                    .filter(loop -> !loop.hasColourDoppler())
                    .mapToDouble(loop -> meanGrey(loop.renderFrames(1)))
                    .toArray());
        }
        double[] means = brightness.stream()
                .mapToDouble(loops -> Arrays.stream(loops).average().orElseThrow())
                .toArray();
        double within = brightness.stream()
                .mapToDouble(RenderFramesTest::variance)
                .average()
                .orElseThrow();
        assertThat(variance(means)).isGreaterThan(2 * within);
    }

    private static double meanGrey(RenderedLoop loop) {
        long sum = 0;
        for (byte value : loop.rgbFrames().getFirst()) {
            sum += value & 0xff;
        }
        return (double) sum / loop.rgbFrames().getFirst().length;
    }

    private static double variance(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / Math.max(1, values.length - 1);
    }
}
