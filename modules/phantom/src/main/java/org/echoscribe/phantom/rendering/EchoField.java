package org.echoscribe.phantom.rendering;

/** Complex echoes on the polar grid while a frame is formed. One per thread; reused from frame to frame. */
final class EchoField {

    private static final int SIZE = PolarGrid.SIZE;

    final float[] real = new float[SIZE];
    final float[] imaginary = new float[SIZE];
    private final float[] work = new float[SIZE];
    private final float beamsPerRadian;
    private final float samplesPerCm;
    private final float rowOffset;
    private final float columnOffset;

    EchoField(PolarGrid grid) {
        beamsPerRadian = (float) grid.beamsPerRadian();
        samplesPerCm = (float) grid.samplesPerCm();
        rowOffset = (float) grid.rowOf(0);
        columnOffset = (float) grid.columnOf(0);
    }

    /** Adds one reflector, shared between the four cells around it. */
    void splat(float x, float z, float re, float im) {
        float row = rowOffset + beamsPerRadian * arcTangent(x, z);
        float column = columnOffset + samplesPerCm * (float) Math.sqrt(x * x + z * z);
        int r = (int) row;
        int c = (int) column;
        if (row < 0 || column < 0 || r >= PolarGrid.ROWS - 1 || c >= PolarGrid.STRIDE - 1) {
            return;
        }
        float fr = row - r;
        float fc = column - c;
        int at = r * PolarGrid.STRIDE + c;
        float a = (1 - fr) * (1 - fc);
        float b = (1 - fr) * fc;
        float d = fr * (1 - fc);
        float e = fr * fc;
        real[at] += a * re;
        real[at + 1] += b * re;
        real[at + PolarGrid.STRIDE] += d * re;
        real[at + PolarGrid.STRIDE + 1] += e * re;
        imaginary[at] += a * im;
        imaginary[at + 1] += b * im;
        imaginary[at + PolarGrid.STRIDE] += d * im;
        imaginary[at + PolarGrid.STRIDE + 1] += e * im;
    }

    /** Angle from straight down; a polynomial good to 1e-4 radians, far below a beam, in the half plane below the probe. */
    private static float arcTangent(float x, float z) {
        if (z <= 0) {
            return 9;
        }
        float ax = Math.abs(x);
        boolean steep = ax > z;
        float t = steep ? z / ax : ax / z;
        float s = t * t;
        float angle = t
                * (0.99997726f
                        + s
                                * (-0.33262347f
                                        + s
                                                * (0.19354346f
                                                        + s * (-0.11643287f + s * (0.05265332f - s * 0.01172120f)))));
        angle = steep ? 1.5707964f - angle : angle;
        return x < 0 ? -angle : angle;
    }

    /** Spreads every echo along the beam (the pulse) and across beams (the beam's width at each depth). */
    void spread(PointSpread spread) {
        convolve(real, spread);
        convolve(imaginary, spread);
    }

    private void convolve(float[] field, PointSpread spread) {
        float[] pulse = spread.pulse();
        int half = pulse.length / 2;
        for (int row = 0; row < PolarGrid.ROWS; row++) {
            int start = row * PolarGrid.STRIDE;
            for (int c = half; c < PolarGrid.STRIDE - half; c++) {
                float sum = 0;
                for (int k = 0; k < pulse.length; k++) {
                    sum += pulse[k] * field[start + c + k - half];
                }
                work[start + c] = sum;
            }
        }
        float[][] width = spread.acrossByColumn();
        int reach = width.length - 1;
        for (int row = PolarGrid.MARGIN; row < PolarGrid.ROWS - PolarGrid.MARGIN; row++) {
            int start = row * PolarGrid.STRIDE;
            float[] centre = width[0];
            for (int c = 0; c < PolarGrid.STRIDE; c++) {
                field[start + c] = centre[c] * work[start + c];
            }
            for (int k = 1; k <= reach; k++) {
                float[] weight = width[k];
                int up = start - k * PolarGrid.STRIDE;
                int down = start + k * PolarGrid.STRIDE;
                for (int c = 0; c < PolarGrid.STRIDE; c++) {
                    field[start + c] += weight[c] * (work[up + c] + work[down + c]);
                }
            }
        }
    }
}
