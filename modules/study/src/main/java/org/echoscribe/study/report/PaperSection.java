package org.echoscribe.study.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.echoscribe.statistics.ConfusionMatrix;
import org.echoscribe.statistics.McNemar;
import org.echoscribe.statistics.Proportion;
import org.echoscribe.study.evaluation.BundleAnswers;
import org.echoscribe.study.evaluation.HardPair;
import org.echoscribe.study.evaluation.Measured;
import org.echoscribe.study.network.PaperNetwork;

/**
 * What Howard et al. 2020 (doi 10.21037/jmai.2019.10.03) found, beside what was found here: their figures, and each of their
 * claims with whether it holds. Only where networks of theirs are among the bundles.
 */
final class PaperSection {

    private static final double SIGNIFICANT = 0.05;

    private final Measured measured;
    private final Series series;
    private final Section.Builder section = new Section.Builder("paper", "Against the paper");

    private PaperSection(Measured measured) {
        this.measured = measured;
        this.series = new Series(measured);
    }

    /** Empty where no bundle is one of the paper's networks. */
    static Optional<Section> of(Measured measured) {
        PaperSection paper = new PaperSection(measured);
        return IntStream.range(0, paper.series.size())
                        .anyMatch(i -> paper.paper(i).isPresent())
                ? Optional.of(paper.section())
                : Optional.empty();
    }

    private Section section() {
        section.words(
                "Figures of Howard et al. 2020 (doi 10.21037/jmai.2019.10.03) are of 2,140 clinical loops and networks of"
                        + " full size, initialised from ImageNet. Here other loops were scored, so that only the order of the networks"
                        + " can be compared, not their errors. Taken for one another: loops of the three pairs that are hard in a still"
                        + " picture, answered with the pair's other view.");
        section.numbers(table());
        claims().forEach(section::words);
        return section.build();
    }

    private NumberTable table() {
        NumberTable.Builder table = NumberTable.of("against-the-paper", "The paper's networks, there and here")
                .column("network", "Network", NumberFormat.TEXT)
                .column("group", "Group", NumberFormat.TEXT)
                .column("error", "Error", NumberFormat.PERCENT)
                .column("kappa", "Kappa", NumberFormat.THREE_DECIMALS)
                .column("paper_error", "Paper's error", NumberFormat.PERCENT)
                .column("paper_kappa", "Paper's kappa", NumberFormat.THREE_DECIMALS)
                .column("views_answered", "Views answered", NumberFormat.COUNT);
        for (HardPair pair : HardPair.values()) {
            table.column(
                    "swapped_" + pair.name().toLowerCase(Locale.ROOT),
                    Series.code(pair.one()) + "/" + Series.code(pair.other()),
                    NumberFormat.COUNT);
        }
        table.column("swapped", "Taken for one another", NumberFormat.COUNT)
                .column("hard_loops", "of", NumberFormat.COUNT);
        for (int i = 0; i < series.size(); i++) {
            OptionalInt found = paper(i);
            if (found.isPresent()) {
                table.row(row(i, PaperNetwork.values()[found.getAsInt()]));
            }
        }
        return table.build();
    }

    private Object[] row(int number, PaperNetwork network) {
        ConfusionMatrix confusion = series.confusion(number);
        List<Object> row = new ArrayList<>(List.of(
                network.title(),
                network.group().title(),
                confusion.error().value(),
                confusion.kappa(),
                known(network.published().errorPercent(), 0.01),
                known(network.published().kappa(), 1),
                (int) IntStream.of(series.bundle(number).said()).distinct().count()));
        for (HardPair pair : HardPair.values()) {
            row.add(pair.swapped(confusion).count());
        }
        Proportion swapped = swapped(number);
        row.add(swapped.count());
        row.add(swapped.trials());
        return row.toArray();
    }

    private static Object known(OptionalDouble value, double factor) {
        return value.isPresent() ? (Object) (value.getAsDouble() * factor) : "";
    }

    private List<String> claims() {
        List<String> claims = new ArrayList<>();
        compare(claims, PaperNetwork.TD_XCEPTION, PaperNetwork.XCEPTION, "P < 0.0001");
        compare(claims, PaperNetwork.TWO_STREAM_TD_XCEPTION, PaperNetwork.TD_XCEPTION, "P = 0.053");
        order(claims);
        fewestErrors(claims);
        oneClass(claims, PaperNetwork.VGG16, "In the paper VGG-16 answered one class always.");
        oneClass(claims, PaperNetwork.C3D, "In the paper C3D failed to classify.");
        return claims;
    }

    /** The paper found the first better than the second. */
    private void compare(List<String> claims, PaperNetwork first, PaperNetwork second, String papersP) {
        OptionalInt one = position(first);
        OptionalInt other = position(second);
        if (one.isEmpty() || other.isEmpty()) {
            return;
        }
        BundleAnswers better = series.bundle(one.getAsInt());
        BundleAnswers worse = series.bundle(other.getAsInt());
        McNemar test = McNemar.of(measured.test().truth(), better.said(), worse.said());
        int fewer = test.onlyFirstRight() - test.onlySecondRight();
        String verdict = fewer <= 0
                ? "does not hold here"
                : test.pValue() < SIGNIFICANT
                        ? "holds here"
                        : "has the same direction here, but no more than luck may give";
        claims.add(String.format(
                Locale.ROOT,
                "%s errs less than %s (in the paper, %s): this %s. %d loops only the first answers rightly, %d only the"
                        + " second, P = %.2g.",
                first.title(),
                second.title(),
                papersP,
                verdict,
                test.onlyFirstRight(),
                test.onlySecondRight(),
                test.pValue()));
    }

    private void order(List<String> claims) {
        OptionalInt still = position(PaperNetwork.XCEPTION);
        OptionalInt timed = position(PaperNetwork.TD_XCEPTION);
        OptionalInt streams = position(PaperNetwork.TWO_STREAM_TD_XCEPTION);
        if (still.isEmpty() || timed.isEmpty() || streams.isEmpty()) {
            return;
        }
        Proportion first = swapped(still.getAsInt());
        int second = swapped(timed.getAsInt()).count();
        int third = swapped(streams.getAsInt()).count();
        boolean holds = first.count() > second && second > third;
        claims.add(String.format(
                Locale.ROOT,
                "On the hard pairs 2-D errs most and two streams least, with time-distributed between: this %s. Of %d"
                        + " loops, taken for one another by Xception %d, by TD-Xception %d, by two streams %d.",
                holds ? "is the order here too" : "is not the order here",
                first.trials(),
                first.count(),
                second,
                third));
    }

    private void fewestErrors(List<String> claims) {
        if (position(PaperNetwork.TWO_STREAM_TD_XCEPTION).isEmpty()) {
            return;
        }
        int best = series.best();
        boolean holds = series.bundle(best).architecture().equals(PaperNetwork.TWO_STREAM_TD_XCEPTION.id());
        claims.add("The two-stream network with TD-Xception errs least of all: this "
                + (holds ? "holds here." : "does not hold here, where " + series.name(best) + " does."));
    }

    private void oneClass(List<String> claims, PaperNetwork network, String published) {
        OptionalInt number = position(network);
        if (number.isPresent()) {
            BundleAnswers answers = series.bundle(number.getAsInt());
            long classes = IntStream.of(answers.said()).distinct().count();
            claims.add(String.format(
                    Locale.ROOT,
                    "%s Here %s answers %d different views and errs on %.1f %% of the loops%s.",
                    published,
                    network.title(),
                    classes,
                    100 * series.confusion(number.getAsInt()).error().value(),
                    classes == 1 ? ": it collapsed here too" : ""));
        }
    }

    private Proportion swapped(int number) {
        ConfusionMatrix confusion = series.confusion(number);
        int count = 0;
        int trials = 0;
        for (HardPair pair : HardPair.values()) {
            count += pair.swapped(confusion).count();
            trials += pair.swapped(confusion).trials();
        }
        return new Proportion(count, trials);
    }

    private OptionalInt position(PaperNetwork network) {
        return IntStream.range(0, series.size())
                .filter(i -> series.bundle(i).architecture().equals(network.id()))
                .findFirst();
    }

    /** Which of the paper's networks a bundle is. */
    private OptionalInt paper(int number) {
        String architecture = series.bundle(number).architecture();
        return IntStream.range(0, PaperNetwork.values().length)
                .filter(i -> PaperNetwork.values()[i].id().equals(architecture))
                .findFirst();
    }
}
