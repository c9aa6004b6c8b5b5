package org.echoscribe.imaging.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BicubicWarpTest {

    @ParameterizedTest
    @CsvSource({"64, 48, 2", "17, 31, 40", "16, 16, 1000000"})
    void samplesWhatOpenCvSamplesInsideAcrossAndBeyondTheBorder(int width, int height, float reach) {
        Random random = new Random(5);
        float[] grey = new float[width * height];
        float[] mapX = new float[width * height];
        float[] mapY = new float[width * height];
        Grid grid = new Grid(width, height);
        float[] u = grid.plane();
        float[] v = grid.plane();
        for (int y = 0, i = 0; y < height; y++) {
            for (int x = 0; x < width; x++, i++) {
                grey[i] = random.nextInt(256);
                u[grid.row(y) + x] = reach * (2 * random.nextFloat() - 1);
                v[grid.row(y) + x] = reach * (2 * random.nextFloat() - 1);
                // Beyond these OpenCV's 16-bit coordinates wrap, and every tap lies outside anyway.
                mapX[i] = Math.clamp(x + u[grid.row(y) + x], -100f, 200f);
                mapY[i] = Math.clamp(y + v[grid.row(y) + x], -100f, 200f);
            }
        }
        float[] expected = remapped(grey, mapX, mapY, width, height);
        PyramidLevel level = PyramidLevel.of(grid, grid.planeOf(grey));
        float[] row = new float[width * PyramidLevel.CHANNELS];
        for (int y = 0; y < height; y++) {
            BicubicWarp.row(level, u, v, y, row);
            for (int x = 0; x < width; x++) {
                assertThat(row[x * PyramidLevel.CHANNELS]).isEqualTo(expected[y * width + x], within(0.001f));
            }
        }
    }

    private static float[] remapped(float[] grey, float[] mapX, float[] mapY, int width, int height) {
        try (Mat source = mat(grey, width, height);
                Mat columns = mat(mapX, width, height);
                Mat rows = mat(mapY, width, height);
                Mat target = new Mat()) {
            opencv_imgproc.remap(source, target, columns, rows, opencv_imgproc.INTER_CUBIC);
            float[] values = new float[width * height];
            try (FloatPointer pixels = new FloatPointer(target.data())) {
                pixels.get(values);
            }
            return values;
        }
    }

    private static Mat mat(float[] values, int width, int height) {
        Mat mat = new Mat(height, width, opencv_core.CV_32FC1);
        try (FloatPointer pixels = new FloatPointer(mat.data())) {
            pixels.put(values);
        }
        return mat;
    }
}
