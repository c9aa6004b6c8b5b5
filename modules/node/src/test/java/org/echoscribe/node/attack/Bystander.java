package org.echoscribe.node.attack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.echoscribe.dicom.dataset.DataSetWriter;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.dicom.network.DicomSender;
import org.echoscribe.dicom.network.Limits;
import org.echoscribe.dicom.network.PresentationContextRequest;
import org.echoscribe.dicom.network.StoreResult;
import org.echoscribe.testkit.TinyLoop;

/** A well-behaved cart that keeps its association open while others attack. */
final class Bystander implements AutoCloseable {

    private static final TransferSyntax ENCODING = TransferSyntax.ExplicitVrLittleEndian;

    private final DicomSender sender;
    private final String study = TinyLoop.newUid();

    private Bystander(DicomSender sender) {
        this.sender = sender;
    }

    static Bystander connect(Destination node) throws IOException {
        List<PresentationContextRequest> contexts =
                List.of(PresentationContextRequest.of(Uids.UltrasoundMultiFrameImageStorage, ENCODING.uid()));
        return new Bystander(DicomSender.connect(node, "BYSTANDER", contexts, Limits.defaults()));
    }

    /** What came of a loop. */
    record Sent(String sopInstanceUid, StoreResult result) {}

    /** Sends a new loop, which must be stored; its SOP Instance UID. */
    String store() throws IOException {
        Sent sent = send();
        if (!sent.result().stored()) {
            throw new AssertionError(
                    "the bystander's loop was not stored: " + sent.result().description());
        }
        return sent.sopInstanceUid();
    }

    /** Sends a new loop. */
    Sent send() throws IOException {
        TinyLoop loop = TinyLoop.of(study, study + ".1", "20260401", "US");
        StoreResult result = sender.store(
                Uids.UltrasoundMultiFrameImageStorage,
                loop.sopInstanceUid(),
                ENCODING.uid(),
                ByteBuffer.wrap(DataSetWriter.writeDataSet(loop.dataSet(), ENCODING)));
        return new Sent(loop.sopInstanceUid(), result);
    }

    @Override
    public void close() throws IOException {
        sender.close();
    }
}
