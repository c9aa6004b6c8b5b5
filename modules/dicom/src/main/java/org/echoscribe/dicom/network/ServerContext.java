package org.echoscribe.dicom.network;

/** What the associations of one server share. */
record ServerContext(
        ServerConfiguration configuration, Connections connections, AssociationPermits permits, BufferPool buffers) {

    static ServerContext of(ServerConfiguration configuration) {
        Limits limits = configuration.limits();
        return new ServerContext(
                configuration,
                new Connections(limits.maxPendingConnections()),
                new AssociationPermits(limits),
                new BufferPool(limits.associationBufferBytes()));
    }
}
