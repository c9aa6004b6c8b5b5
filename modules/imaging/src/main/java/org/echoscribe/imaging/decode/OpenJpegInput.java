package org.echoscribe.imaging.decode;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Bytes in memory from which OpenJPEG reads by calling back. Where they lie and how far they are read stands in native memory
 * that OpenJPEG hands to each call, so that three functions serve all inputs on all threads, and none of them can throw.
 */
final class OpenJpegInput {
    /** The read function of every stream. */
    static final MemorySegment READ = stub("read", JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS);
    /** The skip function of every stream. */
    static final MemorySegment SKIP = stub("skip", JAVA_LONG, JAVA_LONG, ADDRESS);
    /** The seek function of every stream. */
    static final MemorySegment SEEK = stub("seek", JAVA_INT, JAVA_LONG, ADDRESS);

    private static final long NOTHING_LEFT = -1;
    private static final long SIZE_OFFSET = 8;
    private static final long POSITION_OFFSET = 16;
    private static final long STATE_BYTES = 24;

    private OpenJpegInput() {}

    /** What a stream's functions are given: the address of the bytes, how many there are, and how many were read. */
    static MemorySegment state(MemorySegment bytes, Arena arena) {
        MemorySegment state = arena.allocate(STATE_BYTES, Long.BYTES);
        state.set(ADDRESS, 0, bytes);
        state.set(JAVA_LONG, SIZE_OFFSET, bytes.byteSize());
        return state;
    }

    @SuppressWarnings("UnusedMethod") // called by native code
    private static long read(MemorySegment target, long most, MemorySegment user) {
        MemorySegment state = user.reinterpret(STATE_BYTES);
        long size = state.get(JAVA_LONG, SIZE_OFFSET);
        long position = state.get(JAVA_LONG, POSITION_OFFSET);
        long count = Math.min(most, size - position);
        if (count <= 0) {
            return NOTHING_LEFT;
        }
        MemorySegment bytes = state.get(ADDRESS, 0).reinterpret(size);
        MemorySegment.copy(bytes, JAVA_BYTE, position, target.reinterpret(count), JAVA_BYTE, 0, count);
        state.set(JAVA_LONG, POSITION_OFFSET, position + count);
        return count;
    }

    @SuppressWarnings("UnusedMethod") // called by native code
    private static long skip(long count, MemorySegment user) {
        MemorySegment state = user.reinterpret(STATE_BYTES);
        long position = state.get(JAVA_LONG, POSITION_OFFSET);
        long skipped = Math.clamp(count, -position, state.get(JAVA_LONG, SIZE_OFFSET) - position);
        state.set(JAVA_LONG, POSITION_OFFSET, position + skipped);
        return skipped == 0 && count != 0 ? NOTHING_LEFT : skipped;
    }

    @SuppressWarnings("UnusedMethod") // called by native code
    private static int seek(long position, MemorySegment user) {
        MemorySegment state = user.reinterpret(STATE_BYTES);
        if (position < 0 || position > state.get(JAVA_LONG, SIZE_OFFSET)) {
            return 0;
        }
        state.set(JAVA_LONG, POSITION_OFFSET, position);
        return 1;
    }

    private static MemorySegment stub(String name, ValueLayout result, ValueLayout... arguments) {
        FunctionDescriptor descriptor = FunctionDescriptor.of(result, arguments);
        MethodType type = descriptor.toMethodType();
        try {
            return Linker.nativeLinker()
                    .upcallStub(
                            MethodHandles.lookup().findStatic(OpenJpegInput.class, name, type),
                            descriptor,
                            Arena.global());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
