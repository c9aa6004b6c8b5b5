package org.echoscribe.testkit.attack;

import static org.echoscribe.testkit.RawPdu.data;
import static org.echoscribe.testkit.RawPdu.join;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.echoscribe.testkit.RawPdu;

/**
 * An object to be sent as it is.
 *
 * @param name what is wrong with it
 * @param transferSyntaxUid what it claims to be encoded in
 * @param sopInstanceUid in its command, and in its data set if that has one
 * @param dataSet its bytes
 */
public record HostileObject(String name, String transferSyntaxUid, String sopInstanceUid, byte[] dataSet) {

    private static final int FRAGMENT_BYTES = 16_000;

    /** A UID that is always the same for one name. */
    static String uidOf(String name) {
        UUID uuid = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return "2.25." + new BigInteger(uuid.toString().replace("-", ""), 16);
    }

    /** A well-formed loop of two frames. */
    static HostileObject harmless(String name) {
        String uid = uidOf(name);
        return new HostileObject(
                name, RawPdu.EXPLICIT_LITTLE_ENDIAN, uid, RawLoop.tiny(uid).bytes());
    }

    /** The C-STORE-RQ with its data set, as P-DATA-TF PDUs that every receiver takes. */
    byte[] message(int contextId) {
        return join(
                data(
                        contextId,
                        RawPdu.COMMAND | RawPdu.LAST,
                        RawPdu.storeCommand(RawPdu.ULTRASOUND_MULTI_FRAME, sopInstanceUid)),
                dataSetPdus(contextId, dataSet));
    }

    /** A data set as P-DATA-TF PDUs. */
    static byte[] dataSetPdus(int contextId, byte[] dataSet) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int start = 0; start < dataSet.length; start += FRAGMENT_BYTES) {
            int end = Math.min(dataSet.length, start + FRAGMENT_BYTES);
            out.writeBytes(
                    data(contextId, end == dataSet.length ? RawPdu.LAST : 0, Arrays.copyOfRange(dataSet, start, end)));
        }
        return out.toByteArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HostileObject(var otherName, var syntax, var uid, var bytes)
                && otherName.equals(name)
                && syntax.equals(transferSyntaxUid)
                && uid.equals(sopInstanceUid)
                && Arrays.equals(bytes, dataSet);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
