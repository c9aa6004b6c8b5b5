package org.echoscribe.study.network;

/**
 * How far something reaches over a clip.
 *
 * @param frames in time
 * @param rows in pixels
 * @param columns in pixels
 */
public record Extent(int frames, int rows, int columns) {

    /** As far in all three directions. */
    static Extent cube(int side) {
        return new Extent(side, side, side);
    }
}
