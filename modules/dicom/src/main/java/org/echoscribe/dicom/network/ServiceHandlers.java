package org.echoscribe.dicom.network;

import java.util.Optional;
import org.echoscribe.dicom.dataset.Uids;

/** Where the requests of a peer go, for as many services as there are. */
record ServiceHandlers(
        Optional<StoreHandler> store,
        Optional<CommitmentHandler> commitment,
        Optional<ProcedureStepHandler> procedureStep) {

    static final ServiceHandlers NONE = new ServiceHandlers(Optional.empty(), Optional.empty(), Optional.empty());

    static ServiceHandlers of(ServerConfiguration server) {
        return new ServiceHandlers(
                Optional.of(server.storeHandler()), server.commitmentHandler(), server.procedureStepHandler());
    }

    static ServiceHandlers of(StoreHandler store) {
        return new ServiceHandlers(Optional.of(store), Optional.empty(), Optional.empty());
    }

    static ServiceHandlers of(CommitmentHandler commitment) {
        return new ServiceHandlers(Optional.empty(), Optional.of(commitment), Optional.empty());
    }

    /** Whether a presentation context for this abstract syntax can lead anywhere. */
    boolean serves(String abstractSyntaxUid) {
        return switch (abstractSyntaxUid) {
            case Uids.Verification -> true;
            case Uids.StorageCommitmentPushModel -> commitment.isPresent();
            case Uids.ModalityPerformedProcedureStep -> procedureStep.isPresent();
            default -> store.isPresent();
        };
    }
}
