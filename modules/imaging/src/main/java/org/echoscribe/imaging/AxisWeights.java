package org.echoscribe.imaging;

/**
 * How the pixels along one axis become those of another length: by the area that each target pixel covers when
 * shrinking, linearly between pixel centres when enlarging.
 *
 * @param first the first source pixel of each target pixel
 * @param weights the weights of the source pixels from there on, adding to 1
 */
record AxisWeights(int[] first, float[][] weights) {

    static AxisWeights of(int source, int target) {
        AxisWeights axis = new AxisWeights(new int[target], new float[target][]);
        double scale = (double) source / target;
        for (int i = 0; i < target; i++) {
            if (target < source) {
                axis.area(i, i * scale, Math.min((i + 1) * scale, source));
            } else {
                axis.linear(i, Math.clamp((i + 0.5) * scale - 0.5, 0, source - 1), source);
            }
        }
        return axis;
    }

    private void area(int i, double from, double to) {
        int start = (int) from;
        int end = (int) Math.ceil(to);
        first[i] = start;
        weights[i] = new float[end - start];
        for (int pixel = start; pixel < end; pixel++) {
            double covered = Math.min(to, pixel + 1) - Math.max(from, pixel);
            weights[i][pixel - start] = (float) (covered / (to - from));
        }
    }

    private void linear(int i, double position, int source) {
        int start = Math.min((int) position, Math.max(source - 2, 0));
        float weight = (float) (position - start);
        first[i] = start;
        weights[i] = source == 1 ? new float[] {1f} : new float[] {1f - weight, weight};
    }
}
