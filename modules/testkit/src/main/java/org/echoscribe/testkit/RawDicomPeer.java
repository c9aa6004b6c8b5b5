package org.echoscribe.testkit;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.echoscribe.dicom.network.Destination;

/** A peer that sends exactly the bytes it is told to, as requestor or as acceptor, and shows what comes back. */
public final class RawDicomPeer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Socket socket;

    private RawDicomPeer(Socket socket, Duration patience) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) patience.toMillis());
    }

    /** Connects, and sends nothing yet. */
    public static RawDicomPeer connect(Destination destination) throws IOException {
        return connect(destination, PATIENCE);
    }

    /** Connects, and sends nothing yet; each wait for the other side, the connecting one too, ends after so long. */
    public static RawDicomPeer connect(Destination destination, Duration patience) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(destination.host(), destination.port()), (int) patience.toMillis());
            return new RawDicomPeer(socket, patience);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Connects and associates with these context items; the answer has been read. */
    public static RawDicomPeer associate(Destination destination, byte[]... contexts) throws IOException {
        return associate(destination, PATIENCE, contexts);
    }

    /** The same with another patience. */
    public static RawDicomPeer associate(Destination destination, Duration patience, byte[]... contexts)
            throws IOException {
        RawDicomPeer peer = connect(destination, patience);
        peer.send(RawPdu.associateRequest(contexts));
        RawPdu answer = peer.receive();
        if (answer.type() != RawPdu.A_ASSOCIATE_AC) {
            peer.close();
            throw new IOException("no A-ASSOCIATE-AC but " + answer);
        }
        return peer;
    }

    /** What an acceptor does with one connection. */
    @FunctionalInterface
    public interface Script {
        /** Plays; the connection is closed afterwards. */
        void play(RawDicomPeer peer) throws IOException;
    }

    /** An acceptor that plays one script with its first connection. */
    public static final class Listener implements AutoCloseable {
        private final ServerSocket server;
        private final Thread thread;

        private Listener(Script script) throws IOException {
            server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
            thread = Thread.ofVirtual().start(() -> {
                try (RawDicomPeer peer = new RawDicomPeer(server.accept(), PATIENCE)) {
                    script.play(peer);
                } catch (IOException e) {
                    // The other side went first: that is for the test to judge, from its side.
                }
            });
        }

        /** Where to connect to. */
        public Destination destination() {
            return new Destination("RAWPEER", server.getInetAddress().getHostAddress(), server.getLocalPort());
        }

        @Override
        public void close() throws IOException {
            server.close();
            thread.interrupt();
        }
    }

    /** Starts an acceptor. */
    public static Listener listen(Script script) throws IOException {
        return new Listener(script);
    }

    /** How long each wait for the other side lasts from now on. */
    public void waitAtMost(Duration patience) throws IOException {
        socket.setSoTimeout((int) patience.toMillis());
    }

    /** Sends bytes as they are. */
    public void send(byte[]... parts) throws IOException {
        socket.getOutputStream().write(RawPdu.join(parts));
    }

    /** The next PDU, or that there is none. */
    public RawPdu receive() throws IOException {
        try {
            byte[] header = read(6);
            int length = ByteBuffer.wrap(header).getInt(2);
            return new RawPdu(header[0], read(length));
        } catch (EOFException | SocketException e) {
            return new RawPdu(RawPdu.CLOSED, new byte[0]);
        } catch (SocketTimeoutException e) {
            return new RawPdu(RawPdu.NOTHING, new byte[0]);
        }
    }

    /** Reads and drops PDUs until the peer closes; false when it does not within the patience of this class. */
    public boolean awaitClose() throws IOException {
        while (true) {
            RawPdu pdu = receive();
            if (pdu.type() == RawPdu.CLOSED) {
                return true;
            }
            if (pdu.type() == RawPdu.NOTHING) {
                return false;
            }
        }
    }

    /** Says that nothing more comes from here, and goes on reading. */
    public void closeHalf() throws IOException {
        socket.shutdownOutput();
    }

    /** Ends the connection with a TCP reset, as a crashed machine does. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private byte[] read(int count) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException();
        }
        return bytes;
    }
}
