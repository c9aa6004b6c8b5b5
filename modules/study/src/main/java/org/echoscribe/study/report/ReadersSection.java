package org.echoscribe.study.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.echoscribe.statistics.ConfusionMatrix;
import org.echoscribe.statistics.Interval;
import org.echoscribe.statistics.Kappa;
import org.echoscribe.statistics.Proportion;
import org.echoscribe.statistics.TwoReaderComparison;
import org.echoscribe.study.evaluation.Measured;
import org.echoscribe.vocabulary.View;

/** Networks held against two readers, and the readers against each other. */
final class ReadersSection {

    private final Measured measured;
    private final String other;
    /** Scored loops that the other reader saw. */
    private final int[] loops;

    private final int[] first;
    private final int[] second;

    private ReadersSection(Measured measured) {
        this.measured = measured;
        this.other = measured.test().otherReaders().getFirst();
        int[] classes = measured.test().classesOf(other);
        int[] truth = measured.test().truth();
        this.loops = IntStream.range(0, truth.length)
                .filter(loop -> classes[loop] >= 0)
                .toArray();
        this.first = IntStream.of(loops).map(loop -> truth[loop]).toArray();
        this.second = IntStream.of(loops).map(loop -> classes[loop]).toArray();
    }

    static Section of(Measured measured) {
        if (measured.test().otherReaders().isEmpty()) {
            return new Section.Builder("readers", "Two readers")
                    .words("Every loop was read by one reader. With a second reader's lines in the table of labels, the"
                            + " networks are held against both here.")
                    .build();
        }
        return new ReadersSection(measured).section();
    }

    private Section section() {
        List<String> names = new ArrayList<>(Series.viewNames());
        List<String> codes = new ArrayList<>(Series.viewCodes());
        names.add("Unclassifiable");
        codes.add("NONE");
        ConfusionMatrix readers = ConfusionMatrix.of(first, second, names.size());
        Kappa kappa = Kappa.of(readers);
        Proportion disagree = readers.error();
        String reference = measured.test().reader();
        return new Section.Builder("readers", "Two readers")
                .words(("\u201c%s\u201d and \u201c%s\u201d both read %d of the scored loops and disagree on %d (%s);"
                                + " Cohen's kappa between them is %s (95 %% interval %s to %s).")
                        .formatted(
                                reference,
                                other,
                                loops.length,
                                disagree.count(),
                                NumberFormat.PERCENT.show(disagree.value()),
                                NumberFormat.THREE_DECIMALS.show(kappa.value()),
                                NumberFormat.THREE_DECIMALS.show(kappa.lower95()),
                                NumberFormat.THREE_DECIMALS.show(kappa.upper95())))
                .numbers(analysis())
                .figure(
                        "readers",
                        "The readers against each other.",
                        new MatrixPlot("Reader against reader", reference, other, names, codes, measured.synthetic())
                                .draw(readers.counts(), false),
                        MatrixNumbers.of("readers", reference + " against " + other, readers.counts(), names))
                .build();
    }

    private NumberTable analysis() {
        Series series = new Series(measured);
        NumberTable.Builder table = NumberTable.of("two-readers", "Error against two readers")
                .column("network", "Network", NumberFormat.TEXT)
                .column("against", "Against", NumberFormat.TEXT)
                .column("wrong", "Wrong", NumberFormat.COUNT)
                .column("loops", "Loops", NumberFormat.COUNT)
                .column("error", "Error", NumberFormat.PERCENT)
                .column("error_lower_95", "95 % from", NumberFormat.PERCENT)
                .column("error_upper_95", "to", NumberFormat.PERCENT);
        for (int i = 0; i < series.size(); i++) {
            int[] said = series.bundle(i).said();
            TwoReaderComparison comparison = TwoReaderComparison.of(
                    first, second, IntStream.of(loops).map(loop -> said[loop]).toArray());
            row(table, series.name(i), measured.test().reader(), comparison.errorAgainstFirst());
            row(table, series.name(i), other, comparison.errorAgainstSecond());
            row(table, series.name(i), "either (wrong for both)", comparison.errorAgainstEither());
            row(table, series.name(i), "both, where they agree", comparison.errorWhereReadersAgree());
        }
        if (Arrays.stream(second).anyMatch(each -> each == View.values().length)) {
            table.row(
                    "readers",
                    "loops that only the second calls unclassifiable",
                    unclassifiable(),
                    loops.length,
                    (double) unclassifiable() / loops.length,
                    "",
                    "");
        }
        return table.build();
    }

    private int unclassifiable() {
        return (int) IntStream.of(second)
                .filter(each -> each == View.values().length)
                .count();
    }

    private static void row(NumberTable.Builder table, String network, String against, Proportion error) {
        Interval interval = error.exactInterval95();
        table.row(network, against, error.count(), error.trials(), error.value(), interval.lower(), interval.upper());
    }
}
