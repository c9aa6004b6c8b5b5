package org.echoscribe.dicom.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts connections until the listening socket is closed. Nothing else stops it: when the process has no file
 * descriptor left, it waits for a connection to end, or a second, and goes on.
 */
final class AcceptLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptLoop.class);

    /** Where connections come from. */
    @FunctionalInterface
    interface Source {
        SocketChannel accept() throws IOException;
    }

    private final Source source;
    private final Listener.Wrapping wrapping;
    private final ServerContext server;

    AcceptLoop(Source source, Listener.Wrapping wrapping, ServerContext server) {
        this.source = source;
        this.wrapping = wrapping;
        this.server = server;
    }

    @Override
    public void run() {
        while (true) {
            try {
                start(source.accept());
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException | OutOfMemoryError e) {
                LOG.warn("cannot accept a connection now, will go on: {}", e.toString());
                try {
                    server.connections().awaitRemoval(TimeUnit.SECONDS.toNanos(1));
                } catch (InterruptedException interrupted) {
                    return;
                }
            }
        }
    }

    private void start(SocketChannel socket) throws IOException {
        long number = server.connections().nextNumber();
        AcceptorAssociation association;
        try {
            association = new AcceptorAssociation(
                    number, (InetSocketAddress) socket.getRemoteAddress(), wrapping.wrap(socket), server);
        } catch (IOException e) {
            // This peer has gone already.
            socket.close();
            return;
        }
        server.connections().addPending(association);
        try {
            Thread.ofVirtual().name("dicom-association-" + number).start(association);
        } catch (OutOfMemoryError e) {
            association.closeTransport();
            server.connections().remove(association);
            throw e;
        }
    }
}
