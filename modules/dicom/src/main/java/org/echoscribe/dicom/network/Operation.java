package org.echoscribe.dicom.network;

import java.nio.ByteBuffer;

/** One request of a peer, from its command set on. Used by one thread. */
interface Operation {

    /** Takes the next bytes of the request's data set; a view that is consumed before returning. */
    void write(ByteBuffer dataSetBytes);

    /** The request is complete: does what it asks for, and says how that went. */
    DimseStatus finish();

    /** The request will not be completed. */
    void cancel();

    /** An operation that is decided already; a data set is thrown away. */
    static Operation answering(DimseStatus status) {
        return new Operation() {
            @Override
            public void write(ByteBuffer dataSetBytes) {}

            @Override
            public DimseStatus finish() {
                return status;
            }

            @Override
            public void cancel() {}
        };
    }
}
