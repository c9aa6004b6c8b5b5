package org.echoscribe.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The directory that holds a node's state, claimed by one running node at a time: two nodes on one embedded journal
 * would each label every loop.
 */
public final class DataDirectory implements AutoCloseable {

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private DataDirectory(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Creates the directory where it is missing and claims it until {@link #close}; the claim ends with the process too.
     *
     * @throws IOException when another process has claimed it, or it cannot be created
     */
    public static DataDirectory claim(Path path) throws IOException {
        Directories.createDurably(path.toAbsolutePath());
        FileChannel channel =
                FileChannel.open(path.resolve("node.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new DataDirectory(path, channel, lock);
            }
        } catch (OverlappingFileLockException e) {
            // Claimed by this very process: the same answer as for any other.
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new IOException("The data directory " + path + " is in use by another running node."
                + " Stop that node, or give this one its own node.data-directory");
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** The usable space left, in bytes. */
    public long freeBytes() throws IOException {
        return Files.getFileStore(path).getUsableSpace();
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            lock.release();
        }
    }
}
