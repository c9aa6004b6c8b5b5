package org.echoscribe.imaging.decode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Frames to encode: of a real loop where the shared files are there, otherwise drawn. */
final class TestLoop {
    private static final String REAL = "data/sonosite-turbo-a4c-30f.dcm";

    private TestLoop() {}

    /** RGB frames of a loop in which something moves. */
    static List<RgbFrame> frames(int most) throws IOException, UndecodableException {
        Path real =
                Path.of(System.getProperty("echoscribe.shared", "../shared")).resolve(REAL);
        return Files.exists(real) ? Unmasked.decode(real, most) : drawn(most);
    }

    /** A smooth texture that drifts, with a coloured block that moves the other way. */
    static List<RgbFrame> drawn(int count) {
        int width = 208;
        int height = 160;
        Random random = new Random(5);
        int[] knots = random.ints(64 * 64, 0, 200).toArray();
        List<RgbFrame> frames = new ArrayList<>();
        for (int f = 0; f < count; f++) {
            byte[] rgb = new byte[3 * width * height];
            for (int i = 0; i < width * height; i++) {
                double x = (i % width + 2 * f) / 12.0;
                double y = (i / width + f) / 12.0;
                int grey = (int) interpolated(knots, x, y);
                boolean block = Math.abs(i % width - 160 + 2 * f) < 12 && Math.abs(i / width - 60) < 14;
                rgb[3 * i] = (byte) (block ? 210 : grey);
                rgb[3 * i + 1] = (byte) grey;
                rgb[3 * i + 2] = (byte) (block ? 30 : grey);
            }
            frames.add(new RgbFrame(width, height, rgb));
        }
        return frames;
    }

    private static double interpolated(int[] knots, double x, double y) {
        int left = (int) x;
        int top = (int) y;
        double right = x - left;
        double down = y - top;
        return knot(knots, left, top) * (1 - right) * (1 - down)
                + knot(knots, left + 1, top) * right * (1 - down)
                + knot(knots, left, top + 1) * (1 - right) * down
                + knot(knots, left + 1, top + 1) * right * down;
    }

    private static int knot(int[] knots, int x, int y) {
        return knots[y % 64 * 64 + x % 64];
    }
}
