package org.echoscribe.study.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.echoscribe.statistics.ConfusionMatrix;
import org.echoscribe.statistics.Interval;
import org.echoscribe.statistics.Proportion;
import org.echoscribe.study.evaluation.Alteration;
import org.echoscribe.study.evaluation.BackgroundTest;
import org.echoscribe.study.evaluation.Measured;
import org.echoscribe.study.evaluation.Robustness;
import org.echoscribe.vocabulary.View;

/** What changes the answers that should not: the background, the frame rate, the gain, the crop. */
final class ExperimentsSection {

    private final Measured measured;
    private final Series series;
    private final int[] truth;

    private ExperimentsSection(Measured measured) {
        this.measured = measured;
        this.series = new Series(measured);
        this.truth = measured.test().truth();
    }

    static Section of(Measured measured) {
        return new ExperimentsSection(measured).section();
    }

    private Section section() {
        Section.Builder section = new Section.Builder("experiments", "Background and robustness");
        if (measured.background().isEmpty()) {
            return section.words("Left out: --experiment-loops was 0.").build();
        }
        BackgroundTest background = measured.background().get();
        section.words("On " + background.loops().length
                        + " of the scored loops. Background: the stored picture is blanked around the ultrasound (from 16"
                        + " pixels beyond its bounding box, because JPEG smears its edge), which should change nothing; then"
                        + " the ultrasound is blanked and only names, rulers, logos and the ECG are left, from which nothing"
                        + " should be recognised. A loop in which nothing moves like a heart is not attempted.")
                .numbers(background(background))
                .words(
                        "Robustness: the same loops, recorded otherwise. At a third or half of the frame rate frames are left"
                                + " out, at twice the rate means of neighbours are put between; gain multiplies grey values; crop"
                                + " keeps so much of the picture's side, above 1 a black margin is added.");
        NumberTable numbers = robustness();
        for (Alteration.Kind kind : Alteration.Kind.values()) {
            addFigure(section, kind, numbers);
        }
        return section.numbers(numbers).build();
    }

    private NumberTable background(BackgroundTest background) {
        NumberTable.Builder table = NumberTable.of("background", "What the background tells")
                .column("network", "Network", NumberFormat.TEXT)
                .column("loops", "Loops", NumberFormat.COUNT)
                .column(
                        "greatest_change_without_background",
                        "Background blanked: greatest change of a probability",
                        NumberFormat.SCIENTIFIC)
                .column("answers_changed_without_background", "answers changed", NumberFormat.COUNT)
                .column("only_background_not_attempted", "Only background: not attempted", NumberFormat.COUNT)
                .column("only_background_right", "attempted and right", NumberFormat.COUNT)
                .column("only_background_right_share", "share", NumberFormat.PERCENT)
                .column(
                        "most_frequent_view_share",
                        "for comparison: share of the most frequent view",
                        NumberFormat.PERCENT);
        int[] all = IntStream.of(background.loops()).map(loop -> truth[loop]).toArray();
        ConfusionMatrix frequencies = ConfusionMatrix.of(all, all, View.values().length);
        int most = IntStream.range(0, View.values().length)
                .map(frequencies::truthTotal)
                .max()
                .orElse(0);
        for (int i = 0; i < series.size(); i++) {
            int right = background.rightFromBackground(i, truth);
            table.row(
                    series.name(i),
                    all.length,
                    background.greatestChangeWithoutBackground()[i],
                    background.answersChangedWithoutBackground()[i],
                    background.refusedWithoutPicture(i),
                    right,
                    (double) right / all.length,
                    (double) most / all.length);
        }
        return table.build();
    }

    private NumberTable robustness() {
        NumberTable.Builder table = NumberTable.of("robustness", "Error on loops recorded otherwise")
                .column("network", "Network", NumberFormat.TEXT)
                .column("altered", "Altered", NumberFormat.TEXT)
                .column("factor", "Factor", NumberFormat.THREE_DECIMALS)
                .column("loops", "Loops", NumberFormat.COUNT)
                .column("wrong", "Wrong", NumberFormat.COUNT)
                .column("error", "Error", NumberFormat.PERCENT)
                .column("error_lower_95", "95 % from", NumberFormat.PERCENT)
                .column("error_upper_95", "to", NumberFormat.PERCENT)
                .column("answers_changed", "Answers changed", NumberFormat.COUNT);
        for (int i = 0; i < series.size(); i++) {
            row(table, i, "nothing", 1, measured.robustness().getFirst().loops(), asRecorded(i));
            for (Robustness each : measured.robustness()) {
                row(
                        table,
                        i,
                        each.alteration().kind().words(),
                        each.alteration().value(),
                        each.loops(),
                        each.said().get(i));
            }
        }
        return table.build();
    }

    private int[] asRecorded(int bundle) {
        int[] said = series.bundle(bundle).said();
        return IntStream.of(measured.robustness().getFirst().loops())
                .map(loop -> said[loop])
                .toArray();
    }

    private void row(NumberTable.Builder table, int bundle, String altered, double factor, int[] loops, int[] said) {
        Proportion error = error(loops, said);
        Interval interval = error.exactInterval95();
        int[] before = asRecorded(bundle);
        long changed = IntStream.range(0, said.length)
                .filter(i -> said[i] != before[i])
                .count();
        table.row(
                series.name(bundle),
                altered,
                factor,
                error.trials(),
                error.count(),
                error.value(),
                interval.lower(),
                interval.upper(),
                changed);
    }

    private Proportion error(int[] loops, int[] said) {
        int wrong = (int) IntStream.range(0, loops.length)
                .filter(i -> said[i] != truth[loops[i]])
                .count();
        return new Proportion(wrong, loops.length);
    }

    private void addFigure(Section.Builder section, Alteration.Kind kind, NumberTable numbers) {
        List<Robustness> of = measured.robustness().stream()
                .filter(each -> each.alteration().kind() == kind)
                .toList();
        List<Double> factors = new ArrayList<>(
                of.stream().map(each -> each.alteration().value()).toList());
        factors.add(1.0);
        factors.sort(null);
        List<LinePlot.Line> lines = new ArrayList<>();
        double greatest = 0.05;
        for (int i = 0; i < series.size(); i++) {
            double[] points = new double[2 * factors.size()];
            for (int k = 0; k < factors.size(); k++) {
                points[2 * k] = factors.get(k);
                points[2 * k + 1] = errorAt(i, factors.get(k), of);
                greatest = Math.max(greatest, points[2 * k + 1]);
            }
            lines.add(new LinePlot.Line(series.name(i), points, points));
        }
        Drawing drawing = new LinePlot(
                        "Error against " + kind.words(),
                        kind.words() + ", times what was recorded",
                        "error",
                        measured.synthetic())
                .draw(
                        lines,
                        new Axis(factors.getFirst() * 0.95, factors.getLast() * 1.05, 0, 1, true),
                        factors,
                        factors.stream()
                                .map(each -> String.format(Locale.ROOT, "%.2f", each))
                                .toList(),
                        Math.min(1, Axis.roundUp(greatest)));
        section.figure(
                "robustness-" + kind.words().replace(' ', '-'),
                "Error when the " + kind.words() + " is altered.",
                drawing,
                numbers);
    }

    private double errorAt(int bundle, double factor, List<Robustness> of) {
        return of.stream()
                .filter(each -> each.alteration().value() == factor)
                .findFirst()
                .map(each -> error(each.loops(), each.said().get(bundle)).value())
                .orElseGet(() -> error(measured.robustness().getFirst().loops(), asRecorded(bundle))
                        .value());
    }
}
