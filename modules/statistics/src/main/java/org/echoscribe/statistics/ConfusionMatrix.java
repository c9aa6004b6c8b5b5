package org.echoscribe.statistics;

import java.util.Arrays;

/**
 * How often each class was given which answer: row = truth (or the first reader), column = answer (or the second).
 *
 * <p>Everything that one classifier's evaluation prints follows from these counts: error, Cohen's kappa, and recall,
 * precision and F1 of each class.
 */
public final class ConfusionMatrix {

    private final int[][] counts;
    private final int total;

    private ConfusionMatrix(int[][] counts) {
        this.counts = counts;
        this.total = Arrays.stream(counts).flatMapToInt(Arrays::stream).reduce(0, Math::addExact);
    }

    /**
     * Counts pairs.
     *
     * @param truth the right class of each item, 0..{@code classes - 1}
     * @param answers the class that each item was given, likewise, in the same order
     * @param classes how many classes there are, at least 1
     */
    public static ConfusionMatrix of(int[] truth, int[] answers, int classes) {
        if (truth.length != answers.length) {
            throw new IllegalArgumentException(
                    "Each item needs one truth and one answer: " + truth.length + " and " + answers.length);
        }
        int[][] counts = new int[requirePositive(classes)][classes];
        for (int item = 0; item < truth.length; item++) {
            counts[requireClass(truth[item], classes)][requireClass(answers[item], classes)]++;
        }
        return new ConfusionMatrix(counts);
    }

    /** A matrix already counted: square, no negative count. */
    public static ConfusionMatrix ofCounts(int[][] counts) {
        int[][] copy = new int[requirePositive(counts.length)][];
        for (int truth = 0; truth < counts.length; truth++) {
            copy[truth] = counts[truth].clone();
            if (copy[truth].length != counts.length
                    || Arrays.stream(copy[truth]).anyMatch(count -> count < 0)) {
                throw new IllegalArgumentException("A confusion matrix is square and has no negative count");
            }
        }
        return new ConfusionMatrix(copy);
    }

    public int classes() {
        return counts.length;
    }

    /** How many items were counted. */
    public int total() {
        return total;
    }

    /** How many items of class {@code truth} were answered {@code answer}. */
    public int count(int truth, int answer) {
        return counts[truth][answer];
    }

    /** How many items are of this class in truth. */
    public int truthTotal(int truth) {
        return Arrays.stream(counts[truth]).sum();
    }

    /** How many items were given this class. */
    public int answerTotal(int answer) {
        return Arrays.stream(counts).mapToInt(row -> row[answer]).sum();
    }

    /** Right answers of all. */
    public Proportion accuracy() {
        int right = 0;
        for (int each = 0; each < classes(); each++) {
            right += counts[each][each];
        }
        return new Proportion(right, total);
    }

    /** Wrong answers of all. */
    public Proportion error() {
        return accuracy().complement();
    }

    /** Of the items of this class, those recognised: sensitivity. */
    public Proportion recall(int each) {
        return new Proportion(counts[each][each], truthTotal(each));
    }

    /** Of the items given this class, those rightly so: positive predictive value. */
    public Proportion precision(int each) {
        return new Proportion(counts[each][each], answerTotal(each));
    }

    /** The harmonic mean of precision and recall, 0..1; NaN for a class that neither occurs nor is answered. */
    public double f1(int each) {
        int occurrences = truthTotal(each) + answerTotal(each);
        return occurrences == 0 ? Double.NaN : 2.0 * counts[each][each] / occurrences;
    }

    /**
     * Cohen's kappa, unweighted (Educ Psychol Meas 1960;20:37-46): agreement beyond what both margins alone would give.
     * 1 is perfect, 0 is chance, negative is worse than chance; NaN where chance alone agrees always (a single class on
     * both sides) or nothing was counted.
     */
    public double kappa() {
        double byChance = 0;
        for (int each = 0; each < classes(); each++) {
            byChance += (double) truthTotal(each) / total * answerTotal(each) / total;
        }
        return byChance == 1 ? Double.NaN : (accuracy().value() - byChance) / (1 - byChance);
    }

    /** This matrix minus another of the same classes, count by count, {@code [truth][answer]} (the paper's figure 3E). */
    public int[][] minus(ConfusionMatrix other) {
        if (other.classes() != classes()) {
            throw new IllegalArgumentException("Matrices of " + classes() + " and " + other.classes() + " classes");
        }
        int[][] difference = counts();
        for (int truth = 0; truth < classes(); truth++) {
            for (int answer = 0; answer < classes(); answer++) {
                difference[truth][answer] -= other.counts[truth][answer];
            }
        }
        return difference;
    }

    /** A copy of the counts, {@code [truth][answer]}. */
    public int[][] counts() {
        return Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
    }

    private static int requirePositive(int classes) {
        if (classes < 1) {
            throw new IllegalArgumentException("At least one class is needed, got " + classes);
        }
        return classes;
    }

    private static int requireClass(int each, int classes) {
        if (each < 0 || each >= classes) {
            throw new IllegalArgumentException("Class " + each + " is not one of 0.." + (classes - 1));
        }
        return each;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfusionMatrix matrix && Arrays.deepEquals(counts, matrix.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(counts);
    }

    @Override
    public String toString() {
        return "ConfusionMatrix" + Arrays.deepToString(counts);
    }
}
