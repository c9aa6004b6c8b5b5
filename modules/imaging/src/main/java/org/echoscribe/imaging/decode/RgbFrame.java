package org.echoscribe.imaging.decode;

import java.util.Arrays;

/**
 * One decoded frame before masking.
 *
 * @param width columns
 * @param height rows
 * @param rgb 8-bit red, green, blue interleaved, row-major
 */
record RgbFrame(int width, int height, byte[] rgb) {

    /** Makes a part of the frame black, in place. */
    void blank(Rectangle place) {
        for (int y = place.y(); y < place.endY(); y++) {
            int row = 3 * (y * width + place.x());
            Arrays.fill(rgb, row, row + 3 * place.width(), (byte) 0);
        }
    }
}
