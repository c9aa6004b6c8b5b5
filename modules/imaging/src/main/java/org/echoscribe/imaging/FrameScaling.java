package org.echoscribe.imaging;

import java.util.Arrays;

/**
 * Scales 8-bit frames of one size to float frames of another: area average when shrinking, bilinear when enlarging, each
 * axis by itself. The same bits on every machine.
 */
final class FrameScaling {

    private static final int RGB = 3;

    private final int sourceWidth;
    private final int sourceHeight;
    private final int width;
    private final int height;
    private final AxisWeights columns;
    private final AxisWeights rows;

    FrameScaling(int sourceWidth, int sourceHeight, int width, int height) {
        this.sourceWidth = sourceWidth;
        this.sourceHeight = sourceHeight;
        this.width = width;
        this.height = height;
        this.columns = AxisWeights.of(sourceWidth, width);
        this.rows = AxisWeights.of(sourceHeight, height);
    }

    /** Interleaved RGB to three planes of 0..1: {@code [3, height, width]}. */
    float[] rgbPlanes(byte[] rgb) {
        float[] planes = scaled(rgb, RGB);
        for (int i = 0; i < planes.length; i++) {
            planes[i] /= 255f;
        }
        return planes;
    }

    /** Interleaved RGB to the same in the other size, rounded. */
    byte[] rgbBytes(byte[] rgb) {
        float[] planes = scaled(rgb, RGB);
        int plane = width * height;
        byte[] bytes = new byte[planes.length];
        for (int i = 0; i < plane; i++) {
            for (int c = 0; c < RGB; c++) {
                bytes[RGB * i + c] = (byte) Math.clamp(Math.round(planes[c * plane + i]), 0, 255);
            }
        }
        return bytes;
    }

    /** Interleaved RGB to grey values 0..255: {@code [height, width]}. */
    float[] grey(byte[] rgb) {
        byte[] grey = new byte[sourceWidth * sourceHeight];
        for (int i = 0, c = 0; i < grey.length; i++, c += RGB) {
            // 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601), in 15-bit fixed point and rounded, as OpenCV computes it.
            grey[i] = (byte)
                    (9798 * (rgb[c] & 0xff) + 19235 * (rgb[c + 1] & 0xff) + 3735 * (rgb[c + 2] & 0xff) + (1 << 14)
                            >> 15);
        }
        return scaled(grey, 1);
    }

    /** Rows first, because adding up whole rows runs at vector speed; columns then have fewer rows to go through. */
    private float[] scaled(byte[] interleaved, int channels) {
        float[] planes = new float[channels * height * width];
        float[] row = new float[sourceWidth * channels];
        for (int y = 0; y < height; y++) {
            Arrays.fill(row, 0f);
            float[] weights = rows.weights()[y];
            for (int k = 0; k < weights.length; k++) {
                add(interleaved, (rows.first()[y] + k) * row.length, weights[k], row);
            }
            for (int channel = 0; channel < channels; channel++) {
                scaleRow(row, channels, channel, planes, (channel * height + y) * width);
            }
        }
        return planes;
    }

    private static void add(byte[] source, int offset, float weight, float[] row) {
        for (int i = 0; i < row.length; i++) {
            row[i] += weight * (source[offset + i] & 0xff);
        }
    }

    private void scaleRow(float[] row, int channels, int channel, float[] target, int offset) {
        for (int x = 0; x < width; x++) {
            float[] weights = columns.weights()[x];
            int source = columns.first()[x] * channels + channel;
            float sum = 0f;
            for (int k = 0; k < weights.length; k++, source += channels) {
                sum += weights[k] * row[source];
            }
            target[offset + x] = sum;
        }
    }
}
