package org.echoscribe.dicom.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.echoscribe.dicom.dataset.Attributes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request whose data set is read whole before anything is done: those of the N-services. */
final class DataSetOperation implements Operation {
    private static final Logger LOG = LoggerFactory.getLogger(DataSetOperation.class);

    private final String name;
    private final String transferSyntaxUid;
    private final Deed deed;
    private final DataSetCollector dataSet = new DataSetCollector();

    /** What the request asks for. */
    @FunctionalInterface
    interface Deed {
        /** Does it; any exception becomes the response's status. */
        void perform(Attributes dataSet) throws IOException;
    }

    /**
     * A request whose data set arrives.
     *
     * @param name for the log, with the UID of what it is about
     */
    DataSetOperation(String name, String transferSyntaxUid, Deed deed) {
        this.name = name;
        this.transferSyntaxUid = transferSyntaxUid;
        this.deed = deed;
    }

    @Override
    public void write(ByteBuffer dataSetBytes) {
        dataSet.write(dataSetBytes);
    }

    @Override
    public DimseStatus finish() {
        DimseStatus status = perform();
        if (!status.isSuccess()) {
            LOG.warn("{}: answered with status {}", name, status);
        }
        return status;
    }

    @Override
    public void cancel() {}

    private DimseStatus perform() {
        if (dataSet.isTooLong()) {
            return DimseStatus.resourceLimitation("data set longer than " + DataSetCollector.MAX_BYTES + " bytes");
        }
        Attributes attributes;
        try {
            attributes = dataSet.read(transferSyntaxUid);
        } catch (IOException | RuntimeException e) {
            return DimseStatus.mistypedArgument("the data set cannot be understood");
        }
        try {
            deed.perform(attributes);
            return DimseStatus.SUCCESS;
        } catch (DimseRefusedException e) {
            return e.status();
        } catch (IOException | RuntimeException e) {
            LOG.error("{}: could not be done", name, e);
            // Not the exception's message: it may hold what must not leave.
            return DimseStatus.processingFailure(
                    "could not be done: " + e.getClass().getSimpleName());
        }
    }
}
