package org.echoscribe.study.torch;

/**
 * Which loops of a larger batch these are, when the batch is computed in parts or by several workers. Chance (dropout) is
 * drawn for the whole batch and the share takes its rows, so it does not depend on how the batch was cut.
 *
 * @param first the first loop's place in the whole, 0-based
 * @param loops how many
 * @param whole how many the whole has
 */
public record Share(int first, int loops, int whole) {

    public Share {
        if (first < 0 || loops < 1 || first + loops > whole) {
            throw new IllegalArgumentException("No share: loops " + first + " to " + (first + loops) + " of " + whole);
        }
    }

    /** A batch that is not cut. */
    public static Share all(int loops) {
        return new Share(0, loops, loops);
    }
}
