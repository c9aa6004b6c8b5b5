package org.echoscribe.vocabulary;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * UIDs that the same name parts always give again: {@code 2.25.} and the decimal value of an RFC 9562 version 5 UUID
 * (PS3.5 annex B.2), so a loop that is processed twice gets the same report UID twice.
 */
public final class NameBasedUid {

    /** The product's name space. It never changes: every UID ever written depends on it. */
    private static final UUID NAME_SPACE = UUID.fromString("7a0f3c52-2f0b-4a5e-9b3d-5b8f6f1c9e10");

    private NameBasedUid() {}

    /** The UID of these parts joined by line feeds; at most 44 characters. */
    public static String of(String... parts) {
        byte[] hash = sha1(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
        hash[6] = (byte) (hash[6] & 0x0f | 0x50);
        hash[8] = (byte) (hash[8] & 0x3f | 0x80);
        return "2.25." + new BigInteger(1, java.util.Arrays.copyOf(hash, 16));
    }

    private static byte[] sha1(byte[] name) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(ByteBuffer.allocate(16)
                    .putLong(NAME_SPACE.getMostSignificantBits())
                    .putLong(NAME_SPACE.getLeastSignificantBits())
                    .flip());
            return digest.digest(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }
}
