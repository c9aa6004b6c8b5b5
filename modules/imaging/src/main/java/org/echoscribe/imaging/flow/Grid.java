package org.echoscribe.imaging.flow;

/**
 * How a plane of {@code width * height} floats lies in an array: each row is padded so that whole vectors can be read
 * from any of its pixels, and one row above and one block to the left are there to be read as zero.
 *
 * @param width columns
 * @param height rows
 */
record Grid(int width, int height) {

    /** The most lanes of any vector species (512 bits), whatever this machine has, so that layouts are the same. */
    private static final int BLOCK = 16;

    /** The array index distance from one row to the next. */
    int stride() {
        return BLOCK + (width + BLOCK - 1) / BLOCK * BLOCK;
    }

    /** The index of a row's first pixel; row -1 is the padding above. */
    int row(int y) {
        return (y + 1) * stride() + BLOCK;
    }

    /** A plane of zeros. */
    float[] plane() {
        return new float[row(height) + BLOCK];
    }

    /** A plane holding an image without padding. */
    float[] planeOf(float[] image) {
        float[] plane = plane();
        for (int y = 0; y < height; y++) {
            System.arraycopy(image, y * width, plane, row(y), width);
        }
        return plane;
    }

    /** The image that a plane holds, without padding. */
    float[] imageOf(float[] plane) {
        float[] image = new float[width * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(plane, row(y), image, y * width, width);
        }
        return image;
    }
}
