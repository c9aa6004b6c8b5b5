package org.echoscribe.dicom.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where the bytes of a DICOM file are. */
public sealed interface DicomSource {

    /** Opens the bytes for reading. */
    ByteAccess open() throws IOException;

    /** A file on disk. */
    record OnDisk(Path path) implements DicomSource {
        @Override
        public ByteAccess open() throws IOException {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            return new ByteAccess() {
                @Override
                public long size() throws IOException {
                    return channel.size();
                }

                @Override
                public int read(long offset, ByteBuffer target) throws IOException {
                    int done = 0;
                    while (target.hasRemaining()) {
                        int count = channel.read(target, offset + done);
                        if (count < 0) {
                            break;
                        }
                        done += count;
                    }
                    return done;
                }

                @Override
                public void close() throws IOException {
                    channel.close();
                }
            };
        }
    }

    /** Bytes in memory: a data set that came without a file, or the inflated data set of a deflated file. */
    record InMemory(ByteBuffer bytes) implements DicomSource {
        public InMemory {
            bytes = bytes.asReadOnlyBuffer();
        }

        @Override
        public ByteAccess open() {
            return new ByteAccess() {
                @Override
                public long size() {
                    return bytes.limit();
                }

                @Override
                public int read(long offset, ByteBuffer target) {
                    if (offset >= bytes.limit()) {
                        return 0;
                    }
                    int count = (int) Math.min(target.remaining(), bytes.limit() - offset);
                    target.put(bytes.slice((int) offset, count));
                    return count;
                }

                @Override
                public void close() {
                    // Nothing to release: the garbage collector owns the memory.
                }
            };
        }
    }
}
