package org.echoscribe.dicom.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A DICOM acceptor: answers C-ECHO and takes C-STORE, one virtual thread per association.
 *
 * <p>A silent or hostile peer costs a deadline and a little memory and stops nobody else: see {@link Limits}.
 */
public final class DicomServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DicomServer.class);
    private static final int BACKLOG = 256;

    private final ServerContext context;
    private ServerSocketChannel listener;
    private Thread acceptLoop;

    /** A server that does not listen yet. */
    public DicomServer(ServerConfiguration configuration) {
        this.context = ServerContext.of(configuration);
    }

    /**
     * Binds and starts accepting.
     *
     * @throws IOException when the address cannot be bound
     */
    public synchronized void start() throws IOException {
        if (listener != null) {
            throw new IllegalStateException("already started");
        }
        InetSocketAddress address = context.configuration().endpoints().plain().orElseThrow();
        ServerSocketChannel opened = ServerSocketChannel.open();
        try {
            opened.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            opened.bind(address, BACKLOG);
        } catch (IOException e) {
            opened.close();
            throw new IOException(
                    "cannot listen at " + address + " (" + e.getMessage() + "): is another program there already?", e);
        }
        listener = opened;
        acceptLoop = Thread.ofPlatform()
                .daemon()
                .name("dicom-accept-" + port())
                .start(new AcceptLoop(opened::accept, context));
        LOG.info("{} listens at port {}", context.configuration().aeTitle(), port());
    }

    /**
     * The port it listens on.
     *
     * @throws IllegalStateException before {@link #start}
     */
    public synchronized int port() {
        if (listener == null) {
            throw new IllegalStateException("not started");
        }
        return listener.socket().getLocalPort();
    }

    /** How many associations are established now. */
    public int openAssociations() {
        return context.permits().taken();
    }

    /**
     * Stops accepting, lets running objects finish within {@link Limits#closeTimeout}, then aborts what still runs. When
     * it returns, no thread of this server is left but one that a store handler does not give back.
     */
    @Override
    public synchronized void close() {
        if (listener == null || !listener.isOpen()) {
            return;
        }
        Connections connections = context.connections();
        try {
            listener.close();
            acceptLoop.join();
            connections.snapshot().forEach(AcceptorAssociation::closeWhenIdle);
            long closeMillis = context.configuration().limits().closeTimeout().toMillis();
            if (!connections.awaitEmpty(closeMillis, TimeUnit.MILLISECONDS)) {
                connections.snapshot().forEach(AcceptorAssociation::interrupt);
                connections.awaitEmpty(1, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.warn("the listening socket could not be closed", e);
        } finally {
            connections.snapshot().forEach(AcceptorAssociation::closeTransport);
        }
    }
}
