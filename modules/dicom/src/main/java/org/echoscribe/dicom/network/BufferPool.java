package org.echoscribe.dicom.network;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Direct buffers of one size, used again: there are never more than there were associations at once. */
final class BufferPool {
    private final int bytes;
    private final ConcurrentLinkedDeque<ByteBuffer> idle = new ConcurrentLinkedDeque<>();

    BufferPool(int bytes) {
        this.bytes = bytes;
    }

    /** A buffer on loan, given back by closing it. */
    final class Loan implements AutoCloseable {
        private final ByteBuffer buffer;

        private Loan(ByteBuffer buffer) {
            this.buffer = buffer;
        }

        ByteBuffer buffer() {
            return buffer;
        }

        @Override
        public void close() {
            idle.push(buffer);
        }
    }

    Loan borrow() {
        ByteBuffer buffer = idle.poll();
        return new Loan(buffer == null ? ByteBuffer.allocateDirect(bytes) : buffer);
    }
}
