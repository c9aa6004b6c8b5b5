package org.echoscribe.imaging.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.echoscribe.imaging.SharedWork;

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
    /** Percent of the transitions between frames in which an active pixel changes. */
    private static final int LEAST_PERCENT = 15;

    /** Compares each frame with the next, the same with any number of threads. */
    static Activity of(List<RgbFrame> frames, Executor executor) {
        RgbFrame first = frames.getFirst();
        int transitions = frames.size() - 1;
        int least = Math.max(1, (transitions * LEAST_PERCENT + 99) / 100);
        byte[] active = new byte[first.width() * first.height()];
        List<Runnable> pieces = new ArrayList<>();
        for (int pixel = 0; pixel < active.length; pixel += CountChanges.PIXELS) {
            int from = pixel;
            pieces.add(() -> {
                int[] changes = CountChanges.of(frames, from, Math.min(from + CountChanges.PIXELS, active.length));
                for (int i = 0; i < changes.length; i++) {
                    active[from + i] = (byte) (changes[i] >= least ? 1 : 0);
                }
            });
        }
        SharedWork.run(pieces, executor);
        return new Activity(first.width(), first.height(), active);
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
