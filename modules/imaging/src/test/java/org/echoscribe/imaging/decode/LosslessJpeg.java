package org.echoscribe.imaging.decode;

import java.io.ByteArrayOutputStream;

/**
 * Writes JPEG codestreams of the lossless process (ITU-T T.81 annex H) for tests, with what the tools at hand do not write:
 * every predictor at every precision, restart markers, a point transform. All categories have Huffman codes of five bits.
 *
 * @param linesPerRestart 0 for no restart markers
 */
record LosslessJpeg(int width, int height, int precision, int predictor, int pointTransform, int linesPerRestart) {
    private static final int CATEGORIES = 17;
    private static final int CODE_BITS = 5;

    /** All components in one scan. */
    byte[] encode(char[][] planes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        put(out, 0xFF, 0xD8, 0xFF, 0xC4, 0, 19 + CATEGORIES, 0);
        for (int length = 1; length <= Character.SIZE; length++) {
            put(out, length == CODE_BITS ? CATEGORIES : 0);
        }
        for (int category = 0; category < CATEGORIES; category++) {
            put(out, category);
        }
        int restart = linesPerRestart * width;
        put(out, 0xFF, 0xDD, 0, 4, restart >> 8, restart);
        put(
                out,
                0xFF,
                0xC3,
                0,
                8 + 3 * planes.length,
                precision,
                height >> 8,
                height,
                width >> 8,
                width,
                planes.length);
        for (int c = 0; c < planes.length; c++) {
            put(out, c + 1, 0x11, 0);
        }
        put(out, 0xFF, 0xDA, 0, 6 + 2 * planes.length, planes.length);
        for (int c = 0; c < planes.length; c++) {
            put(out, c + 1, 0);
        }
        put(out, predictor, 0, pointTransform);
        Bits bits = new Bits(out);
        for (int y = 0; y < height; y++) {
            boolean first = y == 0 || linesPerRestart > 0 && y % linesPerRestart == 0;
            if (first && y > 0) {
                bits.flush();
                put(out, 0xFF, 0xD0 | (y / linesPerRestart - 1) & 7);
            }
            for (int x = 0; x < width; x++) {
                for (char[] plane : planes) {
                    difference(bits, (plane[y * width + x] >> pointTransform) - predicted(plane, x, y, first));
                }
            }
        }
        bits.flush();
        put(out, 0xFF, 0xD9);
        return out.toByteArray();
    }

    private int predicted(char[] plane, int x, int y, boolean first) {
        int at = y * width + x;
        if (first) {
            return x == 0 ? 1 << (precision - pointTransform - 1) : plane[at - 1] >> pointTransform;
        }
        int above = plane[at - width] >> pointTransform;
        if (x == 0) {
            return above;
        }
        int left = plane[at - 1] >> pointTransform;
        int corner = plane[at - width - 1] >> pointTransform;
        return switch (predictor) {
            case 1 -> left;
            case 2 -> above;
            case 3 -> corner;
            case 4 -> left + above - corner;
            case 5 -> left + ((above - corner) >> 1);
            case 6 -> above + ((left - corner) >> 1);
            default -> (left + above) >> 1;
        };
    }

    private static void difference(Bits bits, int exact) {
        int difference = (short) exact;
        if (difference == Short.MIN_VALUE) {
            bits.put(CATEGORIES - 1, CODE_BITS);
            return;
        }
        int category = Integer.SIZE - Integer.numberOfLeadingZeros(Math.abs(difference));
        bits.put(category, CODE_BITS);
        bits.put((difference < 0 ? difference - 1 : difference) & ((1 << category) - 1), category);
    }

    private static void put(ByteArrayOutputStream out, int... bytes) {
        for (int value : bytes) {
            out.write(value);
        }
    }

    /** Writes bits, and a zero behind each byte FF. */
    private static final class Bits {
        private final ByteArrayOutputStream out;
        private int held;
        private int count;

        Bits(ByteArrayOutputStream out) {
            this.out = out;
        }

        void put(int value, int bits) {
            for (int i = bits - 1; i >= 0; i--) {
                held = held << 1 | value >> i & 1;
                if (++count == Byte.SIZE) {
                    out.write(held);
                    if ((held & 0xFF) == 0xFF) {
                        out.write(0);
                    }
                    count = 0;
                    held = 0;
                }
            }
        }

        /** Fills the last byte with ones. */
        void flush() {
            while (count != 0) {
                put(1, 1);
            }
        }
    }
}
