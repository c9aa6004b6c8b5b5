package org.echoscribe.study.data;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.echoscribe.study.torch.Batch;
import org.echoscribe.study.torch.InputArray;
import org.echoscribe.vocabulary.InputSpecification;
import org.echoscribe.vocabulary.NetworkInput;
import org.echoscribe.vocabulary.View;

/**
 * Loops as the networks read them, in one memory-mapped file: decoded, masked, scaled, with optical flow. Reading is
 * thread-safe and costs a copy; the operating system keeps what is used in memory.
 */
public final class PreparedLoops {

    /** What 1.0 of flow is stored as. */
    static final float FLOW_UNIT = 32767f;

    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;

    private final MemorySegment values;
    private final LoopLayout layout;
    private final List<LabelledLoop> loops;
    private final Path file;
    private final Variation variation;
    /** 1 for each loop whose checksum was found right. */
    private final AtomicIntegerArray checked;

    private PreparedLoops(
            MemorySegment values, LoopLayout layout, List<LabelledLoop> loops, Path file, Variation variation) {
        this.values = values;
        this.layout = layout;
        this.loops = List.copyOf(loops);
        this.file = file;
        this.variation = variation;
        this.checked = new AtomicIntegerArray(loops.size());
    }

    /** Maps a finished cache. */
    static PreparedLoops open(Path file, LoopLayout layout, List<LabelledLoop> loops) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            // Unmapped with the last reader.
            long bytes = Checksums.fileBytes(layout, loops.size());
            if (channel.size() != bytes) {
                throw new IOException(file + " has " + channel.size() + " bytes instead of " + bytes
                        + ": delete it, and it is made again");
            }
            MemorySegment mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, bytes, Arena.ofAuto());
            return new PreparedLoops(mapped, layout, loops, file, Variation.MODERATE);
        }
    }

    /** The same loops, varied like this in training. */
    public PreparedLoops varied(Variation otherwise) {
        return new PreparedLoops(values, layout, loops, file, otherwise);
    }

    /** How training varies the loops. */
    public Variation variation() {
        return variation;
    }

    /** The first look at a loop compares its checksum: a damaged one must not be learnt from. */
    private void requireSound(int loop) {
        if (checked.get(loop) == 0) {
            if (!new Checksums(values, layout, loops.size()).holds(loop)) {
                throw new IllegalStateException("The prepared data of the loop "
                        + loops.get(loop).sopInstanceUid() + " is damaged: delete " + file + ", and it is made again");
            }
            checked.set(loop, 1);
        }
    }

    /** Sizes of what each loop holds. */
    public LoopLayout layout() {
        return layout;
    }

    /** The loops, in the order of the indices that the other methods take. */
    public List<LabelledLoop> loops() {
        return loops;
    }

    /** The right view of a loop. */
    public View view(int loop) {
        return loops.get(loop).view();
    }

    /** Where the loops of this list stand. */
    public int[] indicesOf(List<LabelledLoop> some) {
        java.util.Set<LabelledLoop> wanted = new java.util.HashSet<>(some);
        return java.util.stream.IntStream.range(0, loops.size())
                .filter(i -> wanted.contains(loops.get(i)))
                .toArray();
    }

    /**
     * Appends one frame, {@code [3, height, width]}, each pixel through a table.
     *
     * @param shift where the picture is moved to
     * @param tone the value of each of the 256 stored levels
     */
    void putFrame(int loop, int frame, Shift shift, float[] tone, FloatBuffer target) {
        requireSound(loop);
        int size = layout.framePixels();
        long start = loop * layout.loopBytes() + layout.frameOffset(frame);
        byte[] row = new byte[size];
        for (int plane = 0; plane < 3; plane++) {
            for (int y = 0; y < size; y++) {
                int sourceY = y - shift.rows();
                boolean inside = sourceY >= 0 && sourceY < size;
                if (inside) {
                    long offset = start + ((long) plane * size + sourceY) * size;
                    MemorySegment.copy(values, ValueLayout.JAVA_BYTE, offset, row, 0, size);
                }
                for (int x = 0; x < size; x++) {
                    int sourceX = x - shift.columns();
                    boolean known = inside && sourceX >= 0 && sourceX < size;
                    target.put(known ? tone[row[sourceX] & 0xff] : tone[0]);
                }
            }
        }
    }

    /** Appends one component of one flow field, {@code [height, width]} in -1..1. */
    void putFlow(int loop, int field, int component, Shift shift, FloatBuffer target) {
        requireSound(loop);
        int size = layout.flowPixels();
        long start = loop * layout.loopBytes() + layout.planeOffset(field, component);
        short[] row = new short[size];
        for (int y = 0; y < size; y++) {
            int sourceY = y - shift.rows();
            boolean inside = sourceY >= 0 && sourceY < size;
            if (inside) {
                MemorySegment.copy(values, SHORT, start + (long) sourceY * size * Short.BYTES, row, 0, size);
            }
            for (int x = 0; x < size; x++) {
                int sourceX = x - shift.columns();
                boolean known = inside && sourceX >= 0 && sourceX < size;
                target.put(known ? row[sourceX] / FLOW_UNIT : 0f);
            }
        }
    }

    /** Appends a chunk of flow: the horizontal components of its fields, then the vertical ones. */
    void putChunk(int loop, int firstField, int fields, Shift shift, FloatBuffer target) {
        for (int component = 0; component < 2; component++) {
            for (int field = firstField; field < firstField + fields; field++) {
                putFlow(loop, field, component, shift, target);
            }
        }
    }

    /** The unvaried input of a loop, as the service would prepare it for a network of the prepared sizes. */
    public NetworkInput input(int loop, InputSpecification specification) {
        Batch batch = new LoopExamples(this, new int[] {loop}, specification).batch(new int[] {0}, Optional.empty());
        Map<String, InputArray> inputs = batch.inputs();
        return new NetworkInput(
                Optional.ofNullable(inputs.get("frames")).map(PreparedLoops::ofOneLoop),
                Optional.ofNullable(inputs.get("flow")).map(PreparedLoops::ofOneLoop),
                layout.frames(),
                false);
    }

    private static NetworkInput.Tensor ofOneLoop(InputArray stacked) {
        long[] shape = stacked.shape();
        FloatBuffer values = FloatBuffers.direct(stacked.values().remaining());
        values.put(stacked.values()).flip();
        return new NetworkInput.Tensor(values, Arrays.copyOfRange(shape, 1, shape.length));
    }

    /**
     * How far a picture is moved; what comes in at the border is black and still.
     *
     * @param rows downwards, in network pixels
     * @param columns to the right
     */
    record Shift(int rows, int columns) {
        static final Shift NONE = new Shift(0, 0);

        /** As far in pictures of another size. */
        Shift scaled(int from, int to) {
            return new Shift(rows * to / from, columns * to / from);
        }
    }
}
