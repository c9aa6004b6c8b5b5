package org.echoscribe.phantom.rendering;

/** A machine's grey curve and tint, as a table of 1024 levels. */
final class GreyMap {

    private static final int LEVELS = 1024;
    private final byte[] red = new byte[LEVELS];
    private final byte[] green = new byte[LEVELS];
    private final byte[] blue = new byte[LEVELS];
    private final boolean grey;

    GreyMap(double gamma, int tint) {
        grey = tint == 0;
        double[] factor = tint == 1 ? new double[] {1.0, 0.94, 0.82} : new double[] {0.86, 0.93, 1.0};
        for (int i = 0; i < LEVELS; i++) {
            double value = 255 * Math.pow(i / (LEVELS - 1.0), gamma);
            // Tints fade out towards white, as on real machines.
            double fade = value / 255 * 0.6;
            red[i] = (byte) Math.round(value * (grey ? 1 : factor[0] + (1 - factor[0]) * fade));
            green[i] = (byte) Math.round(value * (grey ? 1 : factor[1] + (1 - factor[1]) * fade));
            blue[i] = (byte) Math.round(value * (grey ? 1 : factor[2] + (1 - factor[2]) * fade));
        }
    }

    int index(float value) {
        return (int) (value * (LEVELS - 1) + 0.5f);
    }

    byte red(int index) {
        return red[index];
    }

    byte green(int index) {
        return green[index];
    }

    byte blue(int index) {
        return blue[index];
    }
}
