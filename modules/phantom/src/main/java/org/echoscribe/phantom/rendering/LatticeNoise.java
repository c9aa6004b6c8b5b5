package org.echoscribe.phantom.rendering;

/** Smooth random texture over the plane (value noise): the unevenness of tissue at the scale of millimetres. */
final class LatticeNoise {

    private final long seed;

    LatticeNoise(long seed) {
        this.seed = seed;
    }

    /** A value from -1 to 1 that varies over about {@code periodCm}. */
    double at(double x, double z, double periodCm) {
        double u = x / periodCm + 1000;
        double v = z / periodCm + 1000;
        long i = (long) u;
        long j = (long) v;
        double fu = smooth(u - i);
        double fv = smooth(v - j);
        double top = node(i, j) * (1 - fu) + node(i + 1, j) * fu;
        double bottom = node(i, j + 1) * (1 - fu) + node(i + 1, j + 1) * fu;
        return top * (1 - fv) + bottom * fv;
    }

    private static double smooth(double x) {
        return x * x * (3 - 2 * x);
    }

    private double node(long i, long j) {
        long h = seed ^ i * 0x9E3779B97F4A7C15L ^ j * 0xC2B2AE3D27D4EB4FL;
        h = (h ^ h >>> 32) * 0xD6E8FEB86659FD93L;
        h = (h ^ h >>> 32) * 0xD6E8FEB86659FD93L;
        return (h >>> 11) * 0x1.0p-52 - 1;
    }
}
