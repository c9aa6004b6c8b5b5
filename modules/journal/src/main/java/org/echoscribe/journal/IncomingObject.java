package org.echoscribe.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One object on its way into the spool. The data set's bytes are written as they come and digested on the way;
 * {@link #store} makes them durable. Closing without storing forgets the object. Used by one thread at a time.
 */
public final class IncomingObject implements AutoCloseable {

    private final Spool spool;
    private final Path file;
    private final FileChannel channel;
    private final MessageDigest digest;
    private long contentBytes;
    private long nextDiskCheck;
    private String contentSha256;

    IncomingObject(Spool spool, Path file, ByteBuffer preambleAndFileMeta) throws IOException {
        this.spool = spool;
        this.file = file;
        this.nextDiskCheck = spool.bytesBetweenDiskChecks();
        this.digest = sha256();
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            writeFully(preambleAndFileMeta.duplicate());
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /**
     * Appends bytes of the data set, from the buffer's position to its limit.
     *
     * @throws DiskLowException when space runs low while the object grows
     */
    public void write(ByteBuffer dataSetBytes) throws IOException {
        contentBytes += dataSetBytes.remaining();
        if (contentBytes >= nextDiskCheck) {
            spool.requireFreeSpace();
            nextDiskCheck = contentBytes + spool.bytesBetweenDiskChecks();
        }
        digest.update(dataSetBytes.duplicate());
        writeFully(dataSetBytes);
    }

    /** The file as it stands, for reading its header before it is stored. */
    public Path file() {
        return file;
    }

    /** The digest of the data set, which is now complete: 64 lower-case hex digits. */
    public String contentSha256() {
        if (contentSha256 == null) {
            contentSha256 = HexFormat.of().formatHex(digest.digest());
        }
        return contentSha256;
    }

    /** Syncs the file, gives it its final name and syncs the directory: on return the object survives a power cut. */
    public StoredObject store() throws IOException {
        channel.force(true);
        channel.close();
        Path day = spool.directoryOfToday();
        Path stored = day.resolve(contentSha256() + ".dcm");
        Files.move(file, stored, StandardCopyOption.ATOMIC_MOVE);
        Directories.sync(day);
        return new StoredObject(spool.relative(stored), contentSha256(), contentBytes);
    }

    /** Forgets the object where it was not stored. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }

    private void writeFully(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
