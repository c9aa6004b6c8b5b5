package org.echoscribe.dicom.network;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A connection to nobody: gives bytes in pieces of a chosen size, keeps what is written. */
final class MemoryConnection implements Connection {
    private final ByteBuffer input;
    private final int piece;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private boolean open = true;

    MemoryConnection(byte[] input, int piece) {
        this.input = ByteBuffer.wrap(input);
        this.piece = piece;
    }

    byte[] written() {
        return output.toByteArray();
    }

    @Override
    public int read(ByteBuffer into) {
        if (!input.hasRemaining()) {
            return -1;
        }
        int count = Math.min(piece, Math.min(into.remaining(), input.remaining()));
        into.put(input.slice(input.position(), count));
        input.position(input.position() + count);
        return count;
    }

    @Override
    public int write(ByteBuffer from) {
        int count = Math.min(piece, from.remaining());
        byte[] bytes = new byte[count];
        from.get(bytes);
        output.writeBytes(bytes);
        return count;
    }

    @Override
    public Optional<TlsSession> secure() {
        return Optional.empty();
    }

    @Override
    public void shutdownInput() {
        input.position(input.limit());
    }

    @Override
    public void shutdownOutput() {
        // Nobody listens.
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }
}
