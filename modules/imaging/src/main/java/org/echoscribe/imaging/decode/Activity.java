package org.echoscribe.imaging.decode;

import java.util.List;

/**
 * Where a loop's picture lives: the pixels that change often from frame to frame.
 *
 * <p>Ultrasound speckle changes nearly everywhere in nearly every frame, burned-in text never does, and the cursor and the
 * trace of an ECG pass a pixel once or twice in a loop. What lossy compression spills into blocks around moving things is
 * small.
 *
 * @param width columns of the picture
 * @param height rows of the picture
 * @param active 1 for each pixel that changes often, else 0, row-major
 */
record Activity(int width, int height, byte[] active) {
    /** Summed over red, green and blue, the smallest difference that counts: 4 grey levels. */
    private static final int LEAST_CHANGE = 12;
    /** Percent of the transitions between frames in which an active pixel changes. */
    private static final int LEAST_PERCENT = 15;

    /** Compares each frame with the next. */
    static Activity of(List<RgbFrame> frames) {
        RgbFrame first = frames.getFirst();
        int pixels = first.width() * first.height();
        char[] changes = new char[pixels];
        for (int f = 1; f < frames.size(); f++) {
            count(frames.get(f - 1).rgb(), frames.get(f).rgb(), changes);
        }
        int transitions = frames.size() - 1;
        int least = Math.max(1, (transitions * LEAST_PERCENT + 99) / 100);
        byte[] active = new byte[pixels];
        for (int i = 0; i < pixels; i++) {
            active[i] = (byte) (changes[i] >= least ? 1 : 0);
        }
        return new Activity(first.width(), first.height(), active);
    }

    private static void count(byte[] before, byte[] after, char[] changes) {
        for (int i = 0, at = 0; i < changes.length; i++, at += 3) {
            int change = Math.abs((before[at] & 0xFF) - (after[at] & 0xFF))
                    + Math.abs((before[at + 1] & 0xFF) - (after[at + 1] & 0xFF))
                    + Math.abs((before[at + 2] & 0xFF) - (after[at + 2] & 0xFF));
            if (change >= LEAST_CHANGE) {
                changes[i]++;
            }
        }
    }

    /** How many active pixels lie inside a rectangle of the picture. */
    long count(Rectangle within) {
        long count = 0;
        for (int y = within.y(); y < within.endY(); y++) {
            for (int x = within.x(); x < within.endX(); x++) {
                count += active[y * width + x];
            }
        }
        return count;
    }

    /** The same with nothing active outside a rectangle. */
    Activity within(Rectangle place) {
        byte[] inside = new byte[active.length];
        for (int y = place.y(); y < place.endY(); y++) {
            System.arraycopy(active, y * width + place.x(), inside, y * width + place.x(), place.width());
        }
        return new Activity(width, height, inside);
    }

    /** The whole picture. */
    Rectangle picture() {
        return new Rectangle(0, 0, width, height);
    }
}
