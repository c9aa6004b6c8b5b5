package org.echoscribe.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class McNemarTest {

    @Test
    void countsWhoIsRightOnEachItem() {
        int[] truth = {0, 1, 2, 3, 4};
        int[] first = {0, 1, 2, 0, 0};
        int[] second = {0, 0, 0, 3, 1};
        assertThat(McNemar.of(truth, first, second)).isEqualTo(new McNemar(1, 2, 1, 1));
    }

    /** Agresti's approval ratings (794, 150, 86, 570); corrected statistic and p by SciPy 1.17.1 {@code chi2.sf}. */
    @Test
    void largeCellsUseChiSquaredWithContinuityCorrection() {
        McNemar ratings = new McNemar(794, 150, 86, 570);
        assertThat(ratings.exact()).isFalse();
        assertThat(ratings.chiSquared()).isCloseTo(16.81779661016949, within(1e-12));
        assertThat(ratings.pValue()).isCloseTo(4.114562281345944e-05, within(1e-13));
    }

    /** Expected p: SciPy 1.17.1, {@code 2 * binom.cdf(min(b, c), b + c, 0.5)}. */
    @Test
    void smallCellsUseTheExactTest() {
        McNemar hardPair = new McNemar(2000, 2, 19, 119);
        assertThat(hardPair.exact()).isTrue();
        assertThat(hardPair.pValue()).isCloseTo(0.00022125244140625, within(1e-15));
        assertThat(new McNemar(500, 16, 6, 500).pValue()).isCloseTo(0.052478790283203125, within(1e-14));
        assertThat(new McNemar(500, 1, 9, 500).pValue()).isCloseTo(0.021484375, within(1e-15));
    }

    @Test
    void anyCellBelowTwentyFiveMakesItExact() {
        assertThat(new McNemar(25, 25, 25, 25).exact()).isFalse();
        assertThat(new McNemar(24, 25, 25, 25).exact()).isTrue();
        assertThat(new McNemar(25, 24, 25, 25).exact()).isTrue();
        assertThat(new McNemar(25, 25, 24, 25).exact()).isTrue();
        assertThat(new McNemar(25, 25, 25, 24).exact()).isTrue();
    }

    @Test
    void equalClassifiersDifferNotAtAll() {
        assertThat(new McNemar(100, 0, 0, 5).pValue()).isEqualTo(1);
        assertThat(new McNemar(100, 30, 30, 50).pValue()).isEqualTo(1);
        assertThat(new McNemar(100, 7, 7, 50).pValue()).isEqualTo(1);
    }

    @Test
    void differentNumbersOfItemsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> McNemar.of(new int[] {1}, new int[] {1, 2}, new int[] {1}));
        assertThatIllegalArgumentException().isThrownBy(() -> new McNemar(1, -1, 1, 1));
    }

    @Property(tries = 300)
    void theOrderOfTheClassifiersDoesNotMatterAndMoreImbalanceIsNeverLessSignificant(
            @ForAll @IntRange(max = 400) int one, @ForAll @IntRange(max = 400) int other) {
        McNemar table = new McNemar(300, one, other, 300);
        assertThat(table.pValue()).isBetween(0.0, 1.0).isEqualTo(new McNemar(300, other, one, 300).pValue());
        int fewer = Math.min(one, other);
        if (fewer > 0) {
            McNemar moreImbalanced = new McNemar(300, one + other - fewer + 1, fewer - 1, 300);
            assertThat(moreImbalanced.exactPValue()).isLessThanOrEqualTo(table.exactPValue());
            assertThat(moreImbalanced.chiSquaredPValue()).isLessThanOrEqualTo(table.chiSquaredPValue());
        }
    }

    @Property(tries = 200)
    void exactAndApproximateAgreeOnLargeCounts(
            @ForAll @IntRange(min = 100, max = 400) int one, @ForAll @IntRange(min = 100, max = 400) int other) {
        McNemar table = new McNemar(300, one, other, 300);
        assertThat(table.exactPValue()).isCloseTo(table.chiSquaredPValue(), within(0.01));
    }
}
