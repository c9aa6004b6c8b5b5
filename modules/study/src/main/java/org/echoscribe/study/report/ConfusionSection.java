package org.echoscribe.study.report;

import org.echoscribe.statistics.ConfusionMatrix;
import org.echoscribe.study.evaluation.HardPair;
import org.echoscribe.study.evaluation.Measured;

/** What each network takes for what, and the pairs that are hard to tell apart in a still picture. */
final class ConfusionSection {

    private ConfusionSection() {}

    static Section of(Measured measured) {
        Series series = new Series(measured);
        Section.Builder section = new Section.Builder("confusion", "Confusion matrices");
        NumberTable.Builder pairs = NumberTable.of("hard-pairs", "Loops of either view that were taken for the other")
                .column("network", "Network", NumberFormat.TEXT)
                .column("pair", "Pair", NumberFormat.TEXT)
                .column("swapped", "Swapped", NumberFormat.COUNT)
                .column("loops", "Loops", NumberFormat.COUNT)
                .column("share", "Share", NumberFormat.PERCENT);
        for (HardPair pair : HardPair.values()) {
            for (int i = 0; i < series.size(); i++) {
                var swapped = pair.swapped(series.confusion(i));
                pairs.row(
                        series.name(i),
                        pair.one().displayName() + " / " + pair.other().displayName(),
                        swapped.count(),
                        swapped.trials(),
                        swapped.value());
            }
        }
        section.numbers(pairs.build());
        for (int i = 0; i < series.size(); i++) {
            ConfusionMatrix confusion = series.confusion(i);
            String id = "confusion-" + series.slug(i);
            section.figure(
                    id,
                    "Confusion matrix of " + series.name(i)
                            + ". Colour is the share of the row: blue where it is right, orange where it is not.",
                    new MatrixPlot(
                                    "Confusion matrix",
                                    "reader's view",
                                    "network's view",
                                    Series.viewNames(),
                                    Series.viewCodes(),
                                    measured.synthetic())
                            .draw(confusion.counts(), false),
                    MatrixNumbers.of(
                            id, "Confusion matrix of " + series.name(i), confusion.counts(), Series.viewNames()));
        }
        return section.build();
    }
}
