package org.echoscribe.dicom.network;

import static org.echoscribe.dicom.network.InvalidPduException.INVALID_PDU_PARAMETER_VALUE;
import static org.echoscribe.dicom.network.InvalidPduException.UNRECOGNIZED_PDU;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The first PDU that one side sends: A-ASSOCIATE-RQ, -AC, -RJ or A-ABORT, or what should not be there. Memory grows with
 * the bytes that come, never with the length that was announced.
 *
 * @param event what it is
 * @param body what follows its header; empty for PDUs that do not belong here
 */
record OpeningPdu(Event event, ByteBuffer body) {
    private static final int FIRST_BYTES = 4096;

    /**
     * Reads one PDU and no byte more.
     *
     * @param maxBytes for the body of A-ASSOCIATE-RQ and -AC
     */
    static OpeningPdu read(Transport transport, int maxBytes, long deadline, String waitedFor) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(PduType.HEADER_LENGTH);
        if (!fill(transport, header, deadline, waitedFor)) {
            return closed();
        }
        int type = Byte.toUnsignedInt(header.get());
        long length = Integer.toUnsignedLong(header.getInt(2));
        Event event = switch (type) {
            case PduType.A_ASSOCIATE_RQ -> Event.A_ASSOCIATE_RQ_PDU;
            case PduType.A_ASSOCIATE_AC -> Event.A_ASSOCIATE_AC_PDU;
            case PduType.A_ASSOCIATE_RJ -> Event.A_ASSOCIATE_RJ_PDU;
            case PduType.A_ABORT -> Event.A_ABORT_PDU;
            case PduType.P_DATA_TF -> Event.P_DATA_TF_PDU;
            case PduType.A_RELEASE_RQ -> Event.A_RELEASE_RQ_PDU;
            case PduType.A_RELEASE_RP -> Event.A_RELEASE_RP_PDU;
            default ->
                throw new InvalidPduException(UNRECOGNIZED_PDU, "the first bytes are no DICOM PDU (type " + type + ")");
        };
        long allowed = switch (event) {
            case A_ASSOCIATE_RQ_PDU, A_ASSOCIATE_AC_PDU -> maxBytes;
            case A_ASSOCIATE_RJ_PDU, A_ABORT_PDU -> 4;
            // Not to be read: it ends the connection.
            default -> -1;
        };
        if (allowed < 0) {
            return new OpeningPdu(event, ByteBuffer.allocate(0));
        }
        if (length > allowed || length < 4) {
            throw new InvalidPduException(
                    INVALID_PDU_PARAMETER_VALUE,
                    "an " + event + " of " + length + " bytes; up to " + allowed + " are read");
        }
        ByteBuffer body = ByteBuffer.allocate((int) Math.min(length, FIRST_BYTES));
        while (true) {
            if (!fill(transport, body, deadline, waitedFor)) {
                return closed();
            }
            if (body.limit() == length) {
                return new OpeningPdu(event, body);
            }
            body = ByteBuffer.allocate((int) Math.min(length, 2L * body.capacity()))
                    .put(body);
        }
    }

    private static OpeningPdu closed() {
        return new OpeningPdu(Event.TRANSPORT_CLOSED, ByteBuffer.allocate(0));
    }

    /** Reads until the buffer is full, and flips it. */
    private static boolean fill(Transport transport, ByteBuffer buffer, long deadline, String waitedFor)
            throws IOException {
        while (buffer.hasRemaining()) {
            if (transport.read(buffer, deadline, waitedFor) < 0) {
                return false;
            }
        }
        buffer.flip();
        return true;
    }
}
