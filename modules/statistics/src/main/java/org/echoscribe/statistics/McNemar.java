package org.echoscribe.statistics;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Do two classifiers err differently often on the same items? (McNemar, Psychometrika 1947;12:153-157.)
 *
 * <p>Only items on which exactly one of them is right tell them apart. Were both equally good, each such item would be a
 * fair coin. As in the paper, the chi-squared approximation with Edwards' continuity correction is used, and the exact
 * binomial test when any of the four cells is below {@value #SMALLEST_CELL_FOR_CHI_SQUARED}.
 *
 * @param bothRight items that both answered rightly
 * @param onlyFirstRight items that the first alone answered rightly
 * @param onlySecondRight items that the second alone answered rightly
 * @param bothWrong items that neither answered rightly
 */
public record McNemar(int bothRight, int onlyFirstRight, int onlySecondRight, int bothWrong) {

    /** Below this count in any cell the exact test is used. */
    public static final int SMALLEST_CELL_FOR_CHI_SQUARED = 25;

    public McNemar {
        if (Math.min(Math.min(bothRight, onlyFirstRight), Math.min(onlySecondRight, bothWrong)) < 0) {
            throw new IllegalArgumentException("No cell of a table of counts is negative");
        }
    }

    /**
     * Counts the table.
     *
     * @param truth the right class of each item
     * @param first the first classifier's answers in the same order
     * @param second the second classifier's answers in the same order
     */
    public static McNemar of(int[] truth, int[] first, int[] second) {
        if (truth.length != first.length || truth.length != second.length) {
            throw new IllegalArgumentException("Both classifiers must have answered the same items: " + truth.length
                    + " truths, " + first.length + " and " + second.length + " answers");
        }
        int[][] cells = new int[2][2];
        for (int item = 0; item < truth.length; item++) {
            cells[first[item] == truth[item] ? 1 : 0][second[item] == truth[item] ? 1 : 0]++;
        }
        return new McNemar(cells[1][1], cells[1][0], cells[0][1], cells[0][0]);
    }

    /** Whether {@link #pValue()} is the exact binomial one. */
    public boolean exact() {
        return Math.min(Math.min(bothRight, onlyFirstRight), Math.min(onlySecondRight, bothWrong))
                < SMALLEST_CELL_FOR_CHI_SQUARED;
    }

    /** The two-sided probability of a difference at least this large between equally good classifiers, 0..1. */
    public double pValue() {
        return exact() ? exactPValue() : chiSquaredPValue();
    }

    /** The two-sided exact binomial p-value; 1 when no item tells the two apart. */
    public double exactPValue() {
        if (discordant() == 0) {
            return 1;
        }
        double tail = BinomialDistribution.of(discordant(), 0.5)
                .cumulativeProbability(Math.min(onlyFirstRight, onlySecondRight));
        return Math.min(1, 2 * tail);
    }

    /** The statistic with continuity correction, {@code max(0, |b - c| - 1)^2 / (b + c)}; 0 when no item tells the two apart. */
    public double chiSquared() {
        double corrected = Math.max(0, Math.abs(onlyFirstRight - onlySecondRight) - 1);
        return discordant() == 0 ? 0 : corrected * corrected / discordant();
    }

    /** The p-value of {@link #chiSquared()} with one degree of freedom. */
    public double chiSquaredPValue() {
        return ChiSquaredDistribution.of(1).survivalProbability(chiSquared());
    }

    private int discordant() {
        return Math.addExact(onlyFirstRight, onlySecondRight);
    }
}
