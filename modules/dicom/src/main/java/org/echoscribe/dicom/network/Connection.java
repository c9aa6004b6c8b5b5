package org.echoscribe.dicom.network;

import java.io.IOException;
import java.nio.channels.ByteChannel;
import java.util.Optional;

/** A byte stream to a peer and back, with blocking reads and writes that another thread can end. */
interface Connection extends ByteChannel {

    /**
     * Protects the stream, before anything else is read or written.
     *
     * @return what was agreed on with the peer; empty where nothing protects it
     * @throws IOException when the peer cannot agree, or is not to be trusted
     */
    Optional<TlsSession> secure() throws IOException;

    /** Lets the present and every later read return -1, or fails both where the stream is not intact without its input. */
    void shutdownInput() throws IOException;

    /** Tells the peer that nothing more comes. What is read from now on need not be what the peer meant. */
    void shutdownOutput() throws IOException;
}
