package org.echoscribe.dicom.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collection;

/** One association as requestor: C-ECHO and C-STORE to a destination. Used by one thread at a time. */
public final class DicomSender implements AutoCloseable {

    private DicomSender() {}

    /**
     * Associates.
     *
     * @param contexts 1 to 128 presentation contexts to propose
     * @throws AssociationException of the kind that tells what went wrong
     */
    public static DicomSender connect(
            Destination destination,
            String callingAeTitle,
            Collection<PresentationContextRequest> contexts,
            Limits limits)
            throws IOException {
        throw new IOException("cannot send yet to " + destination);
    }

    /** Whether the receiver accepted a context for such objects. */
    public boolean accepts(String sopClassUid, String transferSyntaxUid) {
        return false;
    }

    /**
     * Sends the data set of a Part 10 file, streamed as it stands on disk.
     *
     * @throws AssociationException when the association did not live; it cannot be used any more
     * @throws IOException when the file cannot be read
     */
    public StoreResult store(Path part10File) throws IOException {
        throw new IOException("cannot send yet " + part10File.getFileName());
    }

    /**
     * Sends a data set from memory.
     *
     * @param dataSet encoded in that transfer syntax, without file meta information; its position does not move
     */
    public StoreResult store(String sopClassUid, String sopInstanceUid, String transferSyntaxUid, ByteBuffer dataSet)
            throws IOException {
        throw new IOException("cannot send yet " + sopInstanceUid);
    }

    /** Sends C-ECHO; true when it is answered 0000H. */
    public boolean echo() throws IOException {
        return false;
    }

    /** Releases the association (A-RELEASE) and closes the connection; never throws. */
    @Override
    public void close() {}
}
