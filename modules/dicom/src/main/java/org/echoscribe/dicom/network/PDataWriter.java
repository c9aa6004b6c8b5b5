package org.echoscribe.dicom.network;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Cuts command sets and data sets into P-DATA-TF PDUs that the peer can take (PS3.8 9.3.5), one PDV each, and packs as
 * many PDUs into one write as the buffer holds.
 */
final class PDataWriter {
    private static final int HEADERS = PduType.HEADER_LENGTH + PduType.PDV_HEADER_LENGTH;
    private static final int COMMAND = 1;
    private static final int LAST = 2;

    private final Transport transport;
    private final ByteBuffer buffer;
    private final int maxPayload;
    private final long writeTimeoutNanos;

    /** A source of a data set's bytes that fills buffers. */
    @FunctionalInterface
    interface Source {
        /** Puts exactly as many bytes as the buffer has room for. */
        void fill(ByteBuffer into) throws IOException;
    }

    /**
     * A writer of one association.
     *
     * @param peerMaxPduBytes the peer's maximum length, 0 for any
     */
    PDataWriter(Transport transport, ByteBuffer buffer, int peerMaxPduBytes, long writeTimeoutNanos) {
        this.transport = transport;
        this.buffer = buffer.clear();
        int room = buffer.capacity() - HEADERS;
        int payload = peerMaxPduBytes == 0 ? room : Math.min(room, peerMaxPduBytes - PduType.PDV_HEADER_LENGTH);
        // Even, so that no value of two bytes is cut; a peer that takes one byte a PDU gets one.
        this.maxPayload = payload > 1 ? payload & ~1 : payload;
        this.writeTimeoutNanos = writeTimeoutNanos;
    }

    /** Writes a command set; it leaves with the data set that follows, or with {@link #flush}. */
    void writeCommand(int contextId, CommandSet command) throws IOException {
        ByteBuffer bytes = command.encode();
        write(contextId, COMMAND, bytes.remaining(), from(bytes));
    }

    /** The bytes of a buffer as a source; its position moves. */
    static Source from(ByteBuffer bytes) {
        return into -> {
            int count = into.remaining();
            into.put(into.position(), bytes, bytes.position(), count);
            into.position(into.position() + count);
            bytes.position(bytes.position() + count);
        };
    }

    /** Writes a data set of known length. */
    void writeDataSet(int contextId, long length, Source source) throws IOException {
        write(contextId, 0, length, source);
        flush();
    }

    /** Sends what is still in the buffer. */
    void flush() throws IOException {
        buffer.flip();
        try {
            transport.write(buffer, Transport.after(writeTimeoutNanos), "the peer to take a PDU");
        } finally {
            buffer.clear();
        }
    }

    private void write(int contextId, int kind, long length, Source source) throws IOException {
        long left = length;
        do {
            int payload = (int) Math.min(left, maxPayload);
            if (buffer.remaining() < HEADERS + payload) {
                flush();
            }
            left -= payload;
            buffer.put((byte) PduType.P_DATA_TF).put((byte) 0).putInt(payload + PduType.PDV_HEADER_LENGTH);
            buffer.putInt(payload + 2).put((byte) contextId).put((byte) (left == 0 ? kind | LAST : kind));
            int end = buffer.position() + payload;
            buffer.limit(end);
            source.fill(buffer);
            buffer.limit(buffer.capacity());
            if (buffer.position() != end) {
                throw new IllegalStateException("a source of " + length + " bytes ended early");
            }
        } while (left > 0);
    }
}
