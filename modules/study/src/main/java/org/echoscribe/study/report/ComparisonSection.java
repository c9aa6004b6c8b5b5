package org.echoscribe.study.report;

import java.util.ArrayList;
import java.util.List;
import org.echoscribe.statistics.HolmAdjustment;
import org.echoscribe.statistics.McNemar;
import org.echoscribe.study.evaluation.Measured;

/** Which networks differ beyond luck, and where. */
final class ComparisonSection {

    private ComparisonSection() {}

    static Section of(Measured measured) {
        Series series = new Series(measured);
        Section.Builder section = new Section.Builder("comparison", "Networks against one another");
        if (series.size() < 2) {
            return section.words("One bundle was evaluated, so there is nothing to compare it with.")
                    .build();
        }
        section.words(
                        "McNemar's test on the same loops: chi-squared with continuity correction, the exact binomial test when"
                                + " any cell is below 25. With several pairs, some differ by luck; Holm's adjustment takes that into"
                                + " account. Loops of one study are not independent, which makes both P values rather too small.")
                .numbers(pairs(measured, series));
        int best = series.best();
        for (int other = 0; other < series.size(); other++) {
            if (other != best) {
                addDifference(section, measured, series, best, other);
            }
        }
        return section.build();
    }

    private static NumberTable pairs(Measured measured, Series series) {
        List<int[]> pairs = new ArrayList<>();
        List<McNemar> tests = new ArrayList<>();
        for (int first = 0; first < series.size(); first++) {
            for (int second = first + 1; second < series.size(); second++) {
                pairs.add(new int[] {first, second});
                tests.add(McNemar.of(
                        measured.test().truth(),
                        series.bundle(first).said(),
                        series.bundle(second).said()));
            }
        }
        double[] adjusted = HolmAdjustment.adjust(
                tests.stream().mapToDouble(McNemar::pValue).toArray());
        NumberTable.Builder table = NumberTable.of("mcnemar", "McNemar's test between any two networks")
                .column("first", "First", NumberFormat.TEXT)
                .column("second", "Second", NumberFormat.TEXT)
                .column("both_right", "Both right", NumberFormat.COUNT)
                .column("only_first_right", "Only first right", NumberFormat.COUNT)
                .column("only_second_right", "Only second right", NumberFormat.COUNT)
                .column("both_wrong", "Both wrong", NumberFormat.COUNT)
                .column("test", "Test", NumberFormat.TEXT)
                .column("chi_squared", "Chi-squared", NumberFormat.THREE_DECIMALS)
                .column("p_value", "P", NumberFormat.P_VALUE)
                .column("p_value_holm", "P (Holm)", NumberFormat.P_VALUE);
        for (int i = 0; i < tests.size(); i++) {
            McNemar test = tests.get(i);
            table.row(
                    series.name(pairs.get(i)[0]),
                    series.name(pairs.get(i)[1]),
                    test.bothRight(),
                    test.onlyFirstRight(),
                    test.onlySecondRight(),
                    test.bothWrong(),
                    test.exact() ? "exact" : "chi-squared",
                    test.exact() ? (Object) "" : (Object) test.chiSquared(),
                    test.pValue(),
                    adjusted[i]);
        }
        return table.build();
    }

    private static void addDifference(Section.Builder section, Measured measured, Series series, int best, int other) {
        int[][] difference = series.confusion(best).minus(series.confusion(other));
        String title = series.name(best) + " minus " + series.name(other);
        section.figure(
                "difference-" + series.slug(best) + "-" + series.slug(other),
                "Difference matrix: " + title
                        + ". Blue is better (more on the diagonal, less beside it), orange is worse.",
                new MatrixPlot(
                                "Difference of confusion matrices",
                                "reader's view",
                                "network's view",
                                Series.viewNames(),
                                Series.viewCodes(),
                                measured.synthetic())
                        .draw(difference, true),
                MatrixNumbers.of(
                        "difference-" + series.slug(best) + "-" + series.slug(other),
                        title,
                        difference,
                        Series.viewNames()));
    }
}
