package org.echoscribe.imaging.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/**
 * How far decoded pixels are from the judges'.
 *
 * @param max the largest difference of any sample, in grey levels
 * @param mean the mean difference of all samples, in grey levels
 */
record Difference(int max, double mean) {

    static Difference between(List<RgbFrame> actual, List<RgbFrame> expected) {
        assertThat(actual).hasSameSizeAs(expected);
        int max = 0;
        long sum = 0;
        long samples = 0;
        for (int f = 0; f < expected.size(); f++) {
            assertThat(actual.get(f).width()).isEqualTo(expected.get(f).width());
            assertThat(actual.get(f).height()).isEqualTo(expected.get(f).height());
            byte[] a = actual.get(f).rgb();
            byte[] e = expected.get(f).rgb();
            assertThat(a).hasSameSizeAs(e);
            for (int i = 0; i < e.length; i++) {
                int difference = Math.abs((a[i] & 0xFF) - (e[i] & 0xFF));
                max = Math.max(max, difference);
                sum += difference;
            }
            samples += e.length;
        }
        return new Difference(max, (double) sum / samples);
    }
}
