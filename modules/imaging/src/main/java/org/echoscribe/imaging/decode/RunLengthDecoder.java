package org.echoscribe.imaging.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Undoes the RLE compression of one frame (PS3.5 annex G).
 *
 * <p>A frame is a header of sixteen 32-bit little-endian numbers (the count of segments and the offset of each), then the
 * segments. A segment holds one byte of one component for all pixels, the most significant byte first, packed as in
 * PackBits: n in 0..127 is followed by n + 1 literal bytes, n in -127..-1 by one byte that repeats 1 - n times, and -128
 * means nothing.
 */
final class RunLengthDecoder {
    private static final int HEADER_BYTES = 64;
    private static final int MAX_SEGMENTS = 15;

    private RunLengthDecoder() {}

    /**
     * The decoded segments, each exactly {@code segmentBytes} long.
     *
     * @param frame the bytes of the frame's fragments, joined
     * @param segments how many segments the header of the object asks for: components times bytes per sample
     * @param segmentBytes rows times columns
     */
    static byte[][] decode(byte[] frame, int segments, int segmentBytes) throws UndecodableException {
        if (frame.length < HEADER_BYTES) {
            throw new UndecodableException("an RLE frame of " + frame.length + " bytes has no room for its header");
        }
        ByteBuffer header = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
        int count = header.getInt(0);
        if (count != segments || count > MAX_SEGMENTS) {
            throw new UndecodableException("an RLE frame declares " + Integer.toUnsignedString(count)
                    + " segments, but its samples need " + segments);
        }
        byte[][] decoded = new byte[segments][];
        for (int s = 0; s < segments; s++) {
            long start = Integer.toUnsignedLong(header.getInt(4 + 4 * s));
            long end = s + 1 < segments ? Integer.toUnsignedLong(header.getInt(8 + 4 * s)) : frame.length;
            if (start < HEADER_BYTES || start > end || end > frame.length) {
                throw new UndecodableException("RLE segment " + (s + 1) + " lies from byte " + start + " to " + end
                        + " of a frame of " + frame.length + " bytes");
            }
            decoded[s] = unpack(frame, (int) start, (int) end, segmentBytes, s);
        }
        return decoded;
    }

    private static byte[] unpack(byte[] in, int start, int end, int length, int segment) throws UndecodableException {
        byte[] out = new byte[length];
        int from = start;
        int to = 0;
        while (to < length) {
            if (from >= end) {
                throw new UndecodableException("RLE segment " + (segment + 1) + " ends after " + to + " of " + length
                        + " bytes: the frame is truncated");
            }
            int n = in[from++];
            if (n >= 0) {
                int run = Math.min(n + 1, length - to);
                if (from + run > end) {
                    throw new UndecodableException(
                            "a literal run of RLE segment " + (segment + 1) + " runs past its end");
                }
                System.arraycopy(in, from, out, to, run);
                from += n + 1;
                to += run;
            } else if (n != Byte.MIN_VALUE) {
                if (from >= end) {
                    throw new UndecodableException("a repeated byte of RLE segment " + (segment + 1) + " is missing");
                }
                int run = Math.min(1 - n, length - to);
                Arrays.fill(out, to, to + run, in[from++]);
                to += run;
            }
        }
        return out;
    }
}
