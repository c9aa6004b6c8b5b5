package org.echoscribe.imaging.decode;

import static jdk.incubator.vector.VectorOperators.SUADD;
import static jdk.incubator.vector.VectorOperators.SUSUB;
import static jdk.incubator.vector.VectorOperators.UMIN;

import java.util.List;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Counts how often pixels change from frame to frame.
 *
 * <p>A run of pixels is followed through all frames, so that its counts stay in the processor's nearest cache. The Vector API
 * works on every byte as if a pixel began there; of its counts every third one is that of a pixel. Without that module of the
 * JVM the same is computed byte by byte, several times slower.
 */
final class CountChanges {
    /** Pixels that one piece of work follows. */
    static final int PIXELS = 1 << 13;
    /** Summed over red, green and blue, the smallest difference that counts: 4 grey levels. */
    private static final int LEAST_CHANGE = 12;
    /** Counts are unsigned bytes until so many frames were compared. */
    private static final int MOST_IN_A_BYTE = 255;

    private static final boolean VECTORS =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

    private CountChanges() {}

    /**
     * For each pixel of a run, in how many of the transitions between frames it changes.
     *
     * @param frames all of one size
     * @param from the first pixel, row-major
     * @param to behind the last one
     */
    static int[] of(List<RgbFrame> frames, int from, int to) {
        int[] total = new int[to - from];
        byte[] counts = new byte[3 * total.length];
        for (int f = 1; f < frames.size(); f++) {
            byte[] before = frames.get(f - 1).rgb();
            byte[] after = frames.get(f).rgb();
            int vectorised = VECTORS ? Vectors.count(before, after, 3 * from, counts) : 0;
            count(before, after, 3 * from, counts, vectorised - vectorised % 3);
            if (f % MOST_IN_A_BYTE == 0 || f == frames.size() - 1) {
                for (int i = 0; i < total.length; i++) {
                    total[i] += counts[3 * i] & 0xFF;
                }
                counts = new byte[counts.length];
            }
        }
        return total;
    }

    /** Counts the pixels that the vectors have not, from a byte of the run on. */
    private static void count(byte[] before, byte[] after, int start, byte[] counts, int fromByte) {
        for (int i = fromByte; i < counts.length; i += 3) {
            int at = start + i;
            int change = Math.abs((before[at] & 0xFF) - (after[at] & 0xFF))
                    + Math.abs((before[at + 1] & 0xFF) - (after[at + 1] & 0xFF))
                    + Math.abs((before[at + 2] & 0xFF) - (after[at + 2] & 0xFF));
            if (change >= LEAST_CHANGE) {
                counts[i]++;
            }
        }
    }

    /** Loaded only where the module is there. */
    private static final class Vectors {
        private static final VectorSpecies<Byte> SPECIES = ByteVector.SPECIES_PREFERRED;

        /** Adds 1 at each byte where the differences of three bytes sum up; returns how many bytes it got through. */
        static int count(byte[] before, byte[] after, int start, byte[] counts) {
            int i = 0;
            for (; i + SPECIES.length() + 2 <= counts.length; i += SPECIES.length()) {
                int at = start + i;
                ByteVector change = difference(before, after, at)
                        .lanewise(SUADD, difference(before, after, at + 1))
                        .lanewise(SUADD, difference(before, after, at + 2));
                ByteVector counted =
                        change.lanewise(SUSUB, (byte) (LEAST_CHANGE - 1)).lanewise(UMIN, (byte) 1);
                ByteVector.fromArray(SPECIES, counts, i).add(counted).intoArray(counts, i);
            }
            return i;
        }

        private static ByteVector difference(byte[] before, byte[] after, int at) {
            ByteVector a = ByteVector.fromArray(SPECIES, before, at);
            ByteVector b = ByteVector.fromArray(SPECIES, after, at);
            return a.lanewise(SUSUB, b).or(b.lanewise(SUSUB, a));
        }
    }
}
