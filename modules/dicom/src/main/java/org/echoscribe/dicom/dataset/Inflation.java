package org.echoscribe.dicom.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflates a deflated data set (PS3.5 A.5, RFC 1951) in memory, up to a limit that a small hostile file cannot pass. */
final class Inflation {

    private static final int PIECE_BYTES = 1 << 18;

    private Inflation() {}

    /** The inflated bytes, and whether the deflated stream was whole. */
    record Inflated(ByteBuffer bytes, boolean complete) {}

    static Inflated inflate(ByteAccess source, long offset, int maxBytes) throws IOException {
        try {
            return inflate(source, offset, maxBytes, true);
        } catch (DataFormatException e) {
            try {
                // Some writers put the zlib header of RFC 1950 in front.
                return inflate(source, offset, maxBytes, false);
            } catch (DataFormatException alsoNot) {
                throw new DicomFormatException(
                        "The data set should be deflated and cannot be inflated",
                        offset,
                        "The object is damaged; send or copy it again.");
            }
        }
    }

    private static Inflated inflate(ByteAccess source, long offset, int maxBytes, boolean raw)
            throws IOException, DataFormatException {
        List<ByteBuffer> pieces = new ArrayList<>();
        long total = 0;
        long position = offset;
        ByteBuffer input = ByteBuffer.allocate(1 << 16);
        try (Inflater inflater = new Inflater(raw)) {
            ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
            while (!inflater.finished()) {
                if (inflater.needsInput()) {
                    int count = source.read(position, input.clear());
                    if (count == 0 || inflater.needsDictionary()) {
                        break;
                    }
                    position += count;
                    inflater.setInput(input.flip());
                }
                total += inflater.inflate(piece);
                if (total > maxBytes) {
                    throw new DicomFormatException(
                            "The deflated data set is larger than " + maxBytes + " bytes",
                            offset,
                            "Refuse it, or raise the read limit for inflated bytes.");
                }
                if (!piece.hasRemaining()) {
                    pieces.add(piece.flip());
                    piece = ByteBuffer.allocate(PIECE_BYTES);
                }
            }
            pieces.add(piece.flip());
            return new Inflated(join(pieces, (int) total), inflater.finished());
        }
    }

    private static ByteBuffer join(List<ByteBuffer> pieces, int total) {
        ByteBuffer joined = ByteBuffer.allocate(total);
        pieces.forEach(joined::put);
        return joined.flip();
    }
}
