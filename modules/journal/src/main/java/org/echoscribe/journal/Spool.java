package org.echoscribe.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The received objects as DICOM files (PS3.10). An object is streamed into {@code spool/incoming}, and once it is whole
 * and synced it is renamed to {@code spool/objects/<day>/<content SHA-256>.dcm}: no name ever comes from a peer, and a
 * file under {@code objects} is always complete. One directory a day keeps directories at the size of a day's work, and
 * lets receptions that finish together share one directory sync.
 */
public final class Spool {

    /** How often the free space is asked for: a receiver writes some ten thousand buffers a second. */
    private static final long BYTES_BETWEEN_DISK_CHECKS = 16L << 20;

    private static final int READ_BYTES = 1 << 18;

    private final Path directory;
    private final Path incoming;
    private final Path objects;
    private final FileStore fileStore;
    private final long minimumFreeBytes;
    private final String processMark;
    private final AtomicLong sequence = new AtomicLong();
    private final Set<Path> knownDirectories = ConcurrentHashMap.newKeySet();

    private Spool(Path directory, long minimumFreeBytes, String processMark) throws IOException {
        this.directory = directory;
        this.incoming = directory.resolve("incoming");
        this.objects = directory.resolve("objects");
        Directories.createDurably(incoming.toAbsolutePath());
        Directories.createDurably(objects.toAbsolutePath());
        this.fileStore = Files.getFileStore(directory);
        this.minimumFreeBytes = minimumFreeBytes;
        this.processMark = processMark;
    }

    /**
     * Opens the spool of a claimed data directory and removes what an earlier process left half received: nothing of it
     * was acknowledged.
     *
     * @param minimumFreeBytes below this much usable space new objects are refused
     */
    public static Spool open(DataDirectory data, long minimumFreeBytes) throws IOException {
        Spool spool = new Spool(data.path().resolve("spool"), minimumFreeBytes, "");
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(spool.incoming)) {
            for (Path leftover : leftovers) {
                Files.delete(leftover);
            }
        }
        return spool;
    }

    /**
     * Opens the spool of a data directory that another process may have claimed, to add objects beside it. What is half
     * received here is lost when that process starts anew, and nothing of it was acknowledged.
     *
     * @param minimumFreeBytes below this much usable space new objects are refused
     */
    public static Spool openBeside(Path dataDirectory, long minimumFreeBytes) throws IOException {
        String mark = ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime()) + "-";
        return new Spool(dataDirectory.resolve("spool"), minimumFreeBytes, mark);
    }

    /**
     * Begins a new object.
     *
     * @param preambleAndFileMeta the file's head up to the data set: 128 bytes, {@code DICM}, group 0002
     * @throws DiskLowException when too little space is left
     */
    public IncomingObject begin(ByteBuffer preambleAndFileMeta) throws IOException {
        requireFreeSpace();
        Path file =
                incoming.resolve(String.format(Locale.ROOT, "%s%016x.tmp", processMark, sequence.incrementAndGet()));
        return new IncomingObject(this, file, preambleAndFileMeta);
    }

    /** The file of a stored object. */
    public Path file(String spoolPath) {
        return directory.resolve(spoolPath);
    }

    /**
     * Whether an object is still there byte for byte: its data set is read and digested again.
     *
     * @throws IOException when it is there and cannot be read
     */
    public boolean holds(StoredObject object) throws IOException {
        try (FileChannel file = FileChannel.open(file(object.spoolPath()))) {
            long dataSetOffset = file.size() - object.contentBytes();
            if (dataSetOffset < 0) {
                return false;
            }
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            ByteBuffer buffer = ByteBuffer.allocate(READ_BYTES);
            file.position(dataSetOffset);
            while (file.read(buffer) >= 0) {
                digest.update(buffer.flip());
                buffer.clear();
            }
            return HexFormat.of().formatHex(digest.digest()).equals(object.contentSha256());
        } catch (NoSuchFileException e) {
            return false;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** The usable space left, in bytes. */
    public long freeBytes() throws IOException {
        return fileStore.getUsableSpace();
    }

    long bytesBetweenDiskChecks() {
        return BYTES_BETWEEN_DISK_CHECKS;
    }

    void requireFreeSpace() throws IOException {
        long free = freeBytes();
        if (free < minimumFreeBytes) {
            throw new DiskLowException(free, minimumFreeBytes);
        }
    }

    /** Today's directory of finished objects, its own entry already durable. */
    Path directoryOfToday() throws IOException {
        Path day = objects.resolve(LocalDate.now(ZoneOffset.UTC).toString());
        if (!knownDirectories.contains(day)) {
            Directories.createDurably(day.toAbsolutePath());
            // A directory that an earlier process made may have lost its parent's sync.
            Directories.sync(objects);
            knownDirectories.add(day);
        }
        return day;
    }

    String relative(Path file) {
        return directory.relativize(file).toString();
    }
}
