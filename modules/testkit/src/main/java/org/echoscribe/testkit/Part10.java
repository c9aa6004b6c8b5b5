package org.echoscribe.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A DICOM file taken apart by the plainest means, independent of the code under test (PS3.10 section 7.1).
 *
 * @param dataSet the bytes after the file meta information, as they stand in the file
 */
public record Part10(String sopClassUid, String sopInstanceUid, String transferSyntaxUid, byte[] dataSet) {

    /** Takes a file apart. */
    public static Part10 read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length < 132 || !new String(bytes, 128, 4, StandardCharsets.ISO_8859_1).equals("DICM")) {
            throw new IOException(file + " is no Part 10 file");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(132);
        Map<Integer, String> meta = new HashMap<>();
        while (in.remaining() >= 8 && in.getShort(in.position()) == 2) {
            in.getShort();
            int element = in.getShort() & 0xFFFF;
            String vr = new String(new byte[] {in.get(), in.get()}, StandardCharsets.ISO_8859_1);
            int length = in.getShort() & 0xFFFF;
            if (vr.equals("OB") || vr.equals("UN") || vr.equals("OW") || vr.equals("UT") || vr.equals("SQ")) {
                length = in.getInt();
            }
            byte[] value = new byte[length];
            in.get(value);
            meta.put(element, new String(value, StandardCharsets.ISO_8859_1).replaceAll("[\\x00 ]+$", ""));
        }
        return new Part10(
                meta.getOrDefault(0x0002, ""),
                meta.getOrDefault(0x0003, ""),
                meta.getOrDefault(0x0010, ""),
                Arrays.copyOfRange(bytes, in.position(), bytes.length));
    }

    /** The preamble and file meta information of a file for such an object. */
    public static byte[] header(String sopClassUid, String sopInstanceUid, String transferSyntaxUid) {
        ByteArrayOutputStream meta = new ByteArrayOutputStream();
        meta.writeBytes(new byte[] {2, 0, 1, 0, 'O', 'B', 0, 0, 2, 0, 0, 0, 0, 1});
        putUid(meta, 0x0002, sopClassUid);
        putUid(meta, 0x0003, sopInstanceUid);
        putUid(meta, 0x0010, transferSyntaxUid);
        putUid(meta, 0x0012, "2.25.1");
        return ByteBuffer.allocate(132 + 12 + meta.size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(128)
                .put("DICM".getBytes(StandardCharsets.ISO_8859_1))
                .put(new byte[] {2, 0, 0, 0, 'U', 'L', 4, 0})
                .putInt(meta.size())
                .put(meta.toByteArray())
                .array();
    }

    private static void putUid(ByteArrayOutputStream out, int element, String uid) {
        String even = uid.length() % 2 == 0 ? uid : uid + "\0";
        out.writeBytes(new byte[] {2, 0, (byte) element, (byte) (element >> 8), 'U', 'I', (byte) even.length(), 0});
        out.writeBytes(even.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Part10(var sopClass, var sopInstance, var syntax, var bytes)
                && sopClass.equals(sopClassUid)
                && sopInstance.equals(sopInstanceUid)
                && syntax.equals(transferSyntaxUid)
                && Arrays.equals(bytes, dataSet);
    }

    @Override
    public int hashCode() {
        return sopInstanceUid.hashCode();
    }

    @Override
    public String toString() {
        return "object %s (SOP class %s, transfer syntax %s, %d bytes)"
                .formatted(sopInstanceUid, sopClassUid, transferSyntaxUid, dataSet.length);
    }
}
