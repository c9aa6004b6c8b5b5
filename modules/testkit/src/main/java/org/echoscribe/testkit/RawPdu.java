package org.echoscribe.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * PDUs and command sets written byte by byte, right or wrong, and without the code under test (PS3.8 section 9.3, PS3.7
 * section 6.3).
 *
 * @param type the PDU type, or one of the negative constants when there was none
 * @param body what followed the header
 */
public record RawPdu(int type, byte[] body) {
    /** The peer closed or reset the connection. */
    public static final int CLOSED = -1;

    /** Nothing came in time. */
    public static final int NOTHING = -2;

    public static final int A_ASSOCIATE_RQ = 1;
    public static final int A_ASSOCIATE_AC = 2;
    public static final int A_ASSOCIATE_RJ = 3;
    public static final int P_DATA_TF = 4;
    public static final int A_RELEASE_RQ = 5;
    public static final int A_RELEASE_RP = 6;
    public static final int A_ABORT = 7;

    public static final String VERIFICATION = "1.2.840.10008.1.1";
    public static final String ULTRASOUND_MULTI_FRAME = "1.2.840.10008.5.1.4.1.1.3.1";
    public static final String IMPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2";
    public static final String EXPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2.1";
    public static final String APPLICATION_CONTEXT = "1.2.840.10008.3.1.1.1";

    public static final int C_STORE_RQ = 0x0001;
    public static final int C_ECHO_RQ = 0x0030;

    /** Message control header bits. */
    public static final int COMMAND = 1;

    public static final int LAST = 2;

    /** Any PDU with its true length. */
    public static byte[] pdu(int type, byte[] body) {
        return pdu(type, body, body.length);
    }

    /** Any PDU with the length that is to be announced. */
    public static byte[] pdu(int type, byte[] body, long announcedLength) {
        return ByteBuffer.allocate(6 + body.length)
                .put((byte) type)
                .put((byte) 0)
                .putInt((int) announcedLength)
                .put(body)
                .array();
    }

    /** An item of an A-ASSOCIATE PDU. */
    public static byte[] item(int type, byte[]... parts) {
        byte[] value = join(parts);
        return ByteBuffer.allocate(4 + value.length)
                .put((byte) type)
                .put((byte) 0)
                .putShort((short) value.length)
                .put(value)
                .array();
    }

    /** A presentation context item of an A-ASSOCIATE-RQ. */
    public static byte[] context(int id, String abstractSyntax, String... transferSyntaxes) {
        byte[][] parts = new byte[transferSyntaxes.length + 2][];
        parts[0] = new byte[] {(byte) id, 0, 0, 0};
        parts[1] = item(0x30, ascii(abstractSyntax));
        for (int i = 0; i < transferSyntaxes.length; i++) {
            parts[i + 2] = item(0x40, ascii(transferSyntaxes[i]));
        }
        return item(0x20, parts);
    }

    /** A user information item with a maximum length and more. */
    public static byte[] userInformation(int maxLength, byte[]... more) {
        return item(
                0x50,
                item(0x51, ByteBuffer.allocate(4).putInt(maxLength).array()),
                item(0x52, ascii("1.2.826.0.1.3680043.10.9999.2")),
                join(more));
    }

    /** The body of an A-ASSOCIATE-RQ: fixed fields and the items given. */
    public static byte[] associateBody(int protocolVersion, byte[] calledAe, byte[] callingAe, byte[]... items) {
        return join(
                new byte[] {(byte) (protocolVersion >> 8), (byte) protocolVersion, 0, 0},
                Arrays.copyOf(calledAe, 16),
                Arrays.copyOf(callingAe, 16),
                new byte[32],
                join(items));
    }

    /** A well-formed A-ASSOCIATE-RQ with the contexts given. */
    public static byte[] associateRequest(byte[]... contexts) {
        return pdu(
                A_ASSOCIATE_RQ,
                associateBody(
                        1,
                        ascii("ANY-SCP         "),
                        ascii("RAWPEER         "),
                        item(0x10, ascii(APPLICATION_CONTEXT)),
                        join(contexts),
                        userInformation(16384)));
    }

    /** A well-formed P-DATA-TF PDU with one PDV. */
    public static byte[] data(int contextId, int control, byte[] bytes) {
        return pdu(P_DATA_TF, pdv(contextId, control, bytes));
    }

    /** One presentation data value item. */
    public static byte[] pdv(int contextId, int control, byte[] bytes) {
        return ByteBuffer.allocate(6 + bytes.length)
                .putInt(bytes.length + 2)
                .put((byte) contextId)
                .put((byte) control)
                .put(bytes)
                .array();
    }

    /** A C-ECHO-RQ command set. */
    public static byte[] echoCommand() {
        return command(C_ECHO_RQ, VERIFICATION, null, false);
    }

    /** A C-STORE-RQ command set with a data set to follow. */
    public static byte[] storeCommand(String sopClassUid, String sopInstanceUid) {
        return command(C_STORE_RQ, sopClassUid, sopInstanceUid, true);
    }

    /** A command set with message ID 1. */
    public static byte[] command(int field, String sopClassUid, String sopInstanceUid, boolean dataSet) {
        byte[] elements = join(
                element(0x0002, ascii(sopClassUid)),
                element(0x0100, shortValue(field)),
                element(0x0110, shortValue(1)),
                field == C_STORE_RQ ? element(0x0700, shortValue(0)) : new byte[0],
                element(0x0800, shortValue(dataSet ? 1 : 0x0101)),
                sopInstanceUid == null ? new byte[0] : element(0x1000, ascii(sopInstanceUid)));
        return join(element(0, intValue(elements.length)), elements);
    }

    /** A C-STORE-RSP or C-ECHO-RSP command set to message 1. */
    public static byte[] response(int requestField, int status) {
        return response(requestField, status, new byte[0]);
    }

    /** The same with an Error Comment of these bytes, where there are any. */
    public static byte[] response(int requestField, int status, byte[] errorComment) {
        byte[] elements = join(
                element(0x0100, shortValue(requestField | 0x8000)),
                element(0x0120, shortValue(1)),
                element(0x0800, shortValue(0x0101)),
                element(0x0900, shortValue(status)),
                errorComment.length == 0 ? new byte[0] : element(0x0902, errorComment));
        return join(element(0, intValue(elements.length)), elements);
    }

    /** An A-ASSOCIATE-AC that accepts these contexts in implicit VR little endian. */
    public static byte[] associateAccept(int... contextIds) {
        byte[] contexts = new byte[0];
        for (int id : contextIds) {
            contexts = join(
                    contexts, item(0x21, new byte[] {(byte) id, 0, 0, 0}, item(0x40, ascii(IMPLICIT_LITTLE_ENDIAN))));
        }
        return pdu(
                A_ASSOCIATE_AC,
                associateBody(
                        1,
                        ascii("ANY-SCP         "),
                        ascii("RAWPEER         "),
                        item(0x10, ascii(APPLICATION_CONTEXT)),
                        contexts,
                        userInformation(16384)));
    }

    /** An element of a command set. */
    public static byte[] element(int number, byte[] value) {
        byte[] even = value.length % 2 == 0 ? value : Arrays.copyOf(value, value.length + 1);
        return ByteBuffer.allocate(8 + even.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 0)
                .putShort((short) number)
                .putInt(even.length)
                .put(even)
                .array();
    }

    /** The status of the response that this P-DATA-TF PDU holds, or -1. */
    public int status() {
        return value(0x0900)
                .map(value ->
                        ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getShort() & 0xFFFF)
                .orElse(-1);
    }

    /** The value of an element of the command set that this P-DATA-TF PDU holds. */
    public Optional<byte[]> value(int elementNumber) {
        if (type != P_DATA_TF) {
            return Optional.empty();
        }
        ByteBuffer command = ByteBuffer.wrap(body, 6, body.length - 6).slice().order(ByteOrder.LITTLE_ENDIAN);
        while (command.remaining() >= 8) {
            int element = command.getInt() >>> 16;
            int length = command.getInt();
            byte[] value = new byte[length];
            command.get(value);
            if (element == elementNumber) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /** The results of the presentation contexts of this A-ASSOCIATE-AC, in order. */
    public List<Integer> contextResults() {
        List<Integer> results = new java.util.ArrayList<>();
        ByteBuffer items = ByteBuffer.wrap(body, 68, body.length - 68).slice();
        while (items.remaining() >= 4) {
            int itemType = items.getShort() >> 8;
            int length = items.getShort() & 0xFFFF;
            if (itemType == 0x21) {
                results.add(items.get(items.position() + 2) & 0xFF);
            }
            items.position(items.position() + length);
        }
        return results;
    }

    /** Text as bytes. */
    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Bytes one after the other. */
    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] shortValue(int value) {
        return new byte[] {(byte) value, (byte) (value >> 8)};
    }

    private static byte[] intValue(int value) {
        return new byte[] {(byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)};
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawPdu(int otherType, byte[] otherBody)
                && otherType == type
                && Arrays.equals(otherBody, body);
    }

    @Override
    public int hashCode() {
        return 31 * type + Arrays.hashCode(body);
    }

    @Override
    public String toString() {
        String name = switch (type) {
            case CLOSED -> "connection closed";
            case NOTHING -> "nothing";
            case A_ASSOCIATE_RQ -> "A-ASSOCIATE-RQ";
            case A_ASSOCIATE_AC -> "A-ASSOCIATE-AC";
            case A_ASSOCIATE_RJ -> "A-ASSOCIATE-RJ";
            case P_DATA_TF -> "P-DATA-TF";
            case A_RELEASE_RQ -> "A-RELEASE-RQ";
            case A_RELEASE_RP -> "A-RELEASE-RP";
            case A_ABORT -> "A-ABORT";
            default -> "PDU type " + type;
        };
        return body.length > 8 || body.length == 0 ? name : name + " " + Arrays.toString(body);
    }
}
