package org.echoscribe.imaging.decode;

/** The bits of an entropy-coded segment of JPEG (ITU-T T.81 annex F.2.2.5): the zero behind each byte FF is none of them. */
final class EntropyBits {
    private static final int MARKER_PREFIX = 0xFF;

    private final byte[] bytes;
    private int at;
    /** The next bits, right-aligned. */
    private long held;

    private int count;
    /** How many of the bits held last were made up because the segment had ended. */
    private int invented;

    /** @param at where the segment begins */
    EntropyBits(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    /** The next {@code length} bits, at most 16, which stay; zeros behind the end of the segment. */
    int peek(int length) {
        if (count < length) {
            fill();
        }
        return (int) (held >>> (count - length)) & ((1 << length) - 1);
    }

    /** Goes on by bits that were peeked. */
    void skip(int length) {
        count -= length;
    }

    /** Whether bits were taken that the segment does not hold. */
    boolean exhausted() {
        return count < invented;
    }

    /** Ends the segment and begins the next one behind its restart marker. */
    void restart() throws UndecodableException {
        held = 0;
        count = 0;
        invented = 0;
        while (at + 1 < bytes.length && bytes[at] == (byte) MARKER_PREFIX && bytes[at + 1] == (byte) MARKER_PREFIX) {
            at++;
        }
        if (at + 1 >= bytes.length || bytes[at] != (byte) MARKER_PREFIX || (bytes[at + 1] & 0xF8) != 0xD0) {
            throw new UndecodableException("its JPEG codestream lacks a restart marker: the frame is corrupt");
        }
        at += 2;
    }

    /** Where the marker behind the segment is, once all of its bits were taken. */
    int end() {
        return at;
    }

    private void fill() {
        while (count <= Long.SIZE - 2 * Byte.SIZE) {
            int value = 0;
            if (at >= bytes.length || isMarker()) {
                invented += Byte.SIZE;
            } else {
                value = bytes[at] & 0xFF;
                at += value == MARKER_PREFIX ? 2 : 1;
            }
            held = held << Byte.SIZE | value;
            count += Byte.SIZE;
        }
    }

    private boolean isMarker() {
        return bytes[at] == (byte) MARKER_PREFIX && (at + 1 >= bytes.length || bytes[at + 1] != 0);
    }
}
