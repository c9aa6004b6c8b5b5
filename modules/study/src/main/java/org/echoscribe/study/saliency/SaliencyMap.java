package org.echoscribe.study.saliency;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * How much each pixel of a square picture matters to an answer.
 *
 * @param size rows and columns
 * @param values row-major, 0 or more; only their ratios mean anything
 */
public record SaliencyMap(int size, float[] values) {

    /** So many of 1,000 pixels may be brighter than the greatest that is drawn, or one odd pixel darkens all others. */
    private static final int BRIGHTEST_PER_MILLE = 2;

    public SaliencyMap {
        if (values.length != size * size) {
            throw new IllegalArgumentException(values.length + " values are no square of " + size);
        }
    }

    /**
     * One map for each image of a gradient: the mean magnitude over its channels.
     *
     * @param gradient {@code [images, channels, size, size]}, row-major
     */
    public static List<SaliencyMap> ofEach(float[] gradient, int images, int size) {
        int pixels = size * size;
        int channels = gradient.length / images / pixels;
        List<SaliencyMap> maps = new ArrayList<>();
        for (int image = 0; image < images; image++) {
            float[] values = new float[pixels];
            for (int channel = 0; channel < channels; channel++) {
                int start = (image * channels + channel) * pixels;
                for (int i = 0; i < pixels; i++) {
                    values[i] += Math.abs(gradient[start + i]) / channels;
                }
            }
            maps.add(new SaliencyMap(size, values));
        }
        return maps;
    }

    /**
     * One map for each image: the magnitude of the sum, over its channels, of gradient times input, which is what the
     * pixel adds to or takes off the score to first order.
     *
     * @param gradient {@code [images, channels, size, size]}, row-major
     * @param input in the same shape
     */
    static List<SaliencyMap> ofEachTimes(float[] gradient, FloatBuffer input, int images, int size) {
        int pixels = size * size;
        int channels = gradient.length / images / pixels;
        List<SaliencyMap> maps = new ArrayList<>();
        for (int image = 0; image < images; image++) {
            float[] values = new float[pixels];
            for (int i = 0; i < pixels; i++) {
                double sum = 0;
                for (int channel = 0; channel < channels; channel++) {
                    int place = (image * channels + channel) * pixels + i;
                    sum += (double) gradient[place] * input.get(place);
                }
                values[i] = (float) Math.abs(sum);
            }
            maps.add(new SaliencyMap(size, values));
        }
        return maps;
    }

    /** Each pixel averaged with its neighbours, 1-2-1 in both directions: strided convolutions leave a grid. */
    SaliencyMap smoothed() {
        float[] smooth = new float[values.length];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                double sum = 0;
                for (int down = -1; down <= 1; down++) {
                    for (int right = -1; right <= 1; right++) {
                        int row = Math.clamp(y + down, 0, size - 1);
                        int column = Math.clamp(x + right, 0, size - 1);
                        sum += values[row * size + column] * (2 - Math.abs(down)) * (2 - Math.abs(right)) / 16.0;
                    }
                }
                smooth[y * size + x] = (float) sum;
            }
        }
        return new SaliencyMap(size, smooth);
    }

    /** The mean of maps of one size. */
    public static SaliencyMap mean(List<SaliencyMap> maps) {
        float[] values = new float[maps.getFirst().values.length];
        for (SaliencyMap map : maps) {
            for (int i = 0; i < values.length; i++) {
                values[i] += map.values[i] / maps.size();
            }
        }
        return new SaliencyMap(maps.getFirst().size, values);
    }

    /** The same, from 0 to 1, clipped at the brightest few pixels of these maps; all 0 stays so. */
    public SaliencyMap normalised(SaliencyMap scale) {
        float[] sorted = scale.values.clone();
        java.util.Arrays.sort(sorted);
        float greatest = sorted[sorted.length - 1 - sorted.length * BRIGHTEST_PER_MILLE / 1000];
        float[] normalised = new float[values.length];
        for (int i = 0; i < normalised.length; i++) {
            normalised[i] = greatest > 0 ? Math.min(1, values[i] / greatest) : 0;
        }
        return new SaliencyMap(size, normalised);
    }

    /** The value at a place between pixels, by bilinear interpolation; the border continues outside. */
    public float at(double row, double column) {
        int y = (int) Math.clamp(Math.floor(row), 0, size - 1.0);
        int x = (int) Math.clamp(Math.floor(column), 0, size - 1.0);
        int nextY = Math.min(y + 1, size - 1);
        int nextX = Math.min(x + 1, size - 1);
        float down = (float) Math.clamp(row - y, 0, 1);
        float right = (float) Math.clamp(column - x, 0, 1);
        float upper = values[y * size + x] * (1 - right) + values[y * size + nextX] * right;
        float lower = values[nextY * size + x] * (1 - right) + values[nextY * size + nextX] * right;
        return upper * (1 - down) + lower * down;
    }

    /** The share of the whole map's mass that lies on the marked pixels, 0..1; NaN where the map is empty. */
    public double share(boolean[] marked) {
        double inside = 0;
        double all = 0;
        for (int i = 0; i < values.length; i++) {
            all += values[i];
            inside += marked[i] ? values[i] : 0;
        }
        return all == 0 ? Double.NaN : inside / all;
    }
}
