package org.echoscribe.study.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.echoscribe.statistics.AbstentionCurve;
import org.echoscribe.study.evaluation.BundleAnswers;
import org.echoscribe.study.evaluation.Measured;

/** What a threshold on certainty buys: fewer answers, fewer of them wrong. */
final class AbstentionSection {

    private static final List<Double> THRESHOLDS = List.of(0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99);

    private AbstentionSection() {}

    static Section of(Measured measured) {
        Series series = new Series(measured);
        List<AbstentionCurve> curves = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            BundleAnswers bundle = series.bundle(i);
            curves.add(AbstentionCurve.of(
                    bundle.certainty(bundle.temperature()),
                    bundle.right(measured.test().truth())));
        }
        return new Section.Builder("abstention", "Abstention")
                .words(
                        "Below its threshold a bundle asserts no view. The mean error over all coverages rewards certainties"
                                + " that put right answers before wrong ones.")
                .figure(
                        "abstention",
                        "Error among the asserted answers against the share of loops that get one. Dots: the bundles' own"
                                + " thresholds.",
                        drawing(measured, series, curves),
                        points(series, curves))
                .numbers(thresholds(series, curves))
                .numbers(summary(measured, series, curves))
                .build();
    }

    private static Drawing drawing(Measured measured, Series series, List<AbstentionCurve> curves) {
        List<LinePlot.Line> lines = new ArrayList<>();
        double greatest = 0.02;
        for (int i = 0; i < series.size(); i++) {
            List<AbstentionCurve.Point> points = curves.get(i).points();
            double[] xy = points.stream()
                    .flatMapToDouble(point -> java.util.stream.DoubleStream.of(
                            point.asserted().value(), point.wrong().value()))
                    .toArray();
            for (AbstentionCurve.Point point : points) {
                // The first few answers alone would set the scale.
                greatest = point.asserted().value() >= 0.05
                        ? Math.max(greatest, point.wrong().value())
                        : greatest;
            }
            AbstentionCurve.Point own = curves.get(i).at(series.bundle(i).threshold());
            double[] mark = own.asserted().count() == 0
                    ? new double[0]
                    : new double[] {own.asserted().value(), own.wrong().value()};
            lines.add(new LinePlot.Line(series.name(i), xy, mark));
        }
        return new LinePlot(
                        "Error against coverage",
                        "loops that get an answer (coverage)",
                        "error among them",
                        measured.synthetic())
                .draw(
                        lines,
                        Axis.linear(0, 1, 0, 1),
                        List.of(0.0, 0.2, 0.4, 0.6, 0.8, 1.0),
                        List.of("0 %", "20 %", "40 %", "60 %", "80 %", "100 %"),
                        Axis.roundUp(greatest));
    }

    private static NumberTable points(Series series, List<AbstentionCurve> curves) {
        NumberTable.Builder table = columns("abstention-curve", "Error against coverage");
        for (int i = 0; i < series.size(); i++) {
            for (AbstentionCurve.Point point : curves.get(i).points()) {
                row(table, series.name(i), point);
            }
        }
        return table.build();
    }

    private static NumberTable thresholds(Series series, List<AbstentionCurve> curves) {
        NumberTable.Builder table = columns("abstention-thresholds", "Coverage and error at some thresholds");
        for (int i = 0; i < series.size(); i++) {
            TreeSet<Double> thresholds = new TreeSet<>(THRESHOLDS);
            thresholds.add(series.bundle(i).threshold());
            for (double threshold : thresholds) {
                row(table, series.name(i), curves.get(i).at(threshold));
            }
        }
        return table.build();
    }

    private static NumberTable.Builder columns(String id, String title) {
        return NumberTable.of(id, title)
                .column("network", "Network", NumberFormat.TEXT)
                .column("threshold", "Threshold", NumberFormat.THREE_DECIMALS)
                .column("asserted", "Asserted", NumberFormat.COUNT)
                .column("coverage", "Coverage", NumberFormat.PERCENT)
                .column("wrong", "Wrong", NumberFormat.COUNT)
                .column("error", "Error", NumberFormat.PERCENT);
    }

    private static void row(NumberTable.Builder table, String network, AbstentionCurve.Point point) {
        table.row(
                network,
                point.threshold(),
                point.asserted().count(),
                point.asserted().value(),
                point.wrong().count(),
                point.wrong().value());
    }

    private static NumberTable summary(Measured measured, Series series, List<AbstentionCurve> curves) {
        NumberTable.Builder table = NumberTable.of("abstention", "The bundles' own thresholds")
                .column("network", "Network", NumberFormat.TEXT)
                .column("threshold", "Threshold", NumberFormat.THREE_DECIMALS)
                .column("mean_error_over_coverages", "Mean error over coverages", NumberFormat.PERCENT)
                .column("unclassifiable_loops", "Unclassifiable loops", NumberFormat.COUNT)
                .column("unclassifiable_abstained", "abstained on", NumberFormat.COUNT);
        for (int i = 0; i < series.size(); i++) {
            BundleAnswers unclassifiable = measured.unclassifiable().get(i);
            double threshold = unclassifiable.threshold();
            long abstained = Arrays.stream(unclassifiable.certainty(unclassifiable.temperature()))
                    .filter(certainty -> certainty < threshold)
                    .count();
            table.row(
                    series.name(i),
                    threshold,
                    curves.get(i).area(),
                    unclassifiable.logits().size(),
                    abstained);
        }
        return table.build();
    }
}
