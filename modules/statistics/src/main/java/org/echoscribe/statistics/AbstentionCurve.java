package org.echoscribe.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is gained by staying silent where certainty is low: the error among the answers that are asserted, for every possible
 * threshold (the risk-coverage curve of R. El-Yaniv and Y. Wiener, J Mach Learn Res 2010;11:1605-1641).
 *
 * @param points from the highest threshold (few answers) to the lowest (all); equal certainties are asserted together
 */
public record AbstentionCurve(List<Point> points) {

    /**
     * One threshold.
     *
     * @param threshold least certainty that is asserted, 0..1
     * @param asserted answers at or above it, of all: the coverage
     * @param wrong wrong ones among these
     */
    public record Point(double threshold, Proportion asserted, Proportion wrong) {}

    public AbstentionCurve {
        points = List.copyOf(points);
    }

    /**
     * Counts the curve.
     *
     * @param certainty of each answer, 0..1
     * @param right whether each answer was right
     */
    public static AbstentionCurve of(double[] certainty, boolean[] right) {
        if (certainty.length != right.length) {
            throw new IllegalArgumentException(
                    "Each answer needs a certainty: " + right.length + " and " + certainty.length);
        }
        int[] descending = IntStream.range(0, certainty.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer item) -> certainty[item])
                        .reversed())
                .mapToInt(Integer::intValue)
                .toArray();
        List<Point> points = new ArrayList<>();
        int wrong = 0;
        for (int rank = 0; rank < descending.length; rank++) {
            double here = certainty[descending[rank]];
            wrong += right[descending[rank]] ? 0 : 1;
            boolean lastOfEquals = rank + 1 == descending.length || certainty[descending[rank + 1]] < here;
            if (lastOfEquals) {
                points.add(
                        new Point(here, new Proportion(rank + 1, descending.length), new Proportion(wrong, rank + 1)));
            }
        }
        return new AbstentionCurve(points);
    }

    /** Coverage and error at a given threshold; no answers, and no error known, above the highest certainty. */
    public Point at(double threshold) {
        Point found = new Point(
                threshold,
                new Proportion(
                        0, points.isEmpty() ? 0 : points.getLast().asserted().trials()),
                new Proportion(0, 0));
        for (Point point : points) {
            if (point.threshold() >= threshold) {
                found = new Point(threshold, point.asserted(), point.wrong());
            }
        }
        return found;
    }

    /**
     * The area under error against coverage, 0..1: the mean error over all coverages, which rewards certainties that put
     * right answers before wrong ones. NaN without answers.
     */
    public double area() {
        if (points.isEmpty()) {
            return Double.NaN;
        }
        double sum = 0;
        int before = 0;
        for (Point point : points) {
            sum += point.wrong().value() * (point.asserted().count() - before);
            before = point.asserted().count();
        }
        return sum / before;
    }
}
