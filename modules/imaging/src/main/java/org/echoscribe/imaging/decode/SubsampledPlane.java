package org.echoscribe.imaging.decode;

/**
 * A component of a JPEG picture of which there is one sample for two columns, two rows or both (ITU-T T.81 A.1.1). Samples are
 * centred between the pixels that share them, so each pixel takes three quarters of the nearest and one of the next, as
 * libjpeg does.
 *
 * @param columns samples in a row
 * @param rows of samples
 * @param samples row-major
 */
record SubsampledPlane(int columns, int rows, char[] samples) {

    /** One sample for each of {@code width * height} pixels, at most twice as many in either direction. */
    char[] enlarged(int width, int height) {
        char[] wide = columns < width ? doubled(samples, rows, columns, width) : samples;
        return rows < height ? turned(doubled(turned(wide, width), width, rows, height), height) : wide;
    }

    /** Every line of {@code held} samples as one of {@code wanted}. */
    private static char[] doubled(char[] from, int lines, int held, int wanted) {
        char[] to = new char[lines * wanted];
        for (int line = 0; line < lines; line++) {
            for (int i = 0; i < wanted; i++) {
                int next = Math.clamp(i % 2 == 0 ? i / 2 - 1 : i / 2 + 1, 0, held - 1);
                int near = from[line * held + i / 2];
                to[line * wanted + i] = (char) ((3 * near + from[line * held + next] + 2) / 4);
            }
        }
        return to;
    }

    /** Rows as columns. */
    private static char[] turned(char[] from, int width) {
        int height = from.length / width;
        char[] to = new char[from.length];
        for (int i = 0; i < from.length; i++) {
            to[i % width * height + i / width] = from[i];
        }
        return to;
    }
}
