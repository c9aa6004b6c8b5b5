package org.echoscribe.dicom.network;

import java.io.IOException;

/** Takes the objects that a {@link DicomServer} receives; called on many associations' threads at once. */
@FunctionalInterface
public interface StoreHandler {

    /**
     * Opens a place for one object.
     *
     * @throws StoreRefusedException to answer its status; the data set is read and thrown away, the association lives on
     * @throws IOException or any unchecked exception: answered 0110H processing failure, likewise
     */
    ObjectSink open(StoreRequest request) throws IOException;
}
