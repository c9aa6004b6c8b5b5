package org.echoscribe.dicom.dataset;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Decimal strings (VR DS): numbers as text of at most 16 characters, with a point whatever the locale (PS3.5 6.2). */
public final class DecimalString {

    private static final int MAX_CHARACTERS = 16;

    private DecimalString() {}

    /**
     * The nearest decimal string of at most 16 characters.
     *
     * @throws IllegalArgumentException if the number is not finite
     */
    public static String of(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("A decimal string (DS) cannot hold " + number);
        }
        String nearest = of(new BigDecimal(Double.toString(number)), RoundingMode.HALF_EVEN);
        boolean overflows = Double.isInfinite(Double.parseDouble(nearest));
        return overflows ? of(new BigDecimal(Double.toString(number)), RoundingMode.DOWN) : nearest;
    }

    private static String of(BigDecimal exact, RoundingMode rounding) {
        for (int digits = 17; digits > 0; digits--) {
            String shortest = shortest(exact.round(new MathContext(digits, rounding)));
            if (shortest.length() <= MAX_CHARACTERS) {
                return shortest;
            }
        }
        throw new IllegalStateException("One digit and an exponent always fit");
    }

    private static String shortest(BigDecimal number) {
        if (number.signum() == 0) {
            return "0";
        }
        BigDecimal stripped = number.stripTrailingZeros();
        String plain = stripped.toPlainString();
        String scientific = stripped.toString();
        return plain.length() <= MAX_CHARACTERS ? plain : scientific;
    }
}
