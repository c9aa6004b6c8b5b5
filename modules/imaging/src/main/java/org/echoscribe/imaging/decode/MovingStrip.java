package org.echoscribe.imaging.decode;

import java.util.List;

/**
 * Tells strips of M-mode and spectral Doppler, which machines also store as loops, from two-dimensional ultrasound by how they
 * move: a scrolled strip is the one before, pushed aside by some pixels; a swept one changes in a narrow band of columns that
 * wanders across. Tissue does neither: no shift of a whole frame explains its speckle, and it moves everywhere at once.
 */
final class MovingStrip {
    /** A shift that leaves no more of the change than this, in percent, explains it; of real tissue each leaves nearly all or more. */
    private static final int MOST_UNEXPLAINED_PERCENT = 50;

    private static final int MOST_SHIFT = 16;
    private static final int TRANSITIONS = 4;
    private static final int LEAST_SCROLLED = 2;
    private static final int SAMPLED_ROWS = 24;
    private static final int LEAST_COLUMNS = 8 * MOST_SHIFT;
    /** Mean change of a sample, in grey levels, below which a frame stands still. */
    private static final double STANDS_STILL = 0.5;

    /** A column is swept where this part of its pixels changes, in percent; an ECG's cursor is not so high. */
    private static final int SWEPT_COLUMN_PERCENT = 12;
    /** The swept band is no wider than this part of the picture, in percent. */
    private static final int WIDEST_BAND_PERCENT = 12;

    private static final int LEAST_CHANGE = 12;

    private MovingStrip() {}

    /** Whether what a rectangle shows is pushed aside from frame to frame. */
    static boolean scrolls(List<RgbFrame> frames, Rectangle place) {
        if (place.width() < LEAST_COLUMNS || frames.size() <= LEAST_SCROLLED) {
            return false;
        }
        int scrolled = 0;
        int transitions = Math.min(TRANSITIONS, frames.size() - 1);
        for (int t = 0; t < transitions; t++) {
            int f = t * (frames.size() - 1) / transitions;
            byte[] before = frames.get(f).rgb();
            byte[] after = frames.get(f + 1).rgb();
            int width = frames.get(f).width();
            long unshifted = change(before, after, width, place, 0);
            if (unshifted > STANDS_STILL * sampledRows(place) * (place.width() - 2 * MOST_SHIFT)) {
                if (!isExplained(before, after, width, place, unshifted)) {
                    return false;
                }
                scrolled++;
            }
        }
        return scrolled >= LEAST_SCROLLED;
    }

    private static boolean isExplained(byte[] before, byte[] after, int width, Rectangle place, long unshifted) {
        long most = unshifted * MOST_UNEXPLAINED_PERCENT / 100;
        for (int shift = 1; shift <= MOST_SHIFT; shift++) {
            if (change(before, after, width, place, shift) <= most
                    || change(before, after, width, place, -shift) <= most) {
                return true;
            }
        }
        return false;
    }

    /** How far a frame, in some of its rows, differs from the one before that is shifted to the left: green alone. */
    private static long change(byte[] before, byte[] after, int width, Rectangle place, int shift) {
        long sum = 0;
        int rows = sampledRows(place);
        for (int r = 0; r < rows; r++) {
            int y = place.y() + (2 * r + 1) * place.height() / (2 * rows);
            int at = 3 * (y * width + place.x() + MOST_SHIFT) + 1;
            int end = 3 * (y * width + place.endX() - MOST_SHIFT) + 1;
            for (; at < end; at += 3) {
                sum += Math.abs((after[at] & 0xFF) - (before[at + 3 * shift] & 0xFF));
            }
        }
        return sum;
    }

    private static int sampledRows(Rectangle place) {
        return Math.min(SAMPLED_ROWS, place.height());
    }

    /** Whether a narrow band of change wanders across the picture in one direction. */
    static boolean sweeps(List<RgbFrame> frames) {
        int changed = 0;
        int inBand = 0;
        int forward = 0;
        int backward = 0;
        int last = -1;
        for (int f = 1; f < frames.size(); f++) {
            int[] band = sweptBand(frames.get(f - 1), frames.get(f));
            if (band[0] > band[1]) {
                continue;
            }
            changed++;
            int width = frames.getFirst().width();
            if ((band[1] - band[0] + 1) * 100 <= width * WIDEST_BAND_PERCENT) {
                inBand++;
                int step = last < 0 ? 0 : band[0] + band[1] - last;
                forward += step > 0 ? 1 : 0;
                backward += step < 0 ? 1 : 0;
                last = band[0] + band[1];
            }
        }
        // Where the sweep begins anew it jumps back once, in a wide or a split band.
        return changed >= 4 && inBand * 5 >= changed * 4 && Math.max(forward, backward) * 5 >= (inBand - 1) * 4;
    }

    /** The first and the last column that changes over much of its height; the first behind the last where none does. */
    private static int[] sweptBand(RgbFrame before, RgbFrame after) {
        int width = before.width();
        int[] changes = new int[width];
        for (int i = 0, x = 0; i < before.rgb().length; i += 3) {
            int change = Math.abs((before.rgb()[i] & 0xFF) - (after.rgb()[i] & 0xFF))
                    + Math.abs((before.rgb()[i + 1] & 0xFF) - (after.rgb()[i + 1] & 0xFF))
                    + Math.abs((before.rgb()[i + 2] & 0xFF) - (after.rgb()[i + 2] & 0xFF));
            changes[x] += change >= LEAST_CHANGE ? 1 : 0;
            x = x + 1 == width ? 0 : x + 1;
        }
        int first = width;
        int last = -1;
        for (int x = 0; x < width; x++) {
            if (changes[x] * 100 >= before.height() * SWEPT_COLUMN_PERCENT) {
                first = Math.min(first, x);
                last = x;
            }
        }
        return new int[] {first, last};
    }
}
