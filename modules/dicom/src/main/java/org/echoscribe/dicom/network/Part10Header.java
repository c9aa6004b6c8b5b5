package org.echoscribe.dicom.network;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What a sender must know of a Part 10 file (PS3.10 section 7.1): which object it holds, how it is encoded, and where
 * its data set begins. The data set itself is not read.
 */
record Part10Header(String sopClassUid, String sopInstanceUid, String transferSyntaxUid, long dataSetOffset) {
    private static final int PREAMBLE = 128;
    private static final int MEDIA_STORAGE_SOP_CLASS_UID = 0x0002;
    private static final int MEDIA_STORAGE_SOP_INSTANCE_UID = 0x0003;
    private static final int TRANSFER_SYNTAX_UID = 0x0010;
    private static final int MAX_HEADER_BYTES = 64 << 10;

    /**
     * Reads the header of an open file.
     *
     * @throws IOException when it is no Part 10 file, or its meta information is not usable
     */
    static Part10Header read(FileChannel file, Path name) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(MAX_HEADER_BYTES, file.size()));
        while (bytes.hasRemaining() && file.read(bytes, bytes.position()) >= 0) {
            // until the buffer is full
        }
        bytes.flip().order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.limit() < PREAMBLE + 4 || bytes.getInt(PREAMBLE) != ('D' | 'I' << 8 | 'C' << 16 | 'M' << 24)) {
            throw new IOException(name + " is not a DICOM Part 10 file: DICM is missing at byte 128");
        }
        bytes.position(PREAMBLE + 4);
        Map<Integer, String> elements = new HashMap<>();
        while (bytes.remaining() >= 8 && bytes.getShort(bytes.position()) == 2) {
            int start = bytes.position();
            bytes.getShort();
            int element = Short.toUnsignedInt(bytes.getShort());
            String vr = "" + (char) bytes.get() + (char) bytes.get();
            long length = Short.toUnsignedLong(bytes.getShort());
            if (hasLongLength(vr)) {
                length = bytes.remaining() < 4 ? Long.MAX_VALUE : Integer.toUnsignedLong(bytes.getInt());
            }
            if (length > bytes.remaining()) {
                throw new EOFException(
                        "%s: file meta element (0002,%04X) at byte %d announces %d bytes where %d are left"
                                .formatted(name, element, start, length, bytes.remaining()));
            }
            elements.put(element, Uid.read(bytes, (int) length));
        }
        return new Part10Header(
                require(elements, MEDIA_STORAGE_SOP_CLASS_UID, "Media Storage SOP Class UID", name),
                require(elements, MEDIA_STORAGE_SOP_INSTANCE_UID, "Media Storage SOP Instance UID", name),
                require(elements, TRANSFER_SYNTAX_UID, "Transfer Syntax UID", name),
                bytes.position());
    }

    private static boolean hasLongLength(String vr) {
        return switch (vr) {
            case "OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV" -> true;
            default -> false;
        };
    }

    private static String require(Map<Integer, String> elements, int element, String keyword, Path name)
            throws IOException {
        String value = elements.get(element);
        if (value == null || value.isEmpty()) {
            throw new IOException(
                    "%s has no %s (0002,%04X) and cannot be sent as it is".formatted(name, keyword, element));
        }
        return value;
    }
}
