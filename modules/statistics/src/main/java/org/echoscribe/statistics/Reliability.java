package org.echoscribe.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * Do answers given with a certainty of 80 % turn out right eight times in ten? The reliability diagram of A. H. Murphy and
 * R. L. Winkler (Appl Stat 1977;26:41-47): answers in bins of equal width by their certainty.
 *
 * @param bins from the lowest certainty to the highest, empty ones included
 */
public record Reliability(List<Bin> bins) {

    /**
     * The answers of about the same certainty.
     *
     * @param lower least certainty of the bin, 0..1
     * @param upper greatest certainty; it belongs to the next bin, except 1
     * @param meanCertainty the mean certainty of the answers in it; NaN where there is none
     * @param right how many of them were right
     */
    public record Bin(double lower, double upper, double meanCertainty, Proportion right) {}

    public Reliability {
        bins = List.copyOf(bins);
    }

    /**
     * Counts the bins.
     *
     * @param certainty of each answer, 0..1
     * @param right whether each answer was right
     * @param bins how many bins of equal width, 1 or more
     */
    public static Reliability of(double[] certainty, boolean[] right, int bins) {
        if (certainty.length != right.length || bins < 1) {
            throw new IllegalArgumentException("Each answer needs a certainty, and there is at least one bin: "
                    + certainty.length + " certainties, " + right.length + " answers, " + bins + " bins");
        }
        double[] sums = new double[bins];
        int[] counts = new int[bins];
        int[] rights = new int[bins];
        for (int item = 0; item < certainty.length; item++) {
            if (!(certainty[item] >= 0 && certainty[item] <= 1)) {
                throw new IllegalArgumentException("Not a certainty: " + certainty[item]);
            }
            int bin = Math.min(bins - 1, (int) (certainty[item] * bins));
            sums[bin] += certainty[item];
            counts[bin]++;
            rights[bin] += right[item] ? 1 : 0;
        }
        List<Bin> list = new ArrayList<>();
        for (int bin = 0; bin < bins; bin++) {
            list.add(new Bin(
                    (double) bin / bins,
                    (bin + 1.0) / bins,
                    counts[bin] == 0 ? Double.NaN : sums[bin] / counts[bin],
                    new Proportion(rights[bin], counts[bin])));
        }
        return new Reliability(list);
    }

    /** The mean distance between certainty and accuracy, weighted by the bins' answers, 0..1; NaN without answers. */
    public double expectedCalibrationError() {
        double sum = 0;
        int total = 0;
        for (Bin bin : bins) {
            int count = bin.right().trials();
            if (count > 0) {
                sum += count * Math.abs(bin.right().value() - bin.meanCertainty());
                total += count;
            }
        }
        return total == 0 ? Double.NaN : sum / total;
    }
}
