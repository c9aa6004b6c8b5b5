package org.echoscribe.dicom.network;

import java.io.IOException;

/** A DICOM acceptor: answers C-ECHO and takes C-STORE, one virtual thread per association. */
public final class DicomServer implements AutoCloseable {

    private final ServerConfiguration configuration;

    /** A server that does not listen yet. */
    public DicomServer(ServerConfiguration configuration) {
        this.configuration = configuration;
    }

    /**
     * Binds and starts accepting.
     *
     * @throws IOException when the address cannot be bound
     */
    public void start() throws IOException {
        throw new IOException("cannot listen yet at " + configuration.bindAddress());
    }

    /** The port it listens on. */
    public int port() {
        return configuration.bindAddress().getPort();
    }

    /** How many associations are established now. */
    public int openAssociations() {
        return 0;
    }

    /** Stops accepting, lets running objects finish within the close deadline, then aborts what still runs. */
    @Override
    public void close() {}
}
