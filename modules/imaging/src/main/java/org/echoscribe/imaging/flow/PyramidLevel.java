package org.echoscribe.imaging.flow;

/**
 * One frame at one size: its grey values, and those packed with their gradient for warping.
 *
 * @param grid the layout of {@code grey}
 * @param grey grey values, 0..255
 * @param packed four floats per pixel - grey, horizontal gradient, vertical gradient, 0 - inside a border of
 *     {@value #BORDER} zero pixels, so that whatever lies outside the frame is read as zero
 */
record PyramidLevel(Grid grid, float[] grey, float[] packed) {

    /** Wide enough for the four taps of a bicubic kernel that lies wholly outside. */
    static final int BORDER = 4;

    /** Floats per packed pixel. */
    static final int CHANNELS = 4;

    static PyramidLevel of(Grid grid, float[] grey) {
        return new PyramidLevel(grid, grey, pack(grid, grey));
    }

    /** Pixels from one packed row to the next. */
    static int packedStride(Grid grid) {
        return grid.width() + 2 * BORDER;
    }

    /** Central differences; at the border half the one-sided difference, as OpenCV has it. */
    private static float[] pack(Grid grid, float[] grey) {
        int width = grid.width();
        int height = grid.height();
        float[] packed = new float[packedStride(grid) * (height + 2 * BORDER) * CHANNELS];
        for (int y = 0; y < height; y++) {
            int row = grid.row(y);
            int above = grid.row(Math.max(y - 1, 0));
            int below = grid.row(Math.min(y + 1, height - 1));
            int out = ((y + BORDER) * packedStride(grid) + BORDER) * CHANNELS;
            for (int x = 0; x < width; x++, out += CHANNELS) {
                packed[out] = grey[row + x];
                packed[out + 1] = 0.5f * (grey[row + Math.min(x + 1, width - 1)] - grey[row + Math.max(x - 1, 0)]);
                packed[out + 2] = 0.5f * (grey[below + x] - grey[above + x]);
            }
        }
        return packed;
    }
}
