package org.echoscribe.dicom.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One C-STORE as it arrives: hands bytes to the sink while all is well; after the first failure it takes the rest of the
 * data set and throws it away, so that the association stays in step and the peer gets a status.
 */
final class StoreOperation implements Operation {
    private static final Logger LOG = LoggerFactory.getLogger(StoreOperation.class);

    private final StoreRequest request;
    private final long maxObjectBytes;
    private Optional<ObjectSink> sink = Optional.empty();
    private StoreStatus failure = StoreStatus.SUCCESS;
    private long bytes;

    private StoreOperation(StoreRequest request, long maxObjectBytes) {
        this.request = request;
        this.maxObjectBytes = maxObjectBytes;
    }

    static StoreOperation open(StoreRequest request, StoreHandler handler, long maxObjectBytes) {
        StoreOperation operation = new StoreOperation(request, maxObjectBytes);
        try {
            operation.sink = Optional.of(handler.open(request));
        } catch (IOException | RuntimeException e) {
            operation.fail(e);
        }
        return operation;
    }

    @Override
    public void write(ByteBuffer dataSetBytes) {
        bytes += dataSetBytes.remaining();
        if (sink.isEmpty()) {
            return;
        }
        if (bytes > maxObjectBytes) {
            fail(StoreStatus.outOfResources("object is longer than " + maxObjectBytes + " bytes"));
            return;
        }
        try {
            sink.get().write(dataSetBytes);
        } catch (IOException | RuntimeException e) {
            fail(e);
        }
    }

    @Override
    public DimseStatus finish() {
        StoreStatus status = commit();
        return new DimseStatus(status.code(), status.errorComment());
    }

    private StoreStatus commit() {
        if (sink.isPresent() && bytes == 0) {
            fail(StoreStatus.cannotUnderstand("the data set is empty"));
        }
        if (sink.isEmpty()) {
            return failure;
        }
        try {
            StoreStatus status = sink.get().commit();
            sink = Optional.empty();
            return status;
        } catch (IOException | RuntimeException e) {
            fail(e);
            return failure;
        }
    }

    @Override
    public void cancel() {
        Optional<ObjectSink> open = sink;
        sink = Optional.empty();
        try {
            open.ifPresent(ObjectSink::abort);
        } catch (RuntimeException e) {
            LOG.error("object {}: the sink could not be aborted", request.sopInstanceUid(), e);
        }
    }

    private void fail(Exception e) {
        if (e instanceof StoreRefusedException refused) {
            fail(refused.status());
        } else {
            LOG.error("object {}: could not be stored", request.sopInstanceUid(), e);
            // Not the exception's message: it may hold what must not leave.
            fail(StoreStatus.processingFailure(
                    "could not be stored: " + e.getClass().getSimpleName()));
        }
    }

    private void fail(StoreStatus status) {
        LOG.warn("object {}: refused with status {}", request.sopInstanceUid(), status);
        failure = status;
        cancel();
    }
}
