package org.echoscribe.study.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.echoscribe.statistics.ClusterBootstrap;
import org.echoscribe.statistics.ConfusionMatrix;
import org.echoscribe.statistics.Interval;
import org.echoscribe.statistics.Kappa;
import org.echoscribe.statistics.Proportion;
import org.echoscribe.study.evaluation.BundleAnswers;
import org.echoscribe.study.evaluation.Measured;

/** Table 2: how often each network errs, and how well it agrees with the reader beyond chance. */
final class ResultsSection {

    private static final long BOOTSTRAP_SEED = 1;

    private ResultsSection() {}

    static Section of(Measured measured) {
        Series series = new Series(measured);
        NumberTable.Builder table = NumberTable.of("table-2", "Table 2. Networks, error and agreement")
                .column("network", "Network", NumberFormat.TEXT)
                .column("architecture", "Architecture", NumberFormat.TEXT)
                .column("parameters", "Parameters", NumberFormat.COUNT)
                .column("loops", "Loops", NumberFormat.COUNT)
                .column("wrong", "Wrong", NumberFormat.COUNT)
                .column("error", "Error", NumberFormat.PERCENT)
                .column("error_lower_95", "95 % from", NumberFormat.PERCENT)
                .column("error_upper_95", "to", NumberFormat.PERCENT)
                .column("error_lower_95_by_study", "by study from", NumberFormat.PERCENT)
                .column("error_upper_95_by_study", "to", NumberFormat.PERCENT)
                .column("kappa", "Kappa", NumberFormat.THREE_DECIMALS)
                .column("kappa_lower_95", "95 % from", NumberFormat.THREE_DECIMALS)
                .column("kappa_upper_95", "to", NumberFormat.THREE_DECIMALS);
        List<DotPlot.Row> rows = new ArrayList<>();
        double greatest = 0.02;
        for (int i = 0; i < series.size(); i++) {
            ConfusionMatrix confusion = series.confusion(i);
            Proportion error = confusion.error();
            Interval interval = error.exactInterval95();
            Kappa kappa = Kappa.of(confusion);
            BundleAnswers bundle = series.bundle(i);
            Interval byStudy = byStudy(measured, bundle);
            table.row(
                    series.name(i),
                    bundle.architecture(),
                    bundle.parameters(),
                    error.trials(),
                    error.count(),
                    error.value(),
                    interval.lower(),
                    interval.upper(),
                    byStudy.lower(),
                    byStudy.upper(),
                    kappa.value(),
                    kappa.lower95(),
                    kappa.upper95());
            rows.add(new DotPlot.Row(series.name(i), error.count() + " of " + error.trials(), List.of(error)));
            greatest = Math.max(greatest, interval.upper());
        }
        NumberTable numbers = table.build();
        int best = series.best();
        Proportion error = series.confusion(best).error();
        Section.Builder section = new Section.Builder("results", "Error and agreement")
                .words(String.format(
                        Locale.ROOT,
                        "%s errs on %d of %d loops, %.1f %%. The reference is the reader \u201c%s\u201d.",
                        series.name(best),
                        error.count(),
                        error.trials(),
                        100 * error.value(),
                        measured.test().reader()));
        section.numbers(numbers)
                .words(
                        "The exact interval (Clopper\u2013Pearson) takes every loop for independent, as the paper does. Loops"
                                + " of one study are alike, so the interval by study, a bootstrap that draws whole studies, is the"
                                + " one to believe where they differ. Parameters are those of the shipped graphs, in which batch"
                                + " normalisation is folded into the convolutions.");
        Drawing drawing = new DotPlot(
                        "Error of each network", "error, exact 95 % interval", List.of("error"), measured.synthetic())
                .draw(rows, 0, Axis.roundUp(greatest));
        return section.figure("error", "Error of each network with its exact 95 % interval.", drawing, numbers)
                .build();
    }

    private static Interval byStudy(Measured measured, BundleAnswers bundle) {
        boolean[] wrong = bundle.right(measured.test().truth());
        for (int i = 0; i < wrong.length; i++) {
            wrong[i] = !wrong[i];
        }
        return ClusterBootstrap.interval95(measured.test().studyNumbers(), wrong, BOOTSTRAP_SEED);
    }
}
