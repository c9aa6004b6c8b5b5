package org.echoscribe.node.model;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.echoscribe.inference.BundleRejectedException;
import org.echoscribe.inference.ModelBundle;

/**
 * Copies of the bundles that were promoted, in the data directory under their digests, so that a promotion and its roll-back
 * depend on no path that somebody may overwrite. A copy gets its name only when it is whole and durable.
 */
public final class KeptBundles {

    private static final String INCOMING = ".incoming-";
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final Path directory;

    /** @param dataDirectory the node's */
    public KeptBundles(Path dataDirectory) {
        this.directory = dataDirectory.resolve("models");
    }

    /** Where the copy of this model is, or would be. */
    public Path pathOf(String sha256) {
        return directory.resolve(sha256);
    }

    /** Whether there is a copy of this model; whether it is still whole is seen when it is opened. */
    public boolean has(String sha256) {
        return Files.isDirectory(pathOf(sha256));
    }

    /** Keeps a verified bundle; what is there already is checked, and replaced where it has suffered. */
    public void keep(ModelBundle bundle) throws IOException {
        String sha256 = bundle.identity().sha256();
        if (isWhole(sha256)) {
            return;
        }
        Files.createDirectories(directory);
        clearAbandoned();
        Path incoming = Files.createTempDirectory(directory, INCOMING);
        bundle.copyTo(incoming);
        try (ModelBundle copy = ModelBundle.open(incoming)) {
            if (!copy.identity().sha256().equals(sha256)) {
                throw new BundleRejectedException(
                        "Model bundle " + bundle + " changed while it was copied. Try again when nobody writes to it");
            }
        }
        sync(incoming);
        if (has(sha256)) {
            Files.move(pathOf(sha256), directory.resolve(INCOMING + "broken-" + System.nanoTime()));
        }
        Files.move(incoming, pathOf(sha256), StandardCopyOption.ATOMIC_MOVE);
        sync(directory);
        sync(directory.toAbsolutePath().getParent());
    }

    private boolean isWhole(String sha256) {
        if (!has(sha256)) {
            return false;
        }
        try (ModelBundle kept = ModelBundle.open(pathOf(sha256))) {
            return kept.identity().sha256().equals(sha256);
        } catch (BundleRejectedException e) {
            return false;
        }
    }

    /** Removes what a killed process left half copied. */
    private void clearAbandoned() throws IOException {
        List<Path> left;
        try (Stream<Path> entries = Files.list(directory)) {
            left = entries.filter(entry -> entry.getFileName().toString().startsWith(INCOMING))
                    .toList();
        }
        for (Path entry : left) {
            if (Files.getLastModifiedTime(entry)
                    .toInstant()
                    .isBefore(Instant.now().minus(ABANDONED))) {
                delete(entry);
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(tree)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.delete(file);
        }
    }

    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
