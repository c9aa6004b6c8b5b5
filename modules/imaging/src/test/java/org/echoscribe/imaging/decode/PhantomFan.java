package org.echoscribe.imaging.decode;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.echoscribe.dicom.dataset.Vr;

/** Synthetic frames for tests: a fan of speckle that changes from frame to frame on a black screen. */
final class PhantomFan {
    static final int WIDTH = 200;
    static final int HEIGHT = 160;
    static final int APEX_X = 100;
    static final int APEX_Y = 10;
    static final int DEPTH = 120;
    /** Tangent of half the opening angle. */
    private static final double HALF_ANGLE = 0.7;

    private PhantomFan() {}

    static boolean inside(int x, int y, int margin) {
        double dx = x - APEX_X;
        double dy = y - APEX_Y;
        double angle = Math.atan2(Math.abs(dx), dy + margin * 2.0);
        return angle <= HALF_ANGLE + margin / (Math.hypot(dx, dy) + 1)
                && Math.hypot(dx, dy) <= DEPTH + margin
                && dy >= -margin;
    }

    /** RGB frames; speckle of mean brightness 60. */
    static List<byte[]> frames(int count, long seed) {
        Random random = new Random(seed);
        List<byte[]> frames = new ArrayList<>();
        for (int f = 0; f < count; f++) {
            byte[] rgb = new byte[3 * WIDTH * HEIGHT];
            for (int i = 0; i < WIDTH * HEIGHT; i++) {
                if (inside(i % WIDTH, i / WIDTH, 0)) {
                    byte grey = (byte) random.nextInt(120);
                    rgb[3 * i] = grey;
                    rgb[3 * i + 1] = grey;
                    rgb[3 * i + 2] = grey;
                }
            }
            frames.add(rgb);
        }
        return frames;
    }

    static byte[] joined(List<byte[]> frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        frames.forEach(all::writeBytes);
        return all.toByteArray();
    }

    static TestObject object(List<byte[]> frames) {
        return new TestObject(WIDTH, HEIGHT, "RGB").frames(frames.size()).uncompressed(Vr.OB, joined(frames));
    }
}
