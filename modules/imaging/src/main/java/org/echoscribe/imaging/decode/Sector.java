package org.echoscribe.imaging.decode;

/**
 * The part of the picture that is two-dimensional ultrasound.
 *
 * @param bounds its bounding box in the picture
 * @param mask -1 for each pixel of the bounding box that belongs to it, else 0, row-major
 */
record Sector(Rectangle bounds, byte[] mask) {

    /** The frame's pixels inside the sector, everything else black, centred in a black square. */
    byte[] cut(RgbFrame frame) {
        int side = side();
        int left = (side - bounds.width()) / 2;
        int top = (side - bounds.height()) / 2;
        byte[] square = new byte[3 * side * side];
        for (int y = 0; y < bounds.height(); y++) {
            int from = 3 * ((bounds.y() + y) * frame.width() + bounds.x());
            int to = 3 * ((top + y) * side + left);
            int row = y * bounds.width();
            for (int x = 0; x < bounds.width(); x++) {
                byte keep = mask[row + x];
                for (int c = 0; c < 3; c++) {
                    square[to + 3 * x + c] = (byte) (frame.rgb()[from + 3 * x + c] & keep);
                }
            }
        }
        return square;
    }

    /** Width and height of the square that {@link #cut} makes. */
    int side() {
        return Math.max(bounds.width(), bounds.height());
    }
}
