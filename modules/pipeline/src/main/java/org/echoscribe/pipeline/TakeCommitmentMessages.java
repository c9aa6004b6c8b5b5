package org.echoscribe.pipeline;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.echoscribe.dicom.network.AssociationInfo;
import org.echoscribe.dicom.network.CommitmentHandler;
import org.echoscribe.dicom.network.CommitmentRequest;
import org.echoscribe.dicom.network.CommitmentResult;
import org.echoscribe.dicom.network.DimseRefusedException;
import org.echoscribe.dicom.network.DimseStatus;
import org.echoscribe.journal.InstanceReference;
import org.echoscribe.journal.Journal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes both messages of Storage Commitment: what senders ask us, and what destinations report. */
final class TakeCommitmentMessages implements CommitmentHandler {

    private static final Logger log = LoggerFactory.getLogger(TakeCommitmentMessages.class);

    /** 0124H: refused, not authorized (PS3.7 annex C). */
    private static final int NOT_AUTHORIZED = 0x0124;

    private final Journal journal;
    private final PipelineOptions options;
    private final TakeCommitmentResult results;
    private final Optional<EndStudies> endStudies;

    /** @param endStudies takes requests for the end of a study, where they are one */
    TakeCommitmentMessages(
            Journal journal, PipelineOptions options, TakeCommitmentResult results, Optional<EndStudies> endStudies) {
        this.journal = journal;
        this.options = options;
        this.results = results;
        this.endStudies = endStudies;
    }

    @Override
    public void requested(AssociationInfo association, CommitmentRequest request) throws IOException {
        String sender = association.callingAeTitle();
        if (!options.services().commitment()) {
            throw new DimseRefusedException(new DimseStatus(NOT_AUTHORIZED, "storage commitment is not offered here"));
        }
        if (Optional.ofNullable(options.knownAes().get(sender))
                .flatMap(known -> known.ae().address())
                .isEmpty()) {
            log.atWarn()
                    .addKeyValue("callingAeTitle", sender)
                    .addKeyValue("peerAddress", association.peerAddress())
                    .log("A request for storage commitment was refused, because known-aes has no host and port to"
                            + " report the result to");
            throw new DimseRefusedException(
                    new DimseStatus(NOT_AUTHORIZED, "no address is configured to report to this AE title"));
        }
        List<InstanceReference> references = request.references().stream()
                .map(one -> new InstanceReference(one.sopClassUid(), one.sopInstanceUid()))
                .toList();
        journal.receivedCommitments().record(request.transactionUid(), sender, references, Instant.now());
        log.atInfo()
                .addKeyValue("step", "commitment")
                .addKeyValue("callingAeTitle", sender)
                .addKeyValue("transactionUid", request.transactionUid())
                .addKeyValue("instances", references.size())
                .log("Asked for storage commitment");
        endStudies.ifPresent(studies -> studies.requested(request.transactionUid(), references));
    }

    @Override
    public void reported(AssociationInfo association, CommitmentResult result) throws IOException {
        results.take(association.callingAeTitle(), result);
    }
}
