package org.echoscribe.statistics;

/**
 * Cohen's kappa with its large-sample standard error (J. L. Fleiss, J. Cohen, B. S. Everitt, Psychol Bull
 * 1969;72:323-327, equation 13: the one for intervals, which does not assume that kappa is zero).
 *
 * @param value kappa, at most 1; NaN where {@link ConfusionMatrix#kappa()} is
 * @param standardError its standard error, 0 or more; NaN likewise
 */
public record Kappa(double value, double standardError) {

    /** Of the standard normal distribution, below which 97.5 % lie. */
    private static final double NORMAL_QUANTILE = 1.959963984540054;

    /** Kappa between the rows and the columns of a matrix. */
    public static Kappa of(ConfusionMatrix matrix) {
        double kappa = matrix.kappa();
        if (Double.isNaN(kappa)) {
            return new Kappa(Double.NaN, Double.NaN);
        }
        int classes = matrix.classes();
        double items = matrix.total();
        double[] rows = new double[classes];
        double[] columns = new double[classes];
        double byChance = 0;
        for (int each = 0; each < classes; each++) {
            rows[each] = matrix.truthTotal(each) / items;
            columns[each] = matrix.answerTotal(each) / items;
            byChance += rows[each] * columns[each];
        }
        double agreeing = 0;
        double differing = 0;
        for (int row = 0; row < classes; row++) {
            for (int column = 0; column < classes; column++) {
                double share = matrix.count(row, column) / items;
                if (row == column) {
                    double factor = 1 - (rows[row] + columns[row]) * (1 - kappa);
                    agreeing += share * factor * factor;
                } else {
                    double factor = columns[row] + rows[column];
                    differing += share * factor * factor;
                }
            }
        }
        double centre = kappa - byChance * (1 - kappa);
        double variance = (agreeing + (1 - kappa) * (1 - kappa) * differing - centre * centre)
                / (items * (1 - byChance) * (1 - byChance));
        return new Kappa(kappa, Math.sqrt(Math.max(0, variance)));
    }

    /** The lower end of the 95 % interval. */
    public double lower95() {
        return value - NORMAL_QUANTILE * standardError;
    }

    /** The upper end of the 95 % interval, at most 1. */
    public double upper95() {
        return Math.min(1, value + NORMAL_QUANTILE * standardError);
    }
}
