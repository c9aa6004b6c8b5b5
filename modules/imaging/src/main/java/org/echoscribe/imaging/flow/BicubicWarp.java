package org.echoscribe.imaging.flow;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Samples a frame and its gradient where the flow points, with Keys' bicubic kernel (IEEE Trans. ASSP 1981) for
 * a = -0.75 and positions rounded to 1/32 pixel: OpenCV's {@code remap} with {@code INTER_CUBIC} and a zero border.
 *
 * <p>Grey value and both gradients lie side by side, so that one 128-bit vector carries all three through the sixteen
 * taps. That vector is the same on every machine, and so are the results.
 */
final class BicubicWarp {

    private static final VectorSpecies<Float> PIXEL = FloatVector.SPECIES_128;
    private static final int STEPS = 32;
    private static final float[] KERNEL = kernel();
    /** Adding this to a float of less than 2^22 leaves its nearest integer, ties to even, in the low bits. */
    private static final float ROUND = 0x1.8p23f;

    private BicubicWarp() {}

    /**
     * Samples one row.
     *
     * @param u horizontal flow
     * @param v vertical flow
     * @param target four floats per pixel: grey, horizontal gradient, vertical gradient, 0
     */
    static void row(PyramidLevel level, float[] u, float[] v, int y, float[] target) {
        Grid grid = level.grid();
        int row = grid.row(y);
        int stride = PyramidLevel.packedStride(grid) * PyramidLevel.CHANNELS;
        int origin = (PyramidLevel.BORDER - 1) * (stride + PyramidLevel.CHANNELS);
        float right = grid.width() + 1;
        float bottom = grid.height() + 1;
        for (int x = 0; x < grid.width(); x++) {
            int sx = rounded(STEPS * clamped(x + u[row + x], right));
            int sy = rounded(STEPS * clamped(y + v[row + x], bottom));
            int tap = origin + (sy >> 5) * stride + (sx >> 5) * PyramidLevel.CHANNELS;
            sample(level.packed(), tap, stride, (sx & 31) * 4, (sy & 31) * 4)
                    .intoArray(target, x * PyramidLevel.CHANNELS);
        }
    }

    private static FloatVector sample(float[] packed, int tap, int stride, int kernelX, int kernelY) {
        FloatVector k0 = FloatVector.broadcast(PIXEL, KERNEL[kernelX]);
        FloatVector k1 = FloatVector.broadcast(PIXEL, KERNEL[kernelX + 1]);
        FloatVector k2 = FloatVector.broadcast(PIXEL, KERNEL[kernelX + 2]);
        FloatVector k3 = FloatVector.broadcast(PIXEL, KERNEL[kernelX + 3]);
        FloatVector r0 = taps(packed, tap, k0, k1, k2, k3).mul(KERNEL[kernelY]);
        FloatVector r1 = taps(packed, tap + stride, k0, k1, k2, k3).mul(KERNEL[kernelY + 1]);
        FloatVector r2 = taps(packed, tap + 2 * stride, k0, k1, k2, k3).mul(KERNEL[kernelY + 2]);
        FloatVector r3 = taps(packed, tap + 3 * stride, k0, k1, k2, k3).mul(KERNEL[kernelY + 3]);
        return r0.add(r1).add(r2.add(r3));
    }

    private static FloatVector taps(
            float[] packed, int tap, FloatVector k0, FloatVector k1, FloatVector k2, FloatVector k3) {
        return FloatVector.fromArray(PIXEL, packed, tap)
                .mul(k0)
                .add(FloatVector.fromArray(PIXEL, packed, tap + 4).mul(k1))
                .add(FloatVector.fromArray(PIXEL, packed, tap + 8)
                        .mul(k2)
                        .add(FloatVector.fromArray(PIXEL, packed, tap + 12).mul(k3)));
    }

    /** Keeps the taps inside the packed border, where a kernel that lies wholly outside reads zeros. */
    private static float clamped(float position, float most) {
        return position > -3f ? (position < most ? position : most) : -3f;
    }

    private static int rounded(float value) {
        return Float.floatToRawIntBits(value + ROUND) - Float.floatToRawIntBits(ROUND);
    }

    /** The weights of the four taps for each of the 32 positions between two pixels. */
    private static float[] kernel() {
        float[] kernel = new float[4 * STEPS];
        for (int step = 0; step < STEPS; step++) {
            float t = step / (float) STEPS;
            kernel[4 * step] = outer(1 + t);
            kernel[4 * step + 1] = inner(t);
            kernel[4 * step + 2] = inner(1 - t);
            kernel[4 * step + 3] = 1f - kernel[4 * step] - kernel[4 * step + 1] - kernel[4 * step + 2];
        }
        return kernel;
    }

    private static float inner(float distance) {
        float a = -0.75f;
        return ((a + 2) * distance - (a + 3)) * distance * distance + 1;
    }

    private static float outer(float distance) {
        float a = -0.75f;
        return ((a * distance - 5 * a) * distance + 8 * a) * distance - 4 * a;
    }
}
