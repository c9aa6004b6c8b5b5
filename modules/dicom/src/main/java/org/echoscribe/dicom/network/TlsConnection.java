package org.echoscribe.dicom.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.echoscribe.dicom.tls.SecureContext;

/**
 * TLS over a blocking socket channel.
 *
 * <p>An engine and its buffers are made when the first bytes have come and look like TLS, so that a peer that is silent or
 * speaks something else costs no more than it does in plain. Records are decrypted straight into the reader's buffer
 * where they fit. Renegotiation, which TLS 1.3 does not have any more, is refused.
 */
final class TlsConnection implements Connection {
    private static final int RECORD_HEADER_BYTES = 5;
    private static final int RECORDS_AT_ONCE = 4;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel socket;
    private final Supplier<SSLEngine> engines;
    private final boolean peerBegins;
    private final ReentrantLock sendLock = new ReentrantLock();
    private SSLEngine engine;
    private ByteBuffer received = NOTHING;
    private ByteBuffer decrypted = NOTHING;
    private ByteBuffer encrypted = NOTHING;
    private volatile boolean intactWithoutInput;
    private volatile boolean farewellSaid;

    private TlsConnection(SocketChannel socket, Supplier<SSLEngine> engines, boolean peerBegins) {
        this.socket = socket;
        this.engines = engines;
        this.peerBegins = peerBegins;
    }

    static TlsConnection ofAcceptor(SocketChannel socket, SecureContext context) throws IOException {
        return new TlsConnection(TcpConnection.of(socket).socket(), context::acceptor, true);
    }

    static TlsConnection ofRequestor(SocketChannel socket, SecureContext context, String host, int port)
            throws IOException {
        return new TlsConnection(TcpConnection.of(socket).socket(), () -> context.requestor(host, port), false);
    }

    @Override
    public Optional<TlsSession> secure() throws IOException {
        ByteBuffer first = peerBegins ? firstBytes() : NOTHING;
        engine = engines.get();
        int packetBytes = engine.getSession().getPacketBufferSize();
        received = ByteBuffer.allocate(packetBytes).put(first).flip();
        encrypted = ByteBuffer.allocate(packetBytes);
        try {
            handshake();
        } catch (SSLException e) {
            sendAlert();
            throw e;
        }
        received = enlarged(received);
        encrypted = ByteBuffer.allocate(RECORDS_AT_ONCE * packetBytes);
        intactWithoutInput = true;
        return Optional.of(TlsSession.of(engine.getSession()));
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (farewellSaid) {
            return socket.read(into);
        }
        if (decrypted.hasRemaining()) {
            return take(into);
        }
        int start = into.position();
        while (true) {
            boolean direct = into.remaining() >= engine.getSession().getApplicationBufferSize();
            if (!direct && into.position() > start) {
                return into.position() - start;
            }
            SSLEngineResult result = engine.unwrap(received, direct ? into : roomForOneRecord());
            if (!direct) {
                decrypted.flip();
            }
            switch (result.getStatus()) {
                case OK -> afterHandshake(result);
                case CLOSED -> {
                    return into.position() > start ? into.position() - start : -1;
                }
                case BUFFER_UNDERFLOW -> {
                    if (into.position() > start) {
                        return into.position() - start;
                    }
                    if (!fill()) {
                        return -1;
                    }
                }
                case BUFFER_OVERFLOW -> throw new SSLException("a record is longer than TLS allows");
            }
            if (decrypted.hasRemaining()) {
                return take(into);
            }
        }
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        int before = from.remaining();
        sendLock.lock();
        try {
            encrypted.clear();
            do {
                SSLEngineResult result = engine.wrap(from, encrypted);
                if (result.getStatus() == Status.BUFFER_OVERFLOW) {
                    break;
                }
                if (result.getStatus() != Status.OK) {
                    throw new SSLException("the peer has ended the TLS session");
                }
            } while (from.hasRemaining());
            flush();
        } finally {
            sendLock.unlock();
        }
        return before - from.remaining();
    }

    /** Within a handshake, and while something is on its way out, there is nothing left to say without input. */
    @Override
    public void shutdownInput() throws IOException {
        if (intactWithoutInput && !sendLock.isLocked()) {
            socket.shutdownInput();
        } else {
            socket.close();
        }
    }

    /** Says close_notify. What comes from now on is not decrypted any more. */
    @Override
    public void shutdownOutput() throws IOException {
        if (intactWithoutInput && !farewellSaid) {
            farewellSaid = true;
            engine.closeOutbound();
            sendAll();
        }
        socket.shutdownOutput();
    }

    @Override
    public boolean isOpen() {
        return socket.isOpen();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Reads the header of the first record, without which no engine is made. */
    private ByteBuffer firstBytes() throws IOException {
        ByteBuffer first = ByteBuffer.allocate(RECORD_HEADER_BYTES);
        while (first.hasRemaining()) {
            if (socket.read(first) < 0) {
                throw new ConnectionEndedException();
            }
            FirstByte.requireTls(first.get(0));
        }
        return first.flip();
    }

    private void handshake() throws IOException {
        engine.beginHandshake();
        HandshakeStatus status = engine.getHandshakeStatus();
        while (status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED) {
            switch (status) {
                case NEED_TASK -> HandshakeTasks.run(engine);
                case NEED_WRAP -> sendAll();
                default -> {
                    SSLEngineResult result = engine.unwrap(received, NOTHING);
                    if (result.getStatus() == Status.CLOSED) {
                        throw new ConnectionEndedException();
                    }
                    if (result.getStatus() == Status.BUFFER_UNDERFLOW && !fill()) {
                        throw new ConnectionEndedException();
                    }
                    if (result.getStatus() == Status.BUFFER_OVERFLOW) {
                        throw new SSLException("data came before the end of the handshake");
                    }
                }
            }
            status = engine.getHandshakeStatus();
        }
    }

    /** Sends what the engine itself has to say: of a handshake, an alert, a new key. */
    private void sendAll() throws IOException {
        sendLock.lock();
        try {
            SSLEngineResult result;
            do {
                encrypted.clear();
                result = engine.wrap(NOTHING.duplicate(), encrypted);
                flush();
            } while (result.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && result.bytesProduced() > 0);
        } finally {
            sendLock.unlock();
        }
    }

    /** Tells the peer why the handshake failed, where that can be told. */
    private void sendAlert() {
        try {
            sendAll();
        } catch (IOException e) {
            // The failure itself is what is reported.
        }
    }

    private void flush() throws IOException {
        encrypted.flip();
        while (encrypted.hasRemaining()) {
            socket.write(encrypted);
        }
    }

    /** What a peer may want after the handshake: new keys in TLS 1.3; in TLS 1.2 it could only be renegotiation. */
    private void afterHandshake(SSLEngineResult result) throws IOException {
        switch (result.getHandshakeStatus()) {
            case NEED_TASK -> {
                if (!engine.getSession().getProtocol().equals("TLSv1.3")) {
                    throw new SSLException("the peer wants to renegotiate");
                }
                HandshakeTasks.run(engine);
            }
            case NEED_WRAP -> sendAll();
            default -> {
                // Data, or a ticket for another session.
            }
        }
    }

    private ByteBuffer roomForOneRecord() {
        int bytes = engine.getSession().getApplicationBufferSize();
        if (decrypted.capacity() < bytes) {
            decrypted = ByteBuffer.allocate(bytes);
        }
        return decrypted.clear();
    }

    private int take(ByteBuffer into) {
        int count = Math.min(into.remaining(), decrypted.remaining());
        into.put(decrypted.slice(decrypted.position(), count));
        decrypted.position(decrypted.position() + count);
        return count;
    }

    private boolean fill() throws IOException {
        received.compact();
        try {
            return socket.read(received) >= 0;
        } finally {
            received.flip();
        }
    }

    private static ByteBuffer enlarged(ByteBuffer buffer) {
        return ByteBuffer.allocate(RECORDS_AT_ONCE * buffer.capacity())
                .put(buffer)
                .flip();
    }
}
