package org.echoscribe.imaging.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Synthetic speckle for tests: smoothed noise that can be sampled at any position, so that true motion is known. */
final class Speckle {

    private static final int SIZE = 512;
    private static final double DOT_PIXELS = 3;
    private final double[] lattice = new double[SIZE * SIZE];

    Speckle(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < lattice.length; i++) {
            lattice[i] = random.nextDouble();
        }
    }

    /** A frame whose pixel (x, y) shows the speckle at (x - shiftX, y - shiftY). */
    GreyImage shifted(int width, int height, double shiftX, double shiftY) {
        return frame(width, height, (x, y) -> shiftX, (x, y) -> shiftY);
    }

    /** Frames of a sector that beats: the motion grows with the distance from the middle, up to about one pixel a frame. */
    List<GreyImage> beating(int width, int height, int frames, long noiseSeed) {
        Random noise = new Random(noiseSeed);
        List<GreyImage> beating = new ArrayList<>();
        for (int t = 0; t < frames; t++) {
            double phase = 4 * StrictMath.sin(t * 2 * Math.PI / 25);
            GreyImage frame = frame(
                    width,
                    height,
                    (x, y) -> phase * (x - width / 2.0) / width,
                    (x, y) -> phase * (y - height / 2.0) / height);
            float[] values = frame.values();
            for (int i = 0; i < values.length; i++) {
                boolean insideSector = Math.abs(i % width - width / 2.0) < i / width * 0.6;
                double value = insideSector ? values[i] + 4 * noise.nextGaussian() : 0;
                values[i] = Math.clamp(Math.round(value), 0, 255);
            }
            beating.add(frame);
        }
        return beating;
    }

    private GreyImage frame(int width, int height, Displacement dx, Displacement dy) {
        float[] values = new float[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                values[y * width + x] = (float) (255 * at(x - dx.at(x, y), y - dy.at(x, y)));
            }
        }
        return new GreyImage(width, height, values);
    }

    private double at(double x, double y) {
        double latticeX = x / DOT_PIXELS + SIZE / 4.0;
        double latticeY = y / DOT_PIXELS + SIZE / 4.0;
        int left = (int) Math.floor(latticeX);
        int top = (int) Math.floor(latticeY);
        double fx = smooth(latticeX - left);
        double fy = smooth(latticeY - top);
        double upper = lattice(left, top) * (1 - fx) + lattice(left + 1, top) * fx;
        double lower = lattice(left, top + 1) * (1 - fx) + lattice(left + 1, top + 1) * fx;
        return upper * (1 - fy) + lower * fy;
    }

    private double lattice(int x, int y) {
        return lattice[Math.floorMod(y, SIZE) * SIZE + Math.floorMod(x, SIZE)];
    }

    private static double smooth(double t) {
        return t * t * (3 - 2 * t);
    }

    private interface Displacement {
        double at(int x, int y);
    }
}
