package org.echoscribe.report.sheet;

import java.util.OptionalDouble;

/**
 * What a sheet says of one loop, in plain ASCII.
 *
 * @param name such as {@code Loop 7}
 * @param label the view, or why there is none
 * @param certainty 0..1, where a model asserts the view
 * @param tone how it is shown
 */
public record Entry(String name, String label, OptionalDouble certainty, Tone tone) {

    /** How an entry is shown. */
    public enum Tone {
        /** A view that a model asserts. */
        ASSERTED,
        /** No view. */
        OPEN,
        /** What a person says. */
        VERIFIED
    }
}
