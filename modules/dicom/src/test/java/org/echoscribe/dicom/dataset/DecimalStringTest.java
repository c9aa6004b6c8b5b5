package org.echoscribe.dicom.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalStringTest {

    @Property
    void everyFiniteNumberIsALawfulDecimalStringNearIt(@ForAll double number) {
        String text = DecimalString.of(number);
        assertThat(text).hasSizeLessThanOrEqualTo(16).matches("-?\\d+(\\.\\d+)?(E[+-]?\\d+)?");
        assertThat(Double.parseDouble(text)).isCloseTo(number, within(Math.abs(number) * 1e-7));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "97.31, 97.31",
        "33.333333333333336, 33.3333333333333",
        "-33.333333333333336, -33.333333333333",
        "1e-7, 0.0000001",
        "1e300, 1E+300",
        "123456789012345680, 1.2345678901E+17",
        "100, 100"
    })
    void numbersAreAsShortAsTheyCanBe(double number, String expected) {
        assertThat(DecimalString.of(number)).isEqualTo(expected);
    }

    @Test
    void whatIsNotFiniteIsRefused() {
        assertThatThrownBy(() -> DecimalString.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DecimalString.of(Double.NEGATIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
