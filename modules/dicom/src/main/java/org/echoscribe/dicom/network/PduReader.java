package org.echoscribe.dicom.network;

import static org.echoscribe.dicom.network.InvalidPduException.INVALID_PDU_PARAMETER_VALUE;
import static org.echoscribe.dicom.network.InvalidPduException.UNRECOGNIZED_PDU;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Takes the byte stream of an established association apart, in place.
 *
 * <p>Everything stays in the one buffer that the socket fills. {@link #next} reads a PDU header; within a P-DATA-TF,
 * {@link #nextPdv} steps to the next presentation data value, and {@link #nextBytes} gives what has arrived of it as a
 * view into the buffer. So a data set goes from the socket to its sink without a copy and without an allocation,
 * however it is cut, and a PDU may be longer than the buffer. A header that is split by the end of the buffer is moved to
 * its start (at most five bytes).
 */
final class PduReader {
    private final Transport transport;
    private final ByteBuffer buffer;
    private final ByteBuffer view;
    private final int maxPDataBytes;
    private final long pduTimeoutNanos;

    private long messageDeadline;
    private boolean inMessage;
    private long pduDeadline;
    private long pduRemaining;
    private int pdvRemaining;
    private int contextId;
    private boolean command;
    private boolean last;
    private Abort peerAbort = Abort.BY_USER;

    /**
     * A reader of one association.
     *
     * @param maxPDataBytes what we offered: a longer P-DATA-TF PDU is invalid
     */
    PduReader(Transport transport, ByteBuffer buffer, int maxPDataBytes, long pduTimeoutNanos) {
        this.transport = transport;
        this.buffer = buffer.clear().flip();
        this.view = buffer.asReadOnlyBuffer();
        this.maxPDataBytes = maxPDataBytes;
        this.pduTimeoutNanos = pduTimeoutNanos;
    }

    /** From now on every wait ends at this deadline at the latest, until {@link #endMessage}. */
    void beginMessage(long deadline) {
        inMessage = true;
        messageDeadline = deadline;
    }

    void endMessage() {
        inMessage = false;
    }

    /**
     * The event that the next PDU is; of P-DATA-TF the header alone has been read.
     *
     * @param deadline for its first byte
     * @throws InvalidPduException the PDU is {@link Event#INVALID_PDU}
     * @throws DeadlineExceededException nothing, or not enough, came in time
     */
    Event next(long deadline, String waitedFor) throws IOException {
        if (!buffer.hasRemaining()) {
            pduDeadline = deadline;
            if (!fill(1, waitedFor)) {
                return Event.TRANSPORT_CLOSED;
            }
        }
        pduDeadline = Transport.after(pduTimeoutNanos);
        if (!fill(PduType.HEADER_LENGTH, "the rest of a PDU")) {
            return Event.TRANSPORT_CLOSED;
        }
        int type = Byte.toUnsignedInt(buffer.get());
        buffer.get();
        long length = Integer.toUnsignedLong(buffer.getInt());
        return switch (type) {
            case PduType.P_DATA_TF -> {
                if (length > maxPDataBytes) {
                    throw new InvalidPduException(
                            INVALID_PDU_PARAMETER_VALUE,
                            "a P-DATA-TF PDU of " + length + " bytes, more than the negotiated " + maxPDataBytes);
                }
                if (length == 0) {
                    throw new InvalidPduException(INVALID_PDU_PARAMETER_VALUE, "a P-DATA-TF PDU without a PDV");
                }
                pduRemaining = length;
                yield Event.P_DATA_TF_PDU;
            }
            case PduType.A_RELEASE_RQ -> shortPdu(length, Event.A_RELEASE_RQ_PDU);
            case PduType.A_RELEASE_RP -> shortPdu(length, Event.A_RELEASE_RP_PDU);
            case PduType.A_ABORT -> shortPdu(length, Event.A_ABORT_PDU);
            // These three end the association here, whatever they hold.
            case PduType.A_ASSOCIATE_RQ -> Event.A_ASSOCIATE_RQ_PDU;
            case PduType.A_ASSOCIATE_AC -> Event.A_ASSOCIATE_AC_PDU;
            case PduType.A_ASSOCIATE_RJ -> Event.A_ASSOCIATE_RJ_PDU;
            default -> throw new InvalidPduException(UNRECOGNIZED_PDU, "a PDU of unknown type " + type);
        };
    }

    /** What the last A-ABORT said. */
    Abort peerAbort() {
        return peerAbort;
    }

    /**
     * Steps to the next presentation data value of the present P-DATA-TF.
     *
     * @return false at its end
     */
    boolean nextPdv() throws IOException {
        if (pduRemaining == 0) {
            return false;
        }
        if (pduRemaining < PduType.PDV_HEADER_LENGTH) {
            throw new InvalidPduException(
                    INVALID_PDU_PARAMETER_VALUE, pduRemaining + " bytes at the end of a P-DATA-TF PDU hold no PDV");
        }
        if (!fill(PduType.PDV_HEADER_LENGTH, "the rest of a PDU")) {
            throw new ConnectionEndedException();
        }
        long length = Integer.toUnsignedLong(buffer.getInt());
        if (length < 2 || length > pduRemaining - 4) {
            throw new InvalidPduException(
                    INVALID_PDU_PARAMETER_VALUE,
                    "a PDV of " + length + " bytes in a P-DATA-TF PDU with " + (pduRemaining - 4) + " left");
        }
        contextId = Byte.toUnsignedInt(buffer.get());
        int control = buffer.get();
        command = (control & 1) != 0;
        last = (control & 2) != 0;
        pdvRemaining = (int) length - 2;
        pduRemaining -= length + 4;
        return true;
    }

    int contextId() {
        return contextId;
    }

    /** Whether the present PDV holds a command set, not a data set. */
    boolean isCommand() {
        return command;
    }

    /** Whether the present PDV is the last of its command set or data set. */
    boolean isLast() {
        return last;
    }

    /** How many bytes of the present PDV are not yet given out. */
    int pdvRemaining() {
        return pdvRemaining;
    }

    /** The next bytes of the present PDV, at least one; valid until the next call of anything here. */
    ByteBuffer nextBytes() throws IOException {
        if (!fill(1, "the rest of a PDU")) {
            throw new ConnectionEndedException();
        }
        int count = Math.min(pdvRemaining, buffer.remaining());
        int start = buffer.position();
        view.limit(start + count).position(start);
        buffer.position(start + count);
        pdvRemaining -= count;
        return view;
    }

    private Event shortPdu(long length, Event event) throws IOException {
        if (length != 4) {
            throw new InvalidPduException(
                    INVALID_PDU_PARAMETER_VALUE, "an " + event + " of " + length + " bytes, not 4");
        }
        if (!fill(4, "the rest of a PDU")) {
            return Event.TRANSPORT_CLOSED;
        }
        buffer.getShort();
        peerAbort = new Abort(Byte.toUnsignedInt(buffer.get()), Byte.toUnsignedInt(buffer.get()));
        return event;
    }

    /** Reads until so many bytes (6 at most) are there; false when the peer closes before. */
    private boolean fill(int count, String waitedFor) throws IOException {
        while (buffer.remaining() < count) {
            if (!buffer.hasRemaining()) {
                buffer.clear();
            } else {
                buffer.compact();
            }
            int read;
            try {
                read = transport.read(buffer, deadline(), waitedFor);
            } finally {
                buffer.flip();
            }
            if (read < 0) {
                return false;
            }
        }
        return true;
    }

    private long deadline() {
        return inMessage && messageDeadline - pduDeadline < 0 ? messageDeadline : pduDeadline;
    }
}
