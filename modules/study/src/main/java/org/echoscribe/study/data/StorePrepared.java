package org.echoscribe.study.data;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.FloatBuffer;
import org.echoscribe.vocabulary.NetworkInput;

/** Writes one loop's input into its place in the cache, rounded as {@link LoopLayout} says. */
final class StorePrepared {

    private final LoopLayout layout;
    private final int fieldsPerChunk;

    StorePrepared(LoopLayout layout, int fieldsPerChunk) {
        this.layout = layout;
        this.fieldsPerChunk = fieldsPerChunk;
    }

    void store(NetworkInput input, MemorySegment place) {
        FloatBuffer frames = input.frames().orElseThrow().values();
        for (int i = 0; i < layout.frames() * layout.frameSize(); i++) {
            place.set(ValueLayout.JAVA_BYTE, i, (byte) Math.round(Math.clamp(frames.get(i), 0f, 1f) * 255));
        }
        FloatBuffer flow = input.flow().orElseThrow().values();
        short[] plane = new short[layout.planeSize()];
        for (int field = 0; field < layout.fields(); field++) {
            for (int component = 0; component < 2; component++) {
                // The network's order within a chunk: all horizontal components, then all vertical ones.
                int channel = (field / fieldsPerChunk * 2 + component) * fieldsPerChunk + field % fieldsPerChunk;
                for (int i = 0; i < plane.length; i++) {
                    plane[i] = (short) Math.round(flow.get(channel * plane.length + i) * PreparedLoops.FLOW_UNIT);
                }
                MemorySegment.copy(
                        plane,
                        0,
                        place,
                        ValueLayout.JAVA_SHORT_UNALIGNED,
                        layout.planeOffset(field, component),
                        plane.length);
            }
        }
    }
}
