package org.echoscribe.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TwoReaderComparisonTest {

    @Test
    void countsErrorsAgainstEachReaderAgainstEitherAndWhereTheyAgree() {
        int[] first = {0, 1, 2, 3, 4, 5};
        int[] second = {0, 1, 2, -1, 0, 6};
        int[] answers = {0, 1, 0, 3, 0, 7};
        assertThat(TwoReaderComparison.of(first, second, answers))
                .isEqualTo(new TwoReaderComparison(
                        new Proportion(3, 6),
                        new Proportion(3, 6),
                        new Proportion(2, 6),
                        new Proportion(1, 3),
                        new Proportion(3, 6)));
    }

    @Test
    void readersMustHaveReadTheSameItems() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TwoReaderComparison.of(new int[] {1}, new int[0], new int[] {1}));
    }

    @Property
    void whoeverIsForgivenMoreErrsLess(@ForAll("readings") List<List<Integer>> readings) {
        int[] first = readings.stream().mapToInt(reading -> reading.get(0)).toArray();
        int[] second = readings.stream().mapToInt(reading -> reading.get(1)).toArray();
        int[] answers = readings.stream().mapToInt(reading -> reading.get(2)).toArray();
        TwoReaderComparison comparison = TwoReaderComparison.of(first, second, answers);
        int either = comparison.errorAgainstEither().count();
        assertThat(either)
                .isLessThanOrEqualTo(comparison.errorAgainstFirst().count())
                .isLessThanOrEqualTo(comparison.errorAgainstSecond().count())
                .isGreaterThanOrEqualTo(comparison.errorWhereReadersAgree().count());
        assertThat(comparison.errorWhereReadersAgree().trials()
                        + comparison.readersDisagree().count())
                .isEqualTo(readings.size());
    }

    @Provide
    Arbitrary<List<List<Integer>>> readings() {
        return Arbitraries.integers().between(0, 3).list().ofSize(3).list().ofMaxSize(100);
    }
}
