package org.echoscribe.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Makes the p-values of several tests comparable with one significance level: S. Holm, Scand J Stat 1979;6:65-70. With
 * every pair of networks compared, some pair differs at 5 % by luck alone; adjusted values keep the chance of even one such
 * finding below 5 %.
 */
public final class HolmAdjustment {

    private HolmAdjustment() {}

    /**
     * The adjusted values in the order given: the smallest times the number of tests, the next times one less, and so on,
     * never decreasing, never above 1.
     *
     * @param pValues each 0..1
     */
    public static double[] adjust(double... pValues) {
        int[] ascending = IntStream.range(0, pValues.length)
                .boxed()
                .sorted(Comparator.comparingDouble(test -> pValues[test]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[pValues.length];
        double greatest = 0;
        for (int rank = 0; rank < ascending.length; rank++) {
            double p = pValues[ascending[rank]];
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException("Not a p-value: " + p);
            }
            greatest = Math.max(greatest, Math.min(1, p * (pValues.length - rank)));
            adjusted[ascending[rank]] = greatest;
        }
        return adjusted;
    }
}
