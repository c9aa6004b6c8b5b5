package org.echoscribe.study.report;

import java.util.ArrayList;
import java.util.List;
import org.echoscribe.statistics.ConfusionMatrix;
import org.echoscribe.statistics.Interval;
import org.echoscribe.statistics.Proportion;
import org.echoscribe.study.evaluation.Measured;
import org.echoscribe.vocabulary.View;

/** Recall, precision and F1 of each view. */
final class ViewsSection {

    private ViewsSection() {}

    static Section of(Measured measured) {
        Series series = new Series(measured);
        NumberTable.Builder table = NumberTable.of("views", "Recall, precision and F1 of each view")
                .column("view", "View", NumberFormat.TEXT)
                .column("network", "Network", NumberFormat.TEXT)
                .column("loops", "Loops", NumberFormat.COUNT)
                .column("recognised", "Recognised", NumberFormat.COUNT)
                .column("recall", "Recall", NumberFormat.PERCENT)
                .column("recall_lower_95", "95 % from", NumberFormat.PERCENT)
                .column("recall_upper_95", "to", NumberFormat.PERCENT)
                .column("answered", "Answered", NumberFormat.COUNT)
                .column("precision", "Precision", NumberFormat.PERCENT)
                .column("f1", "F1", NumberFormat.THREE_DECIMALS);
        List<DotPlot.Row> rows = new ArrayList<>();
        for (View view : View.values()) {
            List<Proportion> recalls = new ArrayList<>();
            for (int i = 0; i < series.size(); i++) {
                ConfusionMatrix confusion = series.confusion(i);
                Proportion recall = confusion.recall(view.ordinal());
                Proportion precision = confusion.precision(view.ordinal());
                Interval interval = recall.exactInterval95();
                recalls.add(recall);
                table.row(
                        view.displayName(),
                        series.name(i),
                        recall.trials(),
                        recall.count(),
                        recall.value(),
                        recall.trials() == 0 ? Double.NaN : interval.lower(),
                        recall.trials() == 0 ? Double.NaN : interval.upper(),
                        precision.trials(),
                        precision.value(),
                        confusion.f1(view.ordinal()));
            }
            rows.add(new DotPlot.Row(
                    view.displayName(), "n = " + recalls.getFirst().trials(), recalls));
        }
        NumberTable numbers = table.build();
        Drawing drawing = new DotPlot(
                        "Recall of each view", "recall, exact 95 % interval", series.names(), measured.synthetic())
                .draw(rows, 0, 1);
        return new Section.Builder("views", "Each view")
                .figure("recall", "Recall of each view with its exact 95 % interval.", drawing, numbers)
                .numbers(numbers)
                .build();
    }
}
