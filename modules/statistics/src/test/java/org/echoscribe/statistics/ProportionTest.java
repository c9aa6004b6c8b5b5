package org.echoscribe.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {

    /** Expected ends: SciPy 1.17.1, {@code binomtest(count, trials).proportion_ci(0.95, "exact")}. */
    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({
        "83, 2140, 0.031008228285447206, 0.04785502111351026", // the paper's two-stream network: 3.9 %
        "45, 2064, 0.01594614765758898, 0.029065410353034227", // its errors where both readers agree
        "74, 2140, 0.027247865514807207, 0.043218563105070204", // the readers' disagreements: 3.5 %
        "291, 2140, 0.12173110061754512, 0.15123632480462068",
        "682, 925, 0.707668264079039, 0.7654065582414781", // R's example of binom.test prints 0.7076683 0.7654066
        "1, 20, 0.0012650894979560339, 0.24873276277202772",
        "0, 10, 0, 0.30849710781876294",
        "10, 10, 0.6915028921812371, 1",
        "0, 2140, 0, 0.0017222905982576624",
    })
    void exactIntervalsEqualAnIndependentImplementation(int count, int trials, double lower, double upper) {
        Interval interval = new Proportion(count, trials).exactInterval95();
        assertThat(interval.lower()).isCloseTo(lower, within(1e-9));
        assertThat(interval.upper()).isCloseTo(upper, within(1e-9));
    }

    @Test
    void theConfidenceCanBeChosen() {
        Interval interval = new Proportion(7, 30).exactInterval(0.99); // SciPy 1.17.1 again
        assertThat(interval.lower()).isCloseTo(0.07292285908396413, within(1e-9));
        assertThat(interval.upper()).isCloseTo(0.4798750519264135, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"83, 2140, 3.9", "74, 2140, 3.5", "291, 2140, 13.6", "45, 2064, 2.2"})
    void thePapersCountsGiveThePapersPercentages(int count, int trials, double percent) {
        assertThat(100 * new Proportion(count, trials).value()).isCloseTo(percent, within(0.05));
    }

    @Test
    void withoutTrialsNothingIsKnown() {
        Proportion nothing = new Proportion(0, 0);
        assertThat(nothing.value()).isNaN();
        assertThat(nothing.exactInterval95()).isEqualTo(new Interval(0, 1));
    }

    @Test
    void impossibleCountsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Proportion(3, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Proportion(-1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Proportion(1, 2).exactInterval(1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Interval(0.5, 0.4));
    }

    @Property(tries = 300)
    void theIntervalHoldsTheValueAndMirrorsItsComplement(
            @ForAll @IntRange(min = 1, max = 5000) int trials, @ForAll @IntRange(max = 1000) int perMille) {
        Proportion proportion = new Proportion(trials * perMille / 1000, trials);
        Interval interval = proportion.exactInterval95();
        Interval mirrored = proportion.complement().exactInterval95();
        assertThat(interval.contains(proportion.value())).isTrue();
        assertThat(interval.lower()).isCloseTo(1 - mirrored.upper(), within(1e-9));
        assertThat(interval.upper()).isCloseTo(1 - mirrored.lower(), within(1e-9));
    }

    /** The definition itself: at either end the observation is exactly on the edge of a 2.5 % tail. */
    @Property(tries = 300)
    void bothEndsCutTailsOfTwoAndAHalfPercent(
            @ForAll @IntRange(min = 2, max = 3000) int trials, @ForAll @IntRange(min = 1, max = 999) int perMille) {
        int count = Math.clamp(trials * (long) perMille / 1000, 1, trials - 1);
        Interval interval = new Proportion(count, trials).exactInterval95();
        assertThat(BinomialDistribution.of(trials, interval.lower()).survivalProbability(count - 1))
                .isCloseTo(0.025, within(1e-6));
        assertThat(BinomialDistribution.of(trials, interval.upper()).cumulativeProbability(count))
                .isCloseTo(0.025, within(1e-6));
    }
}
