package org.echoscribe.phantom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes synthetic studies as DICOM files with their labels: {@code studies/SYN-0001/loop-01.dcm} and so on, and
 * {@code labels.csv} with the header {@code sop_instance_uid,study_instance_uid,view,reader,file}, the reader being
 * {@code phantom-truth}.
 *
 * <p>It may be stopped at any moment and started again: every file is written under another name and renamed when it is
 * whole, files that are there already are kept, and {@code labels.csv} comes last. A directory belongs to one request;
 * it is refused for another.
 */
public final class GeneratePhantom {

    private static final Logger LOG = LoggerFactory.getLogger(GeneratePhantom.class);
    private static final String REQUEST_FILE = "phantom-request.txt";

    /** Told after each loop, from any thread: {@code done} of {@code total} loops are there. */
    @FunctionalInterface
    public interface Progress {
        void loopDone(int done, int total);
    }

    private final int threads;

    /** @param threads loops rendered at the same time, at least 1; it does not change the result */
    public GeneratePhantom(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, but is " + threads);
        }
        this.threads = threads;
    }

    /**
     * Generates what is asked for under {@code directory}, which is made if it is not there.
     *
     * @return the path of {@code labels.csv}
     * @throws IOException if the directory cannot be written or holds the result of another request
     */
    public Path generate(Path directory, PhantomRequest request, Progress progress) throws IOException {
        claim(directory, request);
        List<PhantomLoop> loops = new ArrayList<>();
        List<String> files = new ArrayList<>();
        for (int index = 0; index < request.studies(); index++) {
            String folder = String.format(Locale.ROOT, "studies/SYN-%04d", index + 1);
            Files.createDirectories(directory.resolve(folder));
            for (PhantomLoop loop : request.study(index).loops()) {
                loops.add(loop);
                files.add(String.format(Locale.ROOT, "%s/loop-%02d.dcm", folder, loop.instanceNumber()));
            }
        }
        writeLoops(directory, loops, files, progress);
        Path labels = directory.resolve("labels.csv");
        writeWhole(labels, labels(loops, files));
        LOG.info("phantom done studies={} loops={} labels={}", request.studies(), loops.size(), labels);
        return labels;
    }

    private void writeLoops(Path directory, List<PhantomLoop> loops, List<String> files, Progress progress)
            throws IOException {
        AtomicInteger done = new AtomicInteger();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> pending = new ArrayList<>(loops.size());
            for (int i = 0; i < loops.size(); i++) {
                PhantomLoop loop = loops.get(i);
                Path file = directory.resolve(files.get(i));
                pending.add(executor.submit(() -> {
                    if (!Files.exists(file)) {
                        loop.writeDicom(file);
                    }
                    progress.loopDone(done.incrementAndGet(), loops.size());
                    return null;
                }));
            }
            try {
                for (Future<?> each : pending) {
                    each.get();
                }
            } catch (ExecutionException e) {
                executor.shutdownNow();
                throw e.getCause() instanceof IOException cause
                        ? cause
                        : new IOException("A synthetic loop could not be written: " + e.getCause(), e.getCause());
            } catch (InterruptedException e) {
                executor.shutdownNow();
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted; run the same command again to go on from here", e);
            }
        }
    }

    /** Files are named by number, so loops of two requests must not mix in one directory; more studies may be added. */
    private static void claim(Path directory, PhantomRequest request) throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve(REQUEST_FILE);
        String domain = request.domain() == PhantomDomain.USUAL ? "" : " domain=" + request.domain();
        String own = "seed=%d loops-per-study=%d views=%s%s%n"
                .formatted(
                        request.seed(),
                        request.loopsPerStudy(),
                        request.views().stream().sorted().toList(),
                        domain);
        if (Files.exists(file)) {
            String other = Files.readString(file, StandardCharsets.UTF_8);
            if (!other.equals(own)) {
                throw new IOException(directory + " holds the phantom of another request (" + other.strip()
                        + "); choose another directory or ask for the same");
            }
            return;
        }
        writeWhole(file, own);
    }

    private static String labels(List<PhantomLoop> loops, List<String> files) {
        StringBuilder csv = new StringBuilder("sop_instance_uid,study_instance_uid,view,reader,file\n");
        for (int i = 0; i < loops.size(); i++) {
            PhantomLoop loop = loops.get(i);
            csv.append(loop.sopInstanceUid())
                    .append(',')
                    .append(loop.studyInstanceUid())
                    .append(',')
                    .append(loop.view().name())
                    .append(",phantom-truth,")
                    .append(files.get(i))
                    .append('\n');
        }
        return csv.toString();
    }

    private static void writeWhole(Path file, String text) throws IOException {
        Path unfinished = file.resolveSibling("." + file.getFileName() + ".unfinished");
        Files.writeString(unfinished, text, StandardCharsets.UTF_8);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
