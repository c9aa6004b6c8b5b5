package org.echoscribe.study.report;

import java.util.Locale;

/** How a page rounds a number. Files hold it unrounded. */
enum NumberFormat {
    /** Words. */
    TEXT {
        @Override
        String format(double value) {
            return Double.toString(value);
        }
    },
    /** A count, with thin spaces between thousands. */
    COUNT {
        @Override
        String format(double value) {
            return String.format(Locale.ROOT, "%,.0f", value).replace(',', '\u2009');
        }
    },
    /** A share of 1 as a percentage with one decimal. */
    PERCENT {
        @Override
        String format(double value) {
            return String.format(Locale.ROOT, "%.1f\u00a0%%", 100 * value);
        }
    },
    /** Three decimals, such as kappa. */
    THREE_DECIMALS {
        @Override
        String format(double value) {
            return String.format(Locale.ROOT, "%.3f", value);
        }
    },
    /** One decimal. */
    ONE_DECIMAL {
        @Override
        String format(double value) {
            return String.format(Locale.ROOT, "%.1f", value);
        }
    },
    /** Two digits that matter, or that it is below one in ten thousand. */
    P_VALUE {
        @Override
        String format(double value) {
            return value < 1e-4 ? "<0.0001" : String.format(Locale.ROOT, value < 0.01 ? "%.4f" : "%.3f", value);
        }
    },
    /** A power of ten with two digits. */
    SCIENTIFIC {
        @Override
        String format(double value) {
            return value == 0 ? "0" : String.format(Locale.ROOT, "%.1e", value);
        }
    };

    abstract String format(double value);

    /** Numbers rounded, a dash for what is not known, words as they are. */
    String show(Object value) {
        return switch (value) {
            case Number number when Double.isNaN(number.doubleValue()) -> "\u2013";
            case Number number -> format(number.doubleValue());
            default -> value.toString();
        };
    }
}
