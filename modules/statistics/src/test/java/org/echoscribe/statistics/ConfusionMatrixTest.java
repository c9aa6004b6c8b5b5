package org.echoscribe.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {

    /** The paper's table 1: test loops of each of the 14 views, 2,140 in all. */
    private static final int[] TEST_LOOPS = {260, 123, 63, 343, 291, 152, 145, 289, 79, 84, 58, 9, 193, 51};

    @Test
    void countsEachPairOfTruthAndAnswer() {
        ConfusionMatrix matrix = ConfusionMatrix.of(new int[] {0, 0, 1, 2, 2}, new int[] {0, 1, 1, 2, 0}, 3);
        assertThat(matrix.counts()).isDeepEqualTo(new int[][] {{1, 1, 0}, {0, 1, 0}, {1, 0, 1}});
        assertThat(matrix.error()).isEqualTo(new Proportion(2, 5));
        assertThat(matrix.accuracy()).isEqualTo(new Proportion(3, 5));
        assertThat(matrix.recall(0)).isEqualTo(new Proportion(1, 2));
        assertThat(matrix.precision(2)).isEqualTo(new Proportion(1, 1));
        assertThat(matrix.f1(2)).isCloseTo(2.0 / 3, within(1e-15));
    }

    /** VGG-16 in the paper collapsed to view 5: 86.4 % error, kappa 0. */
    @Test
    void aNetworkThatAlwaysGivesOneViewHasThePublishedErrorAndNoKappa() {
        int[][] counts = new int[14][14];
        IntStream.range(0, 14).forEach(view -> counts[view][4] = TEST_LOOPS[view]);
        ConfusionMatrix collapsed = ConfusionMatrix.ofCounts(counts);
        assertThat(collapsed.total()).isEqualTo(2140);
        assertThat(100 * collapsed.error().value()).isCloseTo(86.4, within(0.05));
        assertThat(collapsed.kappa()).isCloseTo(0, within(1e-12));
        assertThat(collapsed.precision(0).value()).isNaN();
    }

    /** The paper's two-stream network: 3.9 % error on 2,140 loops is kappa 0.957. */
    @Test
    void thePublishedErrorOfTheTwoStreamNetworkGivesItsPublishedKappa() {
        int[][] counts = new int[14][14];
        IntStream.range(0, 14).forEach(view -> counts[view][view] = TEST_LOOPS[view]);
        swapAnswers(counts, 2, 4, 10);
        swapAnswers(counts, 7, 9, 16);
        swapAnswers(counts, 5, 6, 15);
        counts[3][4]++;
        counts[3][3]--;
        ConfusionMatrix matrix = ConfusionMatrix.ofCounts(counts);
        assertThat(matrix.error()).isEqualTo(new Proportion(83, 2140));
        assertThat(matrix.kappa()).isCloseTo(0.957, within(0.0005));
    }

    private static void swapAnswers(int[][] counts, int one, int other, int loops) {
        counts[one][one] -= loops;
        counts[one][other] += loops;
        counts[other][other] -= loops;
        counts[other][one] += loops;
    }

    /** Three tables that textbooks on agreement use: 0.4, 0.13 and 0.26. */
    @Test
    void kappaEqualsTextbookValues() {
        assertThat(kappa(20, 5, 10, 15)).isCloseTo(0.4, within(1e-12));
        assertThat(kappa(45, 15, 25, 15)).isCloseTo(0.1304, within(5e-5));
        assertThat(kappa(25, 35, 5, 35)).isCloseTo(0.2593, within(5e-5));
    }

    private static double kappa(int yesYes, int yesNo, int noYes, int noNo) {
        return ConfusionMatrix.ofCounts(new int[][] {{yesYes, yesNo}, {noYes, noNo}})
                .kappa();
    }

    @Test
    void kappaIsUndefinedWhereChanceAloneAlwaysAgrees() {
        assertThat(ConfusionMatrix.of(new int[] {1, 1}, new int[] {1, 1}, 3).kappa())
                .isNaN();
        assertThat(ConfusionMatrix.of(new int[0], new int[0], 3).kappa()).isNaN();
        assertThat(ConfusionMatrix.of(new int[] {1, 1}, new int[] {1, 1}, 3).f1(0))
                .isNaN();
    }

    @Test
    void theDifferenceOfTwoModelsIsTakenCountByCount() {
        ConfusionMatrix better = ConfusionMatrix.ofCounts(new int[][] {{9, 1}, {0, 10}});
        ConfusionMatrix worse = ConfusionMatrix.ofCounts(new int[][] {{7, 3}, {2, 8}});
        assertThat(better.minus(worse)).isDeepEqualTo(new int[][] {{2, -2}, {-2, 2}});
    }

    @Test
    void impossibleInputIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfusionMatrix.of(new int[] {0}, new int[] {0, 1}, 2))
                .withMessageContaining("one truth and one answer");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfusionMatrix.of(new int[] {0}, new int[] {14}, 14))
                .withMessageContaining("Class 14 is not one of 0..13");
        assertThatIllegalArgumentException().isThrownBy(() -> ConfusionMatrix.ofCounts(new int[][] {{1, 2}}));
        assertThatIllegalArgumentException().isThrownBy(() -> ConfusionMatrix.ofCounts(new int[][] {{-1}}));
        assertThatIllegalArgumentException().isThrownBy(() -> ConfusionMatrix.ofCounts(new int[0][]));
    }

    @Property
    void perfectAnswersHaveNoErrorAndKappaOneOrUndefined(@ForAll("classes") List<Integer> truth) {
        int[] items = toInts(truth);
        ConfusionMatrix matrix = ConfusionMatrix.of(items, items, 14);
        assertThat(matrix.error().count()).isZero();
        if (truth.stream().distinct().count() > 1) {
            assertThat(matrix.kappa()).isCloseTo(1, within(1e-12));
        } else {
            assertThat(matrix.kappa()).isNaN();
        }
    }

    @Property
    void exchangingReadersKeepsErrorAndKappaAndSwapsRecallWithPrecision(@ForAll("pairs") List<List<Integer>> pairs) {
        int[] one = pairs.stream().mapToInt(List::getFirst).toArray();
        int[] other = pairs.stream().mapToInt(List::getLast).toArray();
        ConfusionMatrix matrix = ConfusionMatrix.of(one, other, 14);
        ConfusionMatrix exchanged = ConfusionMatrix.of(other, one, 14);
        assertThat(matrix.error()).isEqualTo(exchanged.error());
        if (Double.isNaN(matrix.kappa())) {
            assertThat(exchanged.kappa()).isNaN();
        } else {
            assertThat(matrix.kappa())
                    .isCloseTo(exchanged.kappa(), within(1e-9))
                    .isBetween(-1.0, 1.0);
        }
        for (int each = 0; each < 14; each++) {
            assertThat(matrix.recall(each)).isEqualTo(exchanged.precision(each));
        }
    }

    @Property
    void f1IsTheHarmonicMeanOfPrecisionAndRecall(@ForAll("pairs") List<List<Integer>> pairs) {
        ConfusionMatrix matrix = ConfusionMatrix.of(
                pairs.stream().mapToInt(List::getFirst).toArray(),
                pairs.stream().mapToInt(List::getLast).toArray(),
                14);
        for (int each = 0; each < 14; each++) {
            double recall = matrix.recall(each).value();
            double precision = matrix.precision(each).value();
            if (recall > 0 && precision > 0) {
                assertThat(matrix.f1(each)).isCloseTo(2 / (1 / recall + 1 / precision), within(1e-12));
            }
        }
    }

    @Provide
    Arbitrary<List<Integer>> classes() {
        return Arbitraries.integers().between(0, 13).list().ofMinSize(1).ofMaxSize(200);
    }

    @Provide
    Arbitrary<List<List<Integer>>> pairs() {
        return Arbitraries.integers()
                .between(0, 13)
                .list()
                .ofSize(2)
                .list()
                .ofMinSize(1)
                .ofMaxSize(200);
    }

    private static int[] toInts(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }
}
