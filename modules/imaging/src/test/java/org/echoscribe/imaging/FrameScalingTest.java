package org.echoscribe.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameScalingTest {

    @ParameterizedTest
    @CsvSource({"600, 600, 224, 224", "431, 431, 112, 112", "300, 200, 299, 150", "64, 64, 64, 64"})
    void shrinksByAreaAsOpenCvDoes(int sourceWidth, int sourceHeight, int width, int height) {
        assertAgrees(sourceWidth, sourceHeight, width, height, opencv_imgproc.INTER_AREA);
    }

    @ParameterizedTest
    @CsvSource({"100, 100, 224, 224", "223, 150, 224, 299", "2, 2, 16, 16"})
    void enlargesLinearlyAsOpenCvDoes(int sourceWidth, int sourceHeight, int width, int height) {
        assertAgrees(sourceWidth, sourceHeight, width, height, opencv_imgproc.INTER_LINEAR);
    }

    @Test
    void aSinglePixelFillsTheFrame() {
        float[] planes = new FrameScaling(1, 1, 3, 2).rgbPlanes(new byte[] {(byte) 255, 51, 0});
        assertThat(planes).containsExactly(1, 1, 1, 1, 1, 1, .2f, .2f, .2f, .2f, .2f, .2f, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void greyIsWhatOpenCvConvertsToForEveryLevelOfEachColour() {
        byte[] rgb = new byte[256 * 3 * 4];
        for (int i = 0; i < rgb.length / 3; i++) {
            for (int channel = 0; channel < 3; channel++) {
                boolean on = i / 256 == channel || i / 256 == 3;
                rgb[3 * i + channel] = (byte) (on ? i % 256 : 0);
            }
        }
        float[] grey = new FrameScaling(1024, 1, 1024, 1).grey(rgb);
        try (Mat source = new Mat(1, 1024, opencv_core.CV_8UC3);
                Mat converted = new Mat()) {
            source.data().put(rgb);
            opencv_imgproc.cvtColor(source, converted, opencv_imgproc.COLOR_RGB2GRAY);
            byte[] expected = new byte[1024];
            converted.data().get(expected);
            for (int i = 0; i < expected.length; i++) {
                assertThat(grey[i]).as("pixel " + i).isEqualTo(expected[i] & 0xff);
            }
        }
    }

    private static void assertAgrees(int sourceWidth, int sourceHeight, int width, int height, int interpolation) {
        byte[] rgb = new byte[3 * sourceWidth * sourceHeight];
        new Random(4).nextBytes(rgb);
        float[] planes = new FrameScaling(sourceWidth, sourceHeight, width, height).rgbPlanes(rgb);
        try (Mat source = new Mat(sourceHeight, sourceWidth, opencv_core.CV_8UC3);
                Mat target = new Mat();
                Size size = new Size(width, height)) {
            source.data().put(rgb);
            opencv_imgproc.resize(source, target, size, 0, 0, interpolation);
            byte[] expected = new byte[3 * width * height];
            try (BytePointer pixels = target.data()) {
                pixels.get(expected);
            }
            for (int i = 0; i < width * height; i++) {
                for (int channel = 0; channel < 3; channel++) {
                    // OpenCV rounds to whole grey levels, in fixed point.
                    assertThat(255f * planes[channel * width * height + i])
                            .isEqualTo(expected[3 * i + channel] & 0xff, within(1f));
                }
            }
        }
    }
}
