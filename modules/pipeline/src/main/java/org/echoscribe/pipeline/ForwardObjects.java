package org.echoscribe.pipeline;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.echoscribe.dicom.network.DicomSender;
import org.echoscribe.dicom.network.PresentationContextRequest;
import org.echoscribe.dicom.network.StoreResult;
import org.echoscribe.journal.Forward;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.Spool;

/** Forward: the received objects that wait, byte for byte and in the transfer syntax in which they came. */
record ForwardObjects(Journal journal, Spool spool) implements SendWaiting.Waiting<Forward> {

    @Override
    public List<Forward> due(String destination, Instant now, int most) {
        return journal.forwards().due(destination, now, most);
    }

    @Override
    public Optional<Instant> nextDue(String destination) {
        return journal.forwards().nextDue(destination);
    }

    @Override
    public Collection<PresentationContextRequest> contexts(Forward forward) {
        return List.of(PresentationContextRequest.of(
                forward.sopClassUid(), forward.object().loop().transferSyntaxUid()));
    }

    @Override
    public StoreResult store(DicomSender sender, Forward forward) throws IOException {
        return sender.store(spool.file(forward.object().object().spoolPath()));
    }
}
