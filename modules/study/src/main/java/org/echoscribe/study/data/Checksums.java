package org.echoscribe.study.data;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.zip.CRC32C;

/**
 * What the cache's end says of each loop before it: nothing yet, or that it is whole and has this checksum. A crash or a bad
 * disk is thereby seen, and a cache that was interrupted goes on where it was.
 */
final class Checksums {

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final long WHOLE = 1L << 32;

    private final MemorySegment values;
    private final long loopBytes;
    private final long tableOffset;

    Checksums(MemorySegment values, LoopLayout layout, int loops) {
        this.values = values;
        this.loopBytes = layout.loopBytes();
        this.tableOffset = loopBytes * loops;
    }

    /** The size of a cache with its checksums. */
    static long fileBytes(LoopLayout layout, int loops) {
        return (layout.loopBytes() + Long.BYTES) * loops;
    }

    /** The bytes of one loop. */
    MemorySegment loop(int loop) {
        return values.asSlice(loop * loopBytes, loopBytes);
    }

    /** Declares a loop whole. */
    void seal(int loop) {
        values.set(LONG, tableOffset + (long) loop * Long.BYTES, WHOLE | checksum(loop));
    }

    /** Whether a loop is whole and as it was written. */
    boolean holds(int loop) {
        return values.get(LONG, tableOffset + (long) loop * Long.BYTES) == (WHOLE | checksum(loop));
    }

    private long checksum(int loop) {
        CRC32C checksum = new CRC32C();
        checksum.update(loop(loop).asByteBuffer());
        return checksum.getValue();
    }
}
