package org.echoscribe.dicom.network;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** One listening socket of a server, with the thread that accepts at it. */
final class Listener implements Closeable {
    private static final int BACKLOG = 256;

    private final ServerSocketChannel socket;
    private final Thread acceptLoop;

    private Listener(ServerSocketChannel socket, Thread acceptLoop) {
        this.socket = socket;
        this.acceptLoop = acceptLoop;
    }

    /** Makes a connection of an accepted socket. */
    @FunctionalInterface
    interface Wrapping {
        Connection wrap(SocketChannel socket) throws IOException;
    }

    /**
     * Binds and starts accepting.
     *
     * @throws IOException when the address cannot be bound
     */
    static Listener open(InetSocketAddress address, Wrapping wrapping, ServerContext server) throws IOException {
        ServerSocketChannel socket = ServerSocketChannel.open();
        try {
            socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            socket.bind(address, BACKLOG);
        } catch (IOException e) {
            socket.close();
            throw new IOException(
                    "cannot listen at " + address + " (" + e.getMessage() + "): is another program there already?", e);
        }
        Thread acceptLoop = Thread.ofPlatform()
                .daemon()
                .name("dicom-accept-" + socket.socket().getLocalPort())
                .start(new AcceptLoop(socket::accept, wrapping, server));
        return new Listener(socket, acceptLoop);
    }

    int port() {
        return socket.socket().getLocalPort();
    }

    boolean isOpen() {
        return socket.isOpen();
    }

    /** Stops accepting; connections that were accepted live on. */
    @Override
    public void close() throws IOException {
        socket.close();
        try {
            acceptLoop.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
