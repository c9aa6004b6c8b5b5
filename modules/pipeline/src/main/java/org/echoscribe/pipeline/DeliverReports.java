package org.echoscribe.pipeline;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.DataSetWriter;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.network.DicomSender;
import org.echoscribe.dicom.network.PresentationContextRequest;
import org.echoscribe.dicom.network.StoreResult;
import org.echoscribe.journal.Delivery;
import org.echoscribe.journal.Journal;

/** Deliver: the reports that wait, as the bytes that were first written. */
record DeliverReports(Journal journal) implements SendWaiting.Waiting<Delivery> {

    @Override
    public List<Delivery> due(String destination, Instant now, int most) {
        return journal.outbox().due(destination, now, most);
    }

    @Override
    public Optional<Instant> nextDue(String destination) {
        return journal.outbox().nextDue(destination);
    }

    @Override
    public Collection<PresentationContextRequest> contexts(Delivery delivery) {
        return List.of(PresentationContextRequest.of(
                delivery.sopClassUid(),
                TransferSyntax.ExplicitVrLittleEndian.uid(),
                TransferSyntax.ImplicitVrLittleEndian.uid()));
    }

    /** The first bytes are sent, always; in the other encoding only where the receiver takes no other. */
    @Override
    public StoreResult store(DicomSender sender, Delivery delivery) throws IOException {
        String sopClass = delivery.report().sopClassUid();
        TransferSyntax written = TransferSyntax.ExplicitVrLittleEndian;
        TransferSyntax other = TransferSyntax.ImplicitVrLittleEndian;
        byte[] dataSet = delivery.report().dataSet();
        boolean asWritten = sender.accepts(sopClass, written.uid()) || !sender.accepts(sopClass, other.uid());
        return sender.store(
                sopClass,
                delivery.report().sopInstanceUid(),
                (asWritten ? written : other).uid(),
                ByteBuffer.wrap(
                        asWritten
                                ? dataSet
                                : DataSetWriter.writeDataSet(DataSetReader.readDataSet(dataSet, written), other)));
    }
}
