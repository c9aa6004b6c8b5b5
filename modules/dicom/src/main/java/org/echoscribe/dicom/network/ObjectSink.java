package org.echoscribe.dicom.network;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Where the data set of one C-STORE goes, byte for byte as received. Exactly one of {@link #commit} and {@link #abort}
 * ends it, save that a {@code commit} that throws is followed by {@code abort}. Used by one thread.
 */
public interface ObjectSink {

    /**
     * Takes the next bytes of the data set.
     *
     * @param dataSetBytes a view into the association's own buffer, to be consumed before returning and never kept
     * @throws StoreRefusedException to answer its status
     * @throws IOException answered 0110H processing failure; the rest of the data set is thrown away
     */
    void write(ByteBuffer dataSetBytes) throws IOException;

    /**
     * Makes the object durable; the C-STORE response leaves after this returns.
     *
     * @return the status to answer; the sink has cleaned up after itself where that is a failure
     */
    StoreStatus commit() throws IOException;

    /** Forgets what was written: the object will not be completed. Must not fail, and may follow a failed commit. */
    void abort();
}
