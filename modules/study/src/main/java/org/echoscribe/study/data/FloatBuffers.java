package org.echoscribe.study.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Memory for network inputs. */
final class FloatBuffers {

    private FloatBuffers() {}

    /** A buffer on the heap: what is made for every step must be seen by the collector, or memory grows. */
    static FloatBuffer onHeap(long floats) {
        return FloatBuffer.allocate(Math.toIntExact(floats));
    }

    /** A direct buffer in native order. */
    static FloatBuffer direct(long floats) {
        return ByteBuffer.allocateDirect(Math.toIntExact(floats * Float.BYTES))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }
}
