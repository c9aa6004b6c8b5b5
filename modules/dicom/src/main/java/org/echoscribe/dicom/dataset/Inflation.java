package org.echoscribe.dicom.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates a deflated data set (PS3.5 A.5, RFC 1951), up to a limit that a small hostile file cannot pass. A large one
 * goes to a temporary file that is mapped and has no name any more: a few hundred KiB can inflate to all of a node's
 * heap, and several workers may read such objects at once.
 */
final class Inflation {

    private static final int MOST_IN_MEMORY_BYTES = 4 << 20;
    private static final int INPUT_BYTES = 1 << 16;

    private Inflation() {}

    /** The inflated bytes, and whether the deflated stream was whole. */
    record Inflated(ByteBuffer bytes, boolean complete) {}

    /**
     * All of it.
     *
     * @throws DicomFormatException when it is larger than {@code maxBytes}, or not deflated
     */
    static Inflated inflate(ByteAccess source, long offset, int maxBytes) throws IOException {
        Inflated small = beginning(source, offset, Math.min(MOST_IN_MEMORY_BYTES, maxBytes));
        if (small.bytes().remaining() < Math.min(MOST_IN_MEMORY_BYTES, maxBytes)) {
            return small;
        }
        Path file = Files.createTempFile("echoscribe-inflated", ".tmp");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            boolean complete = eitherWay(source, offset, (bytes, total) -> {
                if (total > maxBytes) {
                    throw new DicomFormatException(
                            "The deflated data set is larger than " + maxBytes + " bytes",
                            offset,
                            "Refuse it, or raise the read limit for inflated bytes.");
                }
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                return true;
            });
            return new Inflated(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()), complete);
        } finally {
            Files.delete(file);
        }
    }

    /** Its first bytes, in memory: as many as are asked for, or all; it may be less where they are damaged. */
    static Inflated beginning(ByteAccess source, long offset, int bytes) throws IOException {
        Beginning beginning = new Beginning(bytes);
        boolean complete = eitherWay(source, offset, beginning);
        return new Inflated(beginning.bytes.duplicate().flip(), complete);
    }

    /** Takes what has been inflated; false when that is enough. */
    private interface Sink {
        boolean take(ByteBuffer bytes, long total) throws IOException;
    }

    /** A buffer that grows as bytes come: how many will come is for the peer to say, and is not believed. */
    private static final class Beginning implements Sink {
        private final int most;
        private ByteBuffer bytes = ByteBuffer.allocate(INPUT_BYTES);

        Beginning(int most) {
            this.most = most;
        }

        @Override
        public boolean take(ByteBuffer inflated, long total) {
            int count = Math.min(inflated.remaining(), most - bytes.position());
            if (count > bytes.remaining()) {
                bytes = ByteBuffer.allocate(Math.min(most, Math.max(bytes.capacity() * 2, bytes.position() + count)))
                        .put(bytes.flip());
            }
            bytes.put(inflated.limit(inflated.position() + count));
            return bytes.position() < most;
        }
    }

    private static boolean eitherWay(ByteAccess source, long offset, Sink sink) throws IOException {
        try {
            return inflate(source, offset, sink, true);
        } catch (DataFormatException e) {
            try {
                // Some writers put the zlib header of RFC 1950 in front.
                return inflate(source, offset, sink, false);
            } catch (DataFormatException alsoNot) {
                throw new DicomFormatException(
                        "The data set should be deflated and cannot be inflated",
                        offset,
                        "The object is damaged; send or copy it again.");
            }
        }
    }

    private static boolean inflate(ByteAccess source, long offset, Sink sink, boolean raw)
            throws IOException, DataFormatException {
        long total = 0;
        long position = offset;
        ByteBuffer input = ByteBuffer.allocate(INPUT_BYTES);
        ByteBuffer output = ByteBuffer.allocate(INPUT_BYTES);
        try (Inflater inflater = new Inflater(raw)) {
            while (!inflater.finished()) {
                int count = 0;
                if (inflater.needsInput()) {
                    count = source.read(position, input.clear());
                    position += count;
                    inflater.setInput(input.flip());
                }
                int inflated = inflater.inflate(output.clear());
                // All input taken does not mean all output given: only when neither moves the bytes have ended too
                // early.
                if (inflated == 0 && count == 0 && inflater.needsInput() || inflater.needsDictionary()) {
                    break;
                }
                total += inflated;
                if (!sink.take(output.flip(), total)) {
                    return false;
                }
            }
            return inflater.finished();
        }
    }
}
