package org.echoscribe.study.data;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
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
 * Builds the cache of {@link PreparedLoops}, once for the same loops, specification and program: its name is a digest of all
 * three and of what the source says of itself, so it is never stale. Loops are prepared in parallel, one thread each. The file appears under its name when it is
 * complete; what an interrupted run had finished is kept.
 */
public final class PrepareLoops {

    private static final String FORMAT = "prepared loops, format 2";

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

        /** What, besides the loop, the specification and the program, its inputs depend on. */
        default String settings() {
            return "";
        }
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
                    channel.map(FileChannel.MapMode.READ_WRITE, 0, Checksums.fileBytes(layout, loops.size()), arena);
            Checksums checksums = new Checksums(values, layout, loops.size());
            StorePrepared store = new StorePrepared(
                    layout, specification.temporal().orElseThrow().fieldsPerChunk());
            List<Future<?>> pending = new ArrayList<>();
            for (int i = 0; i < loops.size(); i++) {
                int number = i;
                LabelledLoop loop = loops.get(i);
                pending.add(workers.submit(() -> {
                    if (!checksums.holds(number)) {
                        store.store(source.prepare(loop, specification), checksums.loop(number));
                        checksums.seal(number);
                    }
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

    private String digest(List<LabelledLoop> loops) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((FORMAT + "\n" + PreprocessingDigest.ofCode() + "\n" + specification + "\n"
                            + source.settings() + "\n")
                    .getBytes(StandardCharsets.UTF_8));
            for (LabelledLoop loop : loops) {
                String identity = loop.sopInstanceUid() + " " + state(loop.file()) + "\n";
                digest.update(identity.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Size and time of the last change: an object that was mended is prepared again. */
    private static String state(Path file) throws IOException {
        return Files.exists(file)
                ? Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis()
                : "absent";
    }
}
