package org.echoscribe.dicom.network;

import java.io.IOException;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.Uids;

/**
 * Takes the two messages of Storage Commitment Push Model (PS3.4 annex J): N-ACTION, by which a peer asks us, and
 * N-EVENT-REPORT, by which one answers us. The latter is taken in whatever role the peer proposed itself: several
 * archives propose none, and to refuse would be to lose what they have to say.
 */
final class CommitmentProvider {
    static final int REQUEST_STORAGE_COMMITMENT = 1;
    static final int REQUEST_SUCCESSFUL = 1;
    static final int FAILURES_EXIST = 2;

    private final AssociationInfo association;
    private final CommitmentHandler handler;

    CommitmentProvider(AssociationInfo association, CommitmentHandler handler) {
        this.association = association;
        this.handler = handler;
    }

    Operation action(CommandSet command, PresentationContext context) throws DimseRefusedException {
        requireInstance(command, CommandSet.REQUESTED_SOP_INSTANCE_UID);
        if (command.unsignedShort(CommandSet.ACTION_TYPE_ID).orElse(0) != REQUEST_STORAGE_COMMITMENT) {
            throw new DimseRefusedException(DimseStatus.noSuchAction("Action Type ID is not 1"));
        }
        return new DataSetOperation(
                "storage commitment request of " + association.callingAeTitle(),
                context.transferSyntaxUid(),
                this::request);
    }

    Operation eventReport(CommandSet command, PresentationContext context) throws DimseRefusedException {
        requireInstance(command, CommandSet.AFFECTED_SOP_INSTANCE_UID);
        int type = command.unsignedShort(CommandSet.EVENT_TYPE_ID).orElse(0);
        if (type != REQUEST_SUCCESSFUL && type != FAILURES_EXIST) {
            throw new DimseRefusedException(DimseStatus.noSuchEventType("Event Type ID is neither 1 nor 2"));
        }
        return new DataSetOperation(
                "storage commitment result of " + association.callingAeTitle(),
                context.transferSyntaxUid(),
                this::report);
    }

    private void request(Attributes dataSet) throws IOException {
        handler.requested(association, CommitmentDataSets.readRequest(dataSet));
    }

    private void report(Attributes dataSet) throws IOException {
        handler.reported(association, CommitmentDataSets.readResult(dataSet));
    }

    private static void requireInstance(CommandSet command, int element) throws DimseRefusedException {
        if (!command.text(element).orElse("").equals(Uids.StorageCommitmentPushModelInstance)) {
            throw new DimseRefusedException(DimseStatus.noSuchSopInstance("not the well-known SOP Instance"));
        }
    }
}
