package org.echoscribe.dicom.network;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.echoscribe.dicom.dataset.Uids;

/**
 * One association on which we, an SCU of Storage Commitment, ask a peer to keep what we sent (PS3.4 J.3.2). The result may
 * come on this association or, hours later, on one that the peer opens to our {@link DicomServer}. Used by one thread at
 * a time.
 */
public final class CommitmentRequestor implements AutoCloseable {
    private final RequestorAssociation association;
    private final Reports reports;

    /** Counts what arrives on this association and passes it on. */
    private static final class Reports implements CommitmentHandler {
        private final CommitmentHandler handler;
        private int count;

        Reports(CommitmentHandler handler) {
            this.handler = handler;
        }

        @Override
        public void requested(AssociationInfo association, CommitmentRequest request) throws IOException {
            handler.requested(association, request);
        }

        @Override
        public void reported(AssociationInfo association, CommitmentResult result) throws IOException {
            handler.reported(association, result);
            count++;
        }
    }

    private CommitmentRequestor(RequestorAssociation association, CommitmentHandler handler) {
        this.association = association;
        this.reports = new Reports(handler);
    }

    /**
     * Associates.
     *
     * @param handler takes results that come on this association
     * @throws AssociationException of the kind that tells what went wrong
     */
    public static CommitmentRequestor connect(
            Destination peer, String callingAeTitle, CommitmentHandler handler, Limits limits) throws IOException {
        return new CommitmentRequestor(
                EstablishAssociation.with(
                        peer, callingAeTitle, List.of(CommitmentReporter.presentationContext()), List.of(), limits),
                handler);
    }

    /**
     * Asks by N-ACTION. 0000H says that the peer will report, not that it has committed.
     *
     * @throws AssociationException.NotAccepted when the peer does not offer Storage Commitment
     * @throws AssociationException when the association did not live
     */
    public DimseStatus request(CommitmentRequest request) throws IOException {
        PresentationContext context =
                association.require(Uids.StorageCommitmentPushModel, "Storage Commitment Push Model");
        CommandSet command = association
                .command(CommandField.N_ACTION_RQ)
                .putUid(CommandSet.REQUESTED_SOP_CLASS_UID, Uids.StorageCommitmentPushModel)
                .putUid(CommandSet.REQUESTED_SOP_INSTANCE_UID, Uids.StorageCommitmentPushModelInstance)
                .putShort(CommandSet.ACTION_TYPE_ID, CommitmentProvider.REQUEST_STORAGE_COMMITMENT);
        OutgoingMessage message = OutgoingMessage.of(context, command, CommitmentDataSets.write(request));
        return association
                .request(message, ServiceHandlers.of(reports), response -> true)
                .status();
    }

    /**
     * Waits until a result has come on this association.
     *
     * @return false when it has not; the association is aborted then
     * @throws AssociationException when the association did not live
     */
    public boolean awaitReport(Duration patience) throws IOException {
        if (reports.count > 0) {
            return true;
        }
        try {
            association.serve(patience, ServiceHandlers.of(reports), () -> reports.count > 0, "a commitment result");
            return true;
        } catch (AssociationException.TimedOut e) {
            return false;
        }
    }

    /** Releases the association (A-RELEASE) and closes the connection; never throws. */
    @Override
    public void close() {
        association.release();
    }
}
