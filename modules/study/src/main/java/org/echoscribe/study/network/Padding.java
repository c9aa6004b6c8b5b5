package org.echoscribe.study.network;

/**
 * Rows and columns added around an image, in pixels.
 *
 * @param top rows above
 * @param left columns before
 * @param bottom rows below
 * @param right columns after
 */
public record Padding(int top, int left, int bottom, int right) {

    /** No padding: Keras' {@code valid}. */
    public static final Padding NONE = new Padding(0, 0, 0, 0);

    /**
     * Keras' {@code same}: as much as makes the output {@code ceil(size / stride)}, the odd pixel below and to the right.
     * libtorch pads evenly, so with stride 2 this asymmetry must be carried explicitly.
     */
    static Padding same(Shape.Image image, int kernelHeight, int kernelWidth, int strideHeight, int strideWidth) {
        int rows = total(image.height(), kernelHeight, strideHeight);
        int columns = total(image.width(), kernelWidth, strideWidth);
        return new Padding(rows / 2, columns / 2, rows - rows / 2, columns - columns / 2);
    }

    /** As much on all four sides, Keras' {@code ZeroPadding2D}. */
    static Padding around(int pixels) {
        return new Padding(pixels, pixels, pixels, pixels);
    }

    static int total(int size, int kernel, int stride) {
        int outputs = Math.ceilDiv(size, stride);
        return Math.max(0, (outputs - 1) * stride + kernel - size);
    }

    /** Whether there is nothing to add. */
    public boolean isNone() {
        return equals(NONE);
    }

    /** Whether both sides of each axis get the same, so that a convolution can do it by itself. */
    public boolean isSymmetric() {
        return top == bottom && left == right;
    }
}
