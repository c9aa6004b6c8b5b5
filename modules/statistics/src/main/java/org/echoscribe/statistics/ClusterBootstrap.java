package org.echoscribe.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * An interval of a share whose items come in groups that resemble one another, such as loops of one study: whole groups are
 * drawn with replacement (B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13). The exact
 * binomial interval takes every item for independent and is then too narrow.
 */
public final class ClusterBootstrap {

    private static final int RESAMPLES = 4000;

    private ClusterBootstrap() {}

    /**
     * The percentile interval at 95 %, the same for the same seed; 0..1 where there are fewer than two groups.
     *
     * @param cluster the group of each item, any ints
     * @param counted whether each item has the property
     */
    public static Interval interval95(int[] cluster, boolean[] counted, long seed) {
        if (cluster.length != counted.length) {
            throw new IllegalArgumentException(
                    "Each item belongs to one group: " + counted.length + " and " + cluster.length);
        }
        int[] names = new TreeSet<>(Arrays.stream(cluster).boxed().toList())
                .stream().mapToInt(Integer::intValue).toArray();
        if (names.length < 2) {
            return new Interval(0, 1);
        }
        int[] items = new int[names.length];
        int[] hits = new int[names.length];
        for (int item = 0; item < cluster.length; item++) {
            int group = Arrays.binarySearch(names, cluster[item]);
            items[group]++;
            hits[group] += counted[item] ? 1 : 0;
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] shares = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            long drawnItems = 0;
            long drawnHits = 0;
            for (int draw = 0; draw < names.length; draw++) {
                int group = random.nextInt(names.length);
                drawnItems += items[group];
                drawnHits += hits[group];
            }
            shares[i] = (double) drawnHits / drawnItems;
        }
        Arrays.sort(shares);
        return new Interval(shares[RESAMPLES * 25 / 1000], shares[RESAMPLES * 975 / 1000 - 1]);
    }
}
