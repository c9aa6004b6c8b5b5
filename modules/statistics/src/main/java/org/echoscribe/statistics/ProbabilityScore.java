package org.echoscribe.statistics;

/** Proper scores of probabilities: least for those that are both sharp and honest. */
public final class ProbabilityScore {

    private static final double LEAST_PROBABILITY = 1e-30;

    private ProbabilityScore() {}

    /**
     * G. W. Brier's score for several classes (Mon Weather Rev 1950;78:1-3): the mean squared distance between the
     * probabilities and the truth, 0 (perfect) to 2. NaN without items.
     *
     * @param probabilities {@code [items][classes]}
     * @param truth the right class of each item
     */
    public static double brier(double[][] probabilities, int[] truth) {
        requireSameItems(probabilities, truth);
        double sum = 0;
        for (int item = 0; item < truth.length; item++) {
            for (int each = 0; each < probabilities[item].length; each++) {
                double distance = probabilities[item][each] - (each == truth[item] ? 1 : 0);
                sum += distance * distance;
            }
        }
        return sum / truth.length;
    }

    /** The mean negative natural logarithm of the right class's probability, 0 or more; NaN without items. */
    public static double logLoss(double[][] probabilities, int[] truth) {
        requireSameItems(probabilities, truth);
        double sum = 0;
        for (int item = 0; item < truth.length; item++) {
            sum -= Math.log(Math.max(LEAST_PROBABILITY, probabilities[item][truth[item]]));
        }
        return sum / truth.length;
    }

    private static void requireSameItems(double[][] probabilities, int[] truth) {
        if (probabilities.length != truth.length) {
            throw new IllegalArgumentException(
                    "Each item needs probabilities and a truth: " + probabilities.length + " and " + truth.length);
        }
    }
}
