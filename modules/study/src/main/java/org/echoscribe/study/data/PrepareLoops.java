package org.echoscribe.study.data;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.echoscribe.vocabulary.InputSpecification;
import org.echoscribe.vocabulary.NetworkInput;

/**
 * Builds the cache of {@link PreparedLoops}, once for the same loops and specification: its name is a digest of both. Loops
 * are prepared in parallel, one thread each. The file appears under its name when it is complete.
 */
public final class PrepareLoops {

    private static final String FORMAT = "prepared loops, format 1";

    private final LoopSource source;
    private final InputSpecification specification;
    private final int threads;

    /**
     * @param source gives a loop's input
     * @param specification what is prepared: both streams
     * @param threads loops prepared at the same time
     */
    public PrepareLoops(LoopSource source, InputSpecification specification, int threads) {
        this.source = source;
        this.specification = specification;
        this.threads = threads;
    }

    /** Where inputs come from. */
    @FunctionalInterface
    public interface LoopSource {
        /**
         * One loop's input.
         *
         * @throws IOException if the loop cannot be read or is not a loop; the message names it
         */
        NetworkInput prepare(LabelledLoop loop, InputSpecification specification) throws IOException;
    }

    /** Told after each loop, from any thread. */
    @FunctionalInterface
    public interface Progress {
        void loopDone(int done, int total);
    }

    /** The cache of these loops, built now unless the directory holds it already. */
    public PreparedLoops prepare(List<LabelledLoop> loops, Path directory, Progress progress) throws IOException {
        LoopLayout layout = LoopLayout.of(specification);
        Path file = directory.resolve("prepared-" + digest(loops).substring(0, 16) + ".bin");
        if (!Files.exists(file)) {
            Files.createDirectories(directory);
            Path partial = directory.resolve(file.getFileName() + ".partial");
            build(loops, layout, partial, progress);
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return PreparedLoops.open(file, layout, loops);
    }

    private void build(List<LabelledLoop> loops, LoopLayout layout, Path file, Progress progress) throws IOException {
        try (FileChannel channel = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                Arena arena = Arena.ofShared();
                ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            MemorySegment values =
                    channel.map(FileChannel.MapMode.READ_WRITE, 0, layout.loopBytes() * loops.size(), arena);
            List<Future<?>> pending = new ArrayList<>();
            for (int i = 0; i < loops.size(); i++) {
                LabelledLoop loop = loops.get(i);
                MemorySegment place = values.asSlice(i * layout.loopBytes(), layout.loopBytes());
                pending.add(workers.submit(() -> {
                    store(source.prepare(loop, specification), layout, place);
                    return null;
                }));
            }
            for (int i = 0; i < pending.size(); i++) {
                await(pending.get(i), workers);
                progress.loopDone(i + 1, loops.size());
            }
            values.force();
        }
    }

    private static void await(Future<?> work, ExecutorService workers) throws IOException {
        try {
            work.get();
        } catch (ExecutionException e) {
            workers.shutdownNow();
            throw e.getCause() instanceof IOException io ? io : new IOException("A loop could not be prepared", e);
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
            throw new IOException("Preparing the loops was interrupted", e);
        }
    }

    private void store(NetworkInput input, LoopLayout layout, MemorySegment place) {
        FloatBuffer frames = input.frames().orElseThrow().values();
        for (int i = 0; i < layout.frames() * layout.frameSize(); i++) {
            place.set(ValueLayout.JAVA_BYTE, i, (byte) Math.round(Math.clamp(frames.get(i), 0f, 1f) * 255));
        }
        FloatBuffer flow = input.flow().orElseThrow().values();
        int perChunk = specification.temporal().orElseThrow().fieldsPerChunk();
        short[] plane = new short[layout.planeSize()];
        for (int field = 0; field < layout.fields(); field++) {
            for (int component = 0; component < 2; component++) {
                // The network's order within a chunk: all horizontal components, then all vertical ones.
                int channel = (field / perChunk * 2 + component) * perChunk + field % perChunk;
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

    private String digest(List<LabelledLoop> loops) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((FORMAT + "\n" + specification + "\n").getBytes(StandardCharsets.UTF_8));
            for (LabelledLoop loop : loops) {
                String identity = loop.sopInstanceUid() + " " + loop.file().toAbsolutePath() + "\n";
                digest.update(identity.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
