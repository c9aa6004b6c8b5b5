package org.echoscribe.imaging.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MedianFilterTest {

    @ParameterizedTest
    @CsvSource({"3, 3, 5", "1, 9, 5", "16, 16, 5", "47, 20, 5", "3, 3, 3", "33, 7, 3", "20, 11, 1"})
    void isTheMiddleOfTheSortedWindowWithBordersRepeated(int width, int height, int window) {
        Random random = new Random(width * 31L + height);
        float[] image = new float[width * height];
        for (int i = 0; i < image.length; i++) {
            image[i] = random.nextInt(3) == 0 ? random.nextInt(3) - 1 : (float) random.nextGaussian();
        }
        Grid grid = new Grid(width, height);
        float[] plane = grid.planeOf(image);
        new MedianFilter(grid, window).apply(plane);
        float[] filtered = grid.imageOf(plane);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                assertThat(filtered[y * width + x]).isEqualByComparingTo(median(image, width, height, window, x, y));
            }
        }
    }

    private static float median(float[] image, int width, int height, int window, int x, int y) {
        float[] values = new float[window * window];
        for (int i = 0; i < values.length; i++) {
            int column = Math.clamp(x + i % window - window / 2, 0, width - 1);
            int row = Math.clamp(y + i / window - window / 2, 0, height - 1);
            values[i] = image[row * width + column] + 0f;
        }
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
