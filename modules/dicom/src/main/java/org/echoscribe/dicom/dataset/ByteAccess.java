package org.echoscribe.dicom.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Random access to bytes, in a file or in memory. Safe for use by several threads at once. */
public interface ByteAccess extends Closeable {

    /** Size in bytes. */
    long size() throws IOException;

    /**
     * Reads up to {@code target.remaining()} bytes from {@code offset} on.
     *
     * @return how many bytes were read; fewer than asked only at the end
     */
    int read(long offset, ByteBuffer target) throws IOException;

    /**
     * The {@code length} bytes from {@code offset} on.
     *
     * @throws DicomFormatException if the source ends before
     */
    default byte[] read(long offset, int length) throws IOException {
        if (offset < 0 || length < 0 || length > size() - offset) {
            throw new DicomFormatException(
                    "%d bytes are missing".formatted(length), offset, "The file was cut; send or copy it again.");
        }
        byte[] bytes = new byte[length];
        if (read(offset, ByteBuffer.wrap(bytes)) < length) {
            throw new DicomFormatException("The file shrank while read", offset, "Read it again once it is complete.");
        }
        return bytes;
    }

    /** Copies {@code length} bytes from {@code offset} on, in pieces of at most 64 KiB. */
    default void copy(long offset, long length, OutputStream target) throws IOException {
        long position = offset;
        long left = length;
        while (left > 0) {
            byte[] piece = read(position, (int) Math.min(left, 1 << 16));
            target.write(piece);
            position += piece.length;
            left -= piece.length;
        }
    }
}
