package org.echoscribe.dicom.network;

import java.io.IOException;
import java.util.List;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.dicom.network.UserInformation.RoleSelection;

/**
 * One association on which we, the SCP of Storage Commitment, report results to a peer that asked for them: we open it and
 * propose the SCP's role (PS3.4 J.3.3, PS3.7 D.3.3.4). Used by one thread at a time.
 */
public final class CommitmentReporter implements AutoCloseable {
    private final RequestorAssociation association;

    private CommitmentReporter(RequestorAssociation association) {
        this.association = association;
    }

    /** What to propose for Storage Commitment Push Model. */
    public static PresentationContextRequest presentationContext() {
        return PresentationContextRequest.of(
                Uids.StorageCommitmentPushModel,
                TransferSyntax.ExplicitVrLittleEndian.uid(),
                TransferSyntax.ImplicitVrLittleEndian.uid());
    }

    /**
     * Associates.
     *
     * @throws AssociationException of the kind that tells what went wrong
     */
    public static CommitmentReporter connect(Destination peer, String callingAeTitle, Limits limits)
            throws IOException {
        return new CommitmentReporter(EstablishAssociation.with(
                peer,
                callingAeTitle,
                List.of(presentationContext()),
                List.of(new RoleSelection(Uids.StorageCommitmentPushModel, false, true)),
                limits));
    }

    /**
     * Reports one result by N-EVENT-REPORT and returns the peer's answer. A peer that accepts the context but does not
     * answer the role selection gets the report none the less, since many take it.
     *
     * @throws AssociationException.NotAccepted when the peer does not take reports
     * @throws AssociationException when the association did not live
     */
    public DimseStatus report(CommitmentResult result) throws IOException {
        PresentationContext context =
                association.require(Uids.StorageCommitmentPushModel, "Storage Commitment Push Model");
        CommandSet command = association
                .command(CommandField.N_EVENT_REPORT_RQ)
                .putUid(CommandSet.AFFECTED_SOP_CLASS_UID, Uids.StorageCommitmentPushModel)
                .putUid(CommandSet.AFFECTED_SOP_INSTANCE_UID, Uids.StorageCommitmentPushModelInstance)
                .putShort(
                        CommandSet.EVENT_TYPE_ID,
                        result.isComplete()
                                ? CommitmentProvider.REQUEST_SUCCESSFUL
                                : CommitmentProvider.FAILURES_EXIST);
        return association
                .request(OutgoingMessage.of(context, command, CommitmentDataSets.write(result)))
                .status();
    }

    /** Releases the association (A-RELEASE) and closes the connection; never throws. */
    @Override
    public void close() {
        association.release();
    }
}
