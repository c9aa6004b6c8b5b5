package org.echoscribe.phantom.screen;

/**
 * A picture of interleaved RGB.
 *
 * @param width columns
 * @param height rows
 * @param rgb 3 * width * height bytes
 */
record Canvas(int width, int height, byte[] rgb) {

    Canvas(int width, int height) {
        this(width, height, new byte[3 * width * height]);
    }

    /** Sets one pixel to {@code 0xRRGGBB}; places outside are ignored. */
    void set(int x, int y, int colour) {
        if (x < 0 || y < 0 || x >= width || y >= height) {
            return;
        }
        int at = 3 * (y * width + x);
        rgb[at] = (byte) (colour >> 16);
        rgb[at + 1] = (byte) (colour >> 8);
        rgb[at + 2] = (byte) colour;
    }

    void fill(int x, int y, int columns, int rows, int colour) {
        for (int dy = 0; dy < rows; dy++) {
            for (int dx = 0; dx < columns; dx++) {
                set(x + dx, y + dy, colour);
            }
        }
    }

    Canvas copy() {
        return new Canvas(width, height, rgb.clone());
    }
}
