package org.echoscribe.dicom.network;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A DIMSE command set: elements of group 0000, implicit VR little endian (PS3.7 section 6.3). Element numbers are the
 * keys, since the group is always the same.
 */
final class CommandSet {
    static final int GROUP_LENGTH = 0x0000;
    static final int AFFECTED_SOP_CLASS_UID = 0x0002;
    static final int REQUESTED_SOP_CLASS_UID = 0x0003;
    static final int COMMAND_FIELD = 0x0100;
    static final int MESSAGE_ID = 0x0110;
    static final int MESSAGE_ID_BEING_RESPONDED_TO = 0x0120;
    static final int MOVE_DESTINATION = 0x0600;
    static final int PRIORITY = 0x0700;
    static final int COMMAND_DATA_SET_TYPE = 0x0800;
    static final int STATUS = 0x0900;
    static final int ERROR_COMMENT = 0x0902;
    static final int AFFECTED_SOP_INSTANCE_UID = 0x1000;
    static final int REQUESTED_SOP_INSTANCE_UID = 0x1001;
    static final int EVENT_TYPE_ID = 0x1002;
    static final int ACTION_TYPE_ID = 0x1008;
    static final int NUMBER_OF_REMAINING_SUBOPERATIONS = 0x1020;
    static final int NUMBER_OF_COMPLETED_SUBOPERATIONS = 0x1021;
    static final int NUMBER_OF_FAILED_SUBOPERATIONS = 0x1022;
    static final int NUMBER_OF_WARNING_SUBOPERATIONS = 0x1023;
    static final int MOVE_ORIGINATOR_AE_TITLE = 0x1030;
    static final int MOVE_ORIGINATOR_MESSAGE_ID = 0x1031;

    static final int NO_DATA_SET = 0x0101;
    static final int DATA_SET_FOLLOWS = 0x0001;

    private final TreeMap<Integer, byte[]> elements = new TreeMap<>();

    /**
     * Decodes a complete command set.
     *
     * @throws InvalidCommandException when it is none
     */
    static CommandSet decode(ByteBuffer bytes) throws InvalidCommandException {
        ByteBuffer from = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        CommandSet command = new CommandSet();
        while (from.hasRemaining()) {
            if (from.remaining() < 8) {
                throw new InvalidCommandException(from.remaining() + " bytes are left over at its end");
            }
            int group = Short.toUnsignedInt(from.getShort());
            int element = Short.toUnsignedInt(from.getShort());
            long length = Integer.toUnsignedLong(from.getInt());
            if (group != 0) {
                throw new InvalidCommandException("it holds element (%04X,%04X)".formatted(group, element));
            }
            if (length > from.remaining()) {
                throw new InvalidCommandException("element (0000,%04X) announces %d bytes where %d are left"
                        .formatted(element, length, from.remaining()));
            }
            byte[] value = new byte[(int) length];
            from.get(value);
            // The group length is not kept: many senders have it wrong, and encode() counts anew.
            if (element != GROUP_LENGTH) {
                command.elements.put(element, value);
            }
        }
        return command;
    }

    /**
     * A response to the request given, without a data set. The N-services repeat as affected what was requested, and the
     * type of the action or event (PS3.7 section 10.3).
     */
    static CommandSet responseTo(CommandSet request, DimseStatus status) {
        CommandSet response = new CommandSet();
        request.uid(AFFECTED_SOP_CLASS_UID)
                .or(() -> request.uid(REQUESTED_SOP_CLASS_UID))
                .ifPresent(uid -> response.putUid(AFFECTED_SOP_CLASS_UID, uid));
        response.putShort(COMMAND_FIELD, request.unsignedShort(COMMAND_FIELD).orElse(0) | CommandField.RESPONSE);
        response.putShort(
                MESSAGE_ID_BEING_RESPONDED_TO, request.unsignedShort(MESSAGE_ID).orElse(0));
        response.putShort(COMMAND_DATA_SET_TYPE, NO_DATA_SET);
        response.putShort(STATUS, status.code());
        if (!status.errorComment().isEmpty()) {
            response.putText(ERROR_COMMENT, status.errorComment(), ' ');
        }
        request.uid(AFFECTED_SOP_INSTANCE_UID)
                .or(() -> request.uid(REQUESTED_SOP_INSTANCE_UID))
                .ifPresent(uid -> response.putUid(AFFECTED_SOP_INSTANCE_UID, uid));
        request.unsignedShort(EVENT_TYPE_ID).ifPresent(type -> response.putShort(EVENT_TYPE_ID, type));
        request.unsignedShort(ACTION_TYPE_ID).ifPresent(type -> response.putShort(ACTION_TYPE_ID, type));
        return response;
    }

    CommandSet putShort(int element, int value) {
        elements.put(element, new byte[] {(byte) value, (byte) (value >> 8)});
        return this;
    }

    CommandSet putUid(int element, String uid) {
        return putText(element, uid, '\0');
    }

    CommandSet putAeTitle(int element, String aeTitle) {
        return putText(element, aeTitle, ' ');
    }

    private CommandSet putText(int element, String text, char padding) {
        String even = text.length() % 2 == 0 ? text : text + padding;
        elements.put(element, even.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** The value of a US element; empty when absent or not of two bytes. */
    OptionalInt unsignedShort(int element) {
        byte[] value = elements.get(element);
        return value == null || value.length != 2
                ? OptionalInt.empty()
                : OptionalInt.of((value[0] & 0xFF) | (value[1] & 0xFF) << 8);
    }

    /** The well-formed UID of an element; empty when absent or malformed. */
    Optional<String> uid(int element) {
        return text(element).filter(Uid::isWellFormed);
    }

    /** The text of an element without its padding, of any form; empty when absent. */
    Optional<String> text(int element) {
        return Optional.ofNullable(elements.get(element)).map(Uid::unpadded);
    }

    /** The status of a response, with its comment made safe for a log line; empty when absent. */
    Optional<DimseStatus> status() {
        OptionalInt code = unsignedShort(STATUS);
        return code.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new DimseStatus(code.getAsInt(), text(ERROR_COMMENT).orElse("")));
    }

    boolean hasDataSet() {
        return unsignedShort(COMMAND_DATA_SET_TYPE).orElse(NO_DATA_SET) != NO_DATA_SET;
    }

    /** The encoded form, beginning with the group length. */
    ByteBuffer encode() {
        int length = 0;
        for (byte[] value : elements.values()) {
            length += 8 + value.length;
        }
        ByteBuffer bytes = ByteBuffer.allocate(12 + length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(0).putInt(4).putInt(length);
        for (Map.Entry<Integer, byte[]> element :
                elements.tailMap(GROUP_LENGTH, false).entrySet()) {
            bytes.putShort((short) 0).putShort(element.getKey().shortValue());
            bytes.putInt(element.getValue().length).put(element.getValue());
        }
        return bytes.flip();
    }
}
