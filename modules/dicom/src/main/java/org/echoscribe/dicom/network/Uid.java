package org.echoscribe.dicom.network;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Unique identifiers as they stand in PDUs and command sets (PS3.5 section 9). */
final class Uid {
    static final int MAX_LENGTH = 64;

    private Uid() {}

    /**
     * Whether the text is digits and dots, 1 to 64 of them, beginning and ending with a digit. Components with leading
     * zeros break the rules too, but real machines send them and they do no harm.
     */
    static boolean isWellFormed(String uid) {
        if (uid.isEmpty() || uid.length() > MAX_LENGTH || uid.startsWith(".") || uid.endsWith(".")) {
            return false;
        }
        for (int i = 0; i < uid.length(); i++) {
            char c = uid.charAt(i);
            if ((c < '0' || c > '9') && c != '.') {
                return false;
            }
        }
        return !uid.contains("..");
    }

    /** The UID itself, when it is well formed. */
    static String require(String uid, String name) {
        if (!isWellFormed(uid)) {
            throw new IllegalArgumentException(
                    name + " '" + PrintableAscii.of(uid, MAX_LENGTH) + "' is no UID: 1 to 64 digits and dots");
        }
        return uid;
    }

    /** A new UID from a random UUID (PS3.5 B.2). */
    static String random() {
        UUID uuid = UUID.randomUUID();
        BigInteger high = new BigInteger(Long.toUnsignedString(uuid.getMostSignificantBits()));
        BigInteger low = new BigInteger(Long.toUnsignedString(uuid.getLeastSignificantBits()));
        return "2.25." + high.shiftLeft(Long.SIZE).add(low);
    }

    /** The next bytes as a UID: NULs and spaces that pad it are dropped, nothing else is checked. */
    static String read(ByteBuffer from, int length) {
        byte[] bytes = new byte[length];
        from.get(bytes);
        return unpadded(bytes);
    }

    static String unpadded(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && (bytes[end - 1] == 0 || bytes[end - 1] == ' ')) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
    }
}
