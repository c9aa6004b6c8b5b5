package org.echoscribe.imaging.decode;

import java.util.Arrays;

/**
 * Expands a segmented palette lookup table (PS3.3 C.7.9.2): discrete segments list entries, linear ones interpolate to an
 * end value, indirect ones repeat earlier segments.
 */
final class SegmentedTable {
    private static final int DISCRETE = 0;
    private static final int LINEAR = 1;
    private static final int INDIRECT = 2;

    private final byte[] bytes;
    private final int wordBytes;
    private final char[] entries;
    private int filled;

    private SegmentedTable(byte[] bytes, int wordBytes, int count) {
        this.bytes = bytes;
        this.wordBytes = wordBytes;
        this.entries = new char[count];
    }

    static char[] expand(byte[] segments, int count, int bits) throws UndecodableException {
        int wordBytes = bits <= 8 ? 1 : 2;
        SegmentedTable table = new SegmentedTable(segments, wordBytes, count);
        table.expand(0, segments.length / wordBytes, Integer.MAX_VALUE, false);
        if (table.filled == 0) {
            throw new UndecodableException("the segmented palette of the object expands to nothing");
        }
        Arrays.fill(table.entries, table.filled, count, table.entries[table.filled - 1]);
        return table.entries;
    }

    /** Expands up to {@code mostSegments} segments from a word on; the entries never exceed the declared count. */
    private void expand(int from, int end, int mostSegments, boolean nested) throws UndecodableException {
        int at = from;
        for (int segment = 0; segment < mostSegments && filled < entries.length && at + 1 < end; segment++) {
            int opcode = word(at);
            int length = word(at + 1);
            at += 2;
            switch (opcode) {
                case DISCRETE -> {
                    for (int i = 0; i < length; i++) {
                        append(word(at++));
                    }
                }
                case LINEAR -> {
                    int target = word(at++);
                    int start = filled > 0 ? entries[filled - 1] : target;
                    for (int i = 1; i <= length; i++) {
                        append(start + Math.round((target - start) * (float) i / length));
                    }
                }
                case INDIRECT -> {
                    if (nested) {
                        throw new UndecodableException("the segmented palette of the object refers to itself");
                    }
                    long offset = 0;
                    for (int i = 0; i < 4 / wordBytes; i++) {
                        offset |= (long) word(at++) << (8 * wordBytes * i);
                    }
                    long start = offset / wordBytes;
                    if (start >= at) {
                        throw new UndecodableException("the segmented palette of the object refers to a later segment");
                    }
                    expand((int) start, end, length, true);
                }
                default ->
                    throw new UndecodableException(
                            "the segmented palette of the object has the unknown opcode " + opcode);
            }
        }
    }

    private void append(int value) {
        if (filled < entries.length) {
            entries[filled++] = (char) value;
        }
    }

    private int word(int index) throws UndecodableException {
        int at = index * wordBytes;
        if (at + wordBytes > bytes.length) {
            throw new UndecodableException("the segmented palette of the object ends within a segment");
        }
        return wordBytes == 1 ? bytes[at] & 0xFF : bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8;
    }
}
