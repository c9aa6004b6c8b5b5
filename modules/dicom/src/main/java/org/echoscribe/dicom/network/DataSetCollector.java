package org.echoscribe.dicom.network;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.ReadLimits;
import org.echoscribe.dicom.dataset.TransferSyntax;

/**
 * Keeps the data set of a message that is no object: an identifier, an action's or an event's information. Memory grows
 * with the bytes that come, up to {@link #MAX_BYTES}; what comes beyond is counted and thrown away.
 */
final class DataSetCollector {

    /** Room for a storage commitment of more than 8,000 instances; no query's identifier comes near it. */
    static final int MAX_BYTES = 1 << 20;

    /** Elements cost more memory than the bytes that they stand in, so they are counted too. */
    private static final ReadLimits LIMITS = new ReadLimits(16, 1 << 15, MAX_BYTES, MAX_BYTES, 1, MAX_BYTES);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean tooLong;

    void write(ByteBuffer dataSetBytes) {
        if (tooLong || bytes.size() + dataSetBytes.remaining() > MAX_BYTES) {
            tooLong = true;
            bytes.reset();
            dataSetBytes.position(dataSetBytes.limit());
            return;
        }
        byte[] copy = new byte[dataSetBytes.remaining()];
        dataSetBytes.get(copy);
        bytes.writeBytes(copy);
    }

    boolean isTooLong() {
        return tooLong;
    }

    boolean isEmpty() {
        return bytes.size() == 0;
    }

    /**
     * What has been collected.
     *
     * @throws IOException when it is no data set of that transfer syntax
     */
    Attributes read(String transferSyntaxUid) throws IOException {
        return DataSetReader.readDataSet(
                ByteBuffer.wrap(bytes.toByteArray()), TransferSyntax.of(transferSyntaxUid), LIMITS);
    }
}
