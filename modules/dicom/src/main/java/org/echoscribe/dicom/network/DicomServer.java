package org.echoscribe.dicom.network;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.echoscribe.dicom.tls.SecureContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A DICOM acceptor: answers C-ECHO and takes C-STORE, one virtual thread per association.
 *
 * <p>A silent or hostile peer costs a deadline and a little memory and stops nobody else: see {@link Limits}.
 */
public final class DicomServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DicomServer.class);

    private final ServerContext context;
    private Optional<Listener> plain = Optional.empty();
    private Optional<Listener> secured = Optional.empty();
    private boolean started;

    /** A server that does not listen yet. */
    public DicomServer(ServerConfiguration configuration) {
        this.context = ServerContext.of(configuration);
    }

    /**
     * Binds and starts accepting.
     *
     * @throws IOException when an address cannot be bound, or a certificate or key cannot be used
     */
    public synchronized void start() throws IOException {
        if (started) {
            throw new IllegalStateException("already started");
        }
        Endpoints endpoints = context.configuration().endpoints();
        try {
            if (endpoints.secured().isPresent()) {
                SecureContext tls =
                        SecureContext.shared(endpoints.secured().get().tls());
                secured = Optional.of(Listener.open(
                        endpoints.secured().get().address(), socket -> TlsConnection.ofAcceptor(socket, tls), context));
            }
            if (endpoints.plain().isPresent()) {
                plain = Optional.of(Listener.open(endpoints.plain().get(), TcpConnection::of, context));
            }
        } catch (IOException e) {
            stopListening();
            throw e;
        }
        started = true;
        LOG.info(
                "{} listens at {}{}{}",
                context.configuration().aeTitle(),
                plain.map(listener -> "port " + listener.port()).orElse(""),
                plain.isPresent() && secured.isPresent() ? " and " : "",
                secured.map(listener -> "port " + listener.port() + " with TLS").orElse(""));
    }

    /**
     * The port for plain connections.
     *
     * @throws IllegalStateException where it does not listen in plain, or before {@link #start}
     */
    public synchronized int port() {
        return plain.orElseThrow(() -> new IllegalStateException("it does not listen in plain"))
                .port();
    }

    /**
     * The port for TLS.
     *
     * @throws IllegalStateException where it does not listen with TLS, or before {@link #start}
     */
    public synchronized int tlsPort() {
        return secured.orElseThrow(() -> new IllegalStateException("it does not listen with TLS"))
                .port();
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
        if (!started) {
            return;
        }
        started = false;
        Connections connections = context.connections();
        try {
            stopListening();
            connections.snapshot().forEach(AcceptorAssociation::closeWhenIdle);
            long closeMillis = context.configuration().limits().closeTimeout().toMillis();
            if (!connections.awaitEmpty(closeMillis, TimeUnit.MILLISECONDS)) {
                connections.snapshot().forEach(AcceptorAssociation::interrupt);
                connections.awaitEmpty(1, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.snapshot().forEach(AcceptorAssociation::closeTransport);
        }
    }

    private void stopListening() {
        for (Optional<Listener> listener : List.of(plain, secured)) {
            if (listener.isPresent()) {
                try {
                    listener.get().close();
                } catch (IOException e) {
                    LOG.warn("the listening socket could not be closed", e);
                }
            }
        }
    }
}
