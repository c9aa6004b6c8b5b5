package org.echoscribe.statistics;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * So many of so many: an error rate, an accuracy, a recall.
 *
 * @param count how many had the property, 0..{@code trials}
 * @param trials how many were looked at, 0 or more
 */
public record Proportion(int count, int trials) {

    public Proportion {
        if (count < 0 || count > trials) {
            throw new IllegalArgumentException("Not a proportion: " + count + " of " + trials);
        }
    }

    /** Count over trials, 0..1; NaN when nothing was looked at. */
    public double value() {
        return trials == 0 ? Double.NaN : (double) count / trials;
    }

    /** Those without the property. */
    public Proportion complement() {
        return new Proportion(trials - count, trials);
    }

    /** {@link #exactInterval(double)} at 95 %, which the paper prints. */
    public Interval exactInterval95() {
        return exactInterval(0.95);
    }

    /**
     * The exact binomial interval: both tails of the binomial distribution, through its identity with the beta
     * distribution (Clopper and Pearson, Biometrika 1934;26:404-413). It is never narrower than promised. Without
     * trials it is 0..1: nothing is known.
     *
     * @param confidence the coverage, above 0 and below 1, such as 0.95
     */
    public Interval exactInterval(double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("A confidence lies between 0 and 1: " + confidence);
        }
        double tail = (1 - confidence) / 2;
        double lower = count == 0
                ? 0
                : BetaDistribution.of(count, trials - count + 1.0).inverseCumulativeProbability(tail);
        double upper = count == trials
                ? 1
                : BetaDistribution.of(count + 1.0, trials - count).inverseSurvivalProbability(tail);
        return new Interval(lower, upper);
    }
}
