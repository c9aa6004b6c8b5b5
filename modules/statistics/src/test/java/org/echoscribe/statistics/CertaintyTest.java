package org.echoscribe.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Reliability, abstention, proper scores and the bootstrap over groups. */
class CertaintyTest {

    private static final Offset<Double> EXACT = within(1e-12);

    @Test
    void answersFallIntoTheBinOfTheirCertainty() {
        Reliability reliability =
                Reliability.of(new double[] {0.05, 0.5, 0.58, 1}, new boolean[] {false, true, false, true}, 10);
        assertThat(reliability.bins()).hasSize(10);
        assertThat(reliability.bins().get(5).right()).isEqualTo(new Proportion(1, 2));
        assertThat(reliability.bins().get(5).meanCertainty()).isCloseTo(0.54, EXACT);
        assertThat(reliability.bins().get(9).right()).isEqualTo(new Proportion(1, 1));
        assertThat(reliability.bins().get(1).meanCertainty()).isNaN();
        // (0.05 + 2 * 0.04 + 0) / 4
        assertThat(reliability.expectedCalibrationError()).isCloseTo(0.0325, EXACT);
    }

    @Test
    void aThresholdTradesCoverageForError() {
        AbstentionCurve curve = AbstentionCurve.of(
                new double[] {0.9, 0.5, 0.7, 0.7, 0.3}, new boolean[] {true, false, true, false, false});
        assertThat(curve.points())
                .containsExactly(
                        new AbstentionCurve.Point(0.9, new Proportion(1, 5), new Proportion(0, 1)),
                        new AbstentionCurve.Point(0.7, new Proportion(3, 5), new Proportion(1, 3)),
                        new AbstentionCurve.Point(0.5, new Proportion(4, 5), new Proportion(2, 4)),
                        new AbstentionCurve.Point(0.3, new Proportion(5, 5), new Proportion(3, 5)));
        assertThat(curve.at(0.6)).isEqualTo(new AbstentionCurve.Point(0.6, new Proportion(3, 5), new Proportion(1, 3)));
        assertThat(curve.at(0.95).wrong()).isEqualTo(new Proportion(0, 0));
        assertThat(curve.area()).isCloseTo((0 + 2 / 3.0 + 0.5 + 0.6) / 5, EXACT);
    }

    @Property
    void withoutAThresholdTheErrorIsThatOfAllAnswers(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int items) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] certainty = random.doubles(items).toArray();
        boolean[] right = new boolean[items];
        IntStream.range(0, items).forEach(item -> right[item] = random.nextInt(4) > 0);
        AbstentionCurve curve = AbstentionCurve.of(certainty, right);
        int wrong = (int) IntStream.range(0, items).filter(item -> !right[item]).count();
        assertThat(curve.points().getLast().wrong()).isEqualTo(new Proportion(wrong, items));
        assertThat(curve.at(0).asserted()).isEqualTo(new Proportion(items, items));
    }

    @Test
    void properScoresAreZeroForCertainTruthAndKnownForAnEvenGuess() {
        double[][] certain = {{1, 0}, {0, 1}};
        assertThat(ProbabilityScore.brier(certain, new int[] {0, 1})).isZero();
        assertThat(ProbabilityScore.logLoss(certain, new int[] {0, 1})).isZero();
        double[][] even = {{0.5, 0.5}};
        assertThat(ProbabilityScore.brier(even, new int[] {1})).isCloseTo(0.5, EXACT);
        assertThat(ProbabilityScore.logLoss(even, new int[] {1})).isCloseTo(Math.log(2), EXACT);
    }

    @Test
    void likeItemsOfOneGroupWidenTheInterval() {
        int[] alone = IntStream.range(0, 400).toArray();
        int[] grouped = Arrays.stream(alone).map(item -> item / 20).toArray();
        boolean[] wrong = new boolean[400];
        for (int item = 0; item < 400; item++) {
            wrong[item] = item / 20 % 5 == 0;
        }
        Interval independent = ClusterBootstrap.interval95(alone, wrong, 1);
        Interval clustered = ClusterBootstrap.interval95(grouped, wrong, 1);
        assertThat(independent.contains(0.2)).isTrue();
        assertThat(clustered.upper() - clustered.lower())
                .isGreaterThan(2 * (independent.upper() - independent.lower()));
        assertThat(ClusterBootstrap.interval95(grouped, wrong, 1)).isEqualTo(clustered);
    }

    @Test
    void theBootstrapHasTheStandardErrorOfTheBinomialWhereEachItemIsItsOwnGroup() {
        int[] alone = IntStream.range(0, 900).toArray();
        boolean[] wrong = new boolean[900];
        Arrays.fill(wrong, 0, 90, true);
        Interval interval = ClusterBootstrap.interval95(alone, wrong, 7);
        double halfWidth = 1.96 * Math.sqrt(0.1 * 0.9 / 900);
        assertThat(interval.lower()).isCloseTo(0.1 - halfWidth, within(0.004));
        assertThat(interval.upper()).isCloseTo(0.1 + halfWidth, within(0.004));
    }

    @Test
    void impossibleInputIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reliability.of(new double[] {1.1}, new boolean[] {true}, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> HolmAdjustment.adjust(0.5, -0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> AbstentionCurve.of(new double[2], new boolean[1]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClusterBootstrap.interval95(new int[1], new boolean[2], 1));
    }
}
