package org.echoscribe.imaging.flow;

/**
 * Bilinear resampling between pyramid levels with OpenCV's conventions: pixel centres at half-integers, coordinates in
 * single precision, values beyond the border repeated.
 */
final class BilinearResize {

    private BilinearResize() {}

    /**
     * Resamples a plane.
     *
     * @param scaleX source columns per target column
     * @param scaleY source rows per target row
     * @param factor what each value is multiplied by
     */
    static float[] resize(float[] source, Grid from, Grid to, double scaleX, double scaleY, float factor) {
        float[] target = to.plane();
        int[] left = new int[to.width()];
        float[] weightX = new float[to.width()];
        positions(scaleX, from.width(), left, weightX);
        int[] above = new int[to.height()];
        float[] weightY = new float[to.height()];
        positions(scaleY, from.height(), above, weightY);
        float[] upper = new float[to.width()];
        float[] lower = new float[to.width()];
        for (int y = 0; y < to.height(); y++) {
            int below = Math.min(above[y] + 1, from.height() - 1);
            row(source, from.row(above[y]), from.width(), left, weightX, upper);
            row(source, from.row(below), from.width(), left, weightX, lower);
            int out = to.row(y);
            float w = weightY[y];
            for (int x = 0; x < upper.length; x++) {
                target[out + x] = (upper[x] * (1f - w) + lower[x] * w) * factor;
            }
        }
        return target;
    }

    private static void positions(double scale, int size, int[] first, float[] weight) {
        for (int i = 0; i < first.length; i++) {
            float position = (float) ((i + 0.5) * scale - 0.5);
            int floor = (int) Math.floor(position);
            boolean inside = floor >= 0 && floor < size - 1;
            first[i] = Math.clamp(floor, 0, size - 1);
            weight[i] = inside ? position - floor : 0f;
        }
    }

    private static void row(float[] source, int offset, int width, int[] left, float[] weight, float[] target) {
        for (int x = 0; x < target.length; x++) {
            int right = Math.min(left[x] + 1, width - 1);
            target[x] = source[offset + left[x]] * (1f - weight[x]) + source[offset + right] * weight[x];
        }
    }
}
