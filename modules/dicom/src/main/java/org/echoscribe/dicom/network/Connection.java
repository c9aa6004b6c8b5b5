package org.echoscribe.dicom.network;

import java.io.IOException;
import java.nio.channels.ByteChannel;

/**
 * A byte stream to a peer and back, with blocking reads and writes that another thread can end. TCP is the one kind;
 * TLS would be another, with its close_notify in {@link #shutdownOutput}.
 */
interface Connection extends ByteChannel {

    /** Lets the present and every later read return -1. */
    void shutdownInput() throws IOException;

    /** Tells the peer that nothing more comes. */
    void shutdownOutput() throws IOException;
}
