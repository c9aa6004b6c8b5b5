package org.echoscribe.imaging.decode;

/**
 * The part of the picture that is two-dimensional ultrasound. It is convex, so each row of it is one run of pixels.
 *
 * @param bounds its bounding box in the picture
 * @param firsts for each row of the bounding box the column of the picture that is the first to belong to it
 * @param ends for each row the column behind the last one; not above the first where a row has none
 */
record Sector(Rectangle bounds, int[] firsts, int[] ends) {

    /** The frame's pixels inside the sector, everything else black, centred in a black square. */
    byte[] cut(RgbFrame frame) {
        int side = side();
        int left = (side - bounds.width()) / 2 - bounds.x();
        int top = (side - bounds.height()) / 2;
        byte[] square = new byte[3 * side * side];
        for (int y = 0; y < bounds.height(); y++) {
            int pixels = ends[y] - firsts[y];
            if (pixels > 0) {
                int from = 3 * ((bounds.y() + y) * frame.width() + firsts[y]);
                System.arraycopy(frame.rgb(), from, square, 3 * ((top + y) * side + left + firsts[y]), 3 * pixels);
            }
        }
        return square;
    }

    /** Width and height of the square that {@link #cut} makes. */
    int side() {
        return Math.max(bounds.width(), bounds.height());
    }
}
