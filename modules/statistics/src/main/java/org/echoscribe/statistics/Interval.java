package org.echoscribe.statistics;

/**
 * A confidence interval of a proportion.
 *
 * @param lower lower end, 0..1
 * @param upper upper end, {@code lower}..1
 */
public record Interval(double lower, double upper) {

    public Interval {
        if (!(lower >= 0 && lower <= upper && upper <= 1)) {
            throw new IllegalArgumentException("Not an interval within 0..1: " + lower + " to " + upper);
        }
    }

    /** Whether the value lies within, ends included. */
    public boolean contains(double value) {
        return value >= lower && value <= upper;
    }
}
