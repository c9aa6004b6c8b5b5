package org.echoscribe.imaging.decode;

import java.util.Arrays;

/**
 * The size that a JPEG XL codestream declares, read in Java before any native code or memory is trusted with it
 * (ISO/IEC 18181-1 annex D for the size, 18181-2 for the container of boxes around it).
 *
 * @param width columns
 * @param height rows
 */
record JpegXlHeader(int width, int height) {
    private static final byte[] CONTAINER = {0, 0, 0, 0x0C, 'J', 'X', 'L', ' ', 0x0D, 0x0A, (byte) 0x87, 0x0A};
    private static final int CODESTREAM = 0xFF0A;
    private static final long WHOLE_CODESTREAM_BOX = 0x6A786C63; // "jxlc"
    private static final long PARTIAL_CODESTREAM_BOX = 0x6A786C70; // "jxlp"
    private static final int[] SIZE_BITS = {9, 13, 18, 30};
    /** Width to height of the declared aspect ratios 1 to 7. */
    private static final int[][] RATIOS = {{1, 1}, {12, 10}, {4, 3}, {3, 2}, {16, 9}, {5, 4}, {2, 1}};

    /** Whether these are JPEG XL at all, bare or in a container. */
    static boolean begins(byte[] bytes) {
        return bytes.length > 2 && (bytes[0] & 0xFF) == CODESTREAM >> 8 && bytes[1] == (byte) CODESTREAM
                || isContainer(bytes);
    }

    static JpegXlHeader read(byte[] bytes) throws UndecodableException {
        CodestreamBytes in = new CodestreamBytes(bytes);
        if (isContainer(bytes)) {
            moveToCodestream(in, bytes.length);
        }
        if (in.unsignedShort() != CODESTREAM) {
            throw new UndecodableException("a JPEG XL container holds something else than a JPEG XL codestream");
        }
        Bits bits = new Bits(in);
        boolean multipleOfEight = bits.next(1) == 1;
        long height = size(bits, multipleOfEight);
        int ratio = bits.next(3);
        long width = ratio == 0 ? size(bits, multipleOfEight) : height * RATIOS[ratio - 1][0] / RATIOS[ratio - 1][1];
        if (width > Integer.MAX_VALUE) {
            throw new UndecodableException("a JPEG XL codestream declares an impossible size");
        }
        return new JpegXlHeader((int) width, (int) height);
    }

    private static boolean isContainer(byte[] bytes) {
        return bytes.length >= CONTAINER.length
                && Arrays.equals(bytes, 0, CONTAINER.length, CONTAINER, 0, CONTAINER.length);
    }

    private static void moveToCodestream(CodestreamBytes in, int end) throws UndecodableException {
        while (true) {
            int start = in.position();
            long length = in.unsignedInt();
            long type = in.unsignedInt();
            if (length == 1) {
                length = in.unsignedInt() << 32 | in.unsignedInt();
            }
            if (type == WHOLE_CODESTREAM_BOX) {
                return;
            }
            if (type == PARTIAL_CODESTREAM_BOX) {
                in.skip(Integer.BYTES);
                return;
            }
            if (length < 8 || length > end - start) {
                throw new UndecodableException("a JPEG XL container holds no codestream: the frame is truncated");
            }
            in.moveTo(Math.toIntExact(start + length));
        }
    }

    private static long size(Bits bits, boolean multipleOfEight) throws UndecodableException {
        return multipleOfEight ? 8 * (bits.next(5) + 1) : bits.next(SIZE_BITS[bits.next(2)]) + 1L;
    }

    /** Bits of a codestream, the least significant of each byte first. */
    private static final class Bits {
        private final CodestreamBytes in;
        private int current;
        private int left;

        Bits(CodestreamBytes in) {
            this.in = in;
        }

        int next(int count) throws UndecodableException {
            int value = 0;
            for (int i = 0; i < count; i++) {
                if (left == 0) {
                    current = in.unsignedByte();
                    left = Byte.SIZE;
                }
                value |= (current & 1) << i;
                current >>= 1;
                left--;
            }
            return value;
        }
    }
}
