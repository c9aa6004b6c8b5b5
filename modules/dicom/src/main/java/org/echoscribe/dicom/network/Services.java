package org.echoscribe.dicom.network;

import java.util.Optional;
import org.echoscribe.dicom.dataset.Uids;

/**
 * What the requests of one peer mean: C-ECHO on Verification, N-ACTION and N-EVENT-REPORT on Storage Commitment, N-CREATE
 * and N-SET on Modality Performed Procedure Step, C-STORE on every other abstract syntax. Anything else is answered 0211H,
 * unrecognized operation.
 */
final class Services {
    private final AssociationInfo association;
    private final ServiceHandlers handlers;
    private final long maxObjectBytes;

    Services(AssociationInfo association, ServiceHandlers handlers, long maxObjectBytes) {
        this.association = association;
        this.handlers = handlers;
        this.maxObjectBytes = maxObjectBytes;
    }

    /** The operation that a request begins. */
    Operation open(int commandField, CommandSet command, PresentationContext context) {
        try {
            return switch (context.abstractSyntaxUid()) {
                case Uids.Verification -> verification(commandField);
                case Uids.StorageCommitmentPushModel -> commitment(commandField, command, context);
                case Uids.ModalityPerformedProcedureStep -> procedureStep(commandField, command, context);
                default -> storage(commandField, command, context);
            };
        } catch (DimseRefusedException e) {
            return Operation.answering(e.status());
        }
    }

    private static Operation verification(int commandField) throws DimseRefusedException {
        if (commandField != CommandField.C_ECHO_RQ) {
            throw unrecognized();
        }
        return Operation.answering(DimseStatus.SUCCESS);
    }

    private Operation commitment(int commandField, CommandSet command, PresentationContext context)
            throws DimseRefusedException {
        CommitmentProvider provider =
                new CommitmentProvider(association, handlers.commitment().orElseThrow(Services::unrecognized));
        if (commandField == CommandField.N_ACTION_RQ && context.serves()) {
            requireNService(command, CommandSet.REQUESTED_SOP_CLASS_UID, context);
            return provider.action(command, context);
        }
        if (commandField == CommandField.N_EVENT_REPORT_RQ) {
            requireNService(command, CommandSet.AFFECTED_SOP_CLASS_UID, context);
            return provider.eventReport(command, context);
        }
        throw unrecognized();
    }

    private Operation procedureStep(int commandField, CommandSet command, PresentationContext context)
            throws DimseRefusedException {
        ProcedureStepProvider provider = new ProcedureStepProvider(
                association,
                handlers.procedureStep().filter(_ -> context.serves()).orElseThrow(Services::unrecognized));
        if (commandField == CommandField.N_CREATE_RQ) {
            requireNService(command, CommandSet.AFFECTED_SOP_CLASS_UID, context);
            return provider.create(command, context);
        }
        if (commandField == CommandField.N_SET_RQ) {
            requireNService(command, CommandSet.REQUESTED_SOP_CLASS_UID, context);
            return provider.set(command, context);
        }
        throw unrecognized();
    }

    private Operation storage(int commandField, CommandSet command, PresentationContext context)
            throws DimseRefusedException {
        StoreHandler handler = handlers.store().filter(_ -> context.serves()).orElseThrow(Services::unrecognized);
        if (commandField != CommandField.C_STORE_RQ) {
            throw unrecognized();
        }
        return store(command, context, handler);
    }

    private static DimseRefusedException unrecognized() {
        return new DimseRefusedException(DimseStatus.UNRECOGNIZED_OPERATION);
    }

    private static void requireNService(CommandSet command, int sopClassElement, PresentationContext context)
            throws DimseRefusedException {
        if (!command.text(sopClassElement).orElse("").equals(context.abstractSyntaxUid())) {
            throw new DimseRefusedException(DimseStatus.noSuchSopClass("SOP Class UID is not the context's"));
        }
        if (!command.hasDataSet()) {
            throw new DimseRefusedException(DimseStatus.mistypedArgument("the request has no data set"));
        }
    }

    /** Opens the store, or says what is wrong with the request; the status of an open store comes at its end. */
    private Operation store(CommandSet command, PresentationContext context, StoreHandler handler) {
        Optional<String> sopClass = command.text(CommandSet.AFFECTED_SOP_CLASS_UID);
        Optional<String> sopInstance = command.text(CommandSet.AFFECTED_SOP_INSTANCE_UID);
        if (sopClass.isEmpty() || sopInstance.isEmpty()) {
            return answering(StoreStatus.missingAttribute("Affected SOP Class or Instance UID is missing"));
        }
        if (!sopClass.get().equals(context.abstractSyntaxUid())) {
            return answering(StoreStatus.dataSetDoesNotMatchSopClass("Affected SOP Class UID is not the context's"));
        }
        if (!Uid.isWellFormed(sopInstance.get())) {
            return answering(StoreStatus.invalidObjectInstance("Affected SOP Instance UID is no UID"));
        }
        if (!command.hasDataSet()) {
            return answering(StoreStatus.dataSetDoesNotMatchSopClass("C-STORE without a data set"));
        }
        StoreRequest store = new StoreRequest(
                association,
                sopClass.get(),
                sopInstance.get(),
                context.transferSyntaxUid(),
                command.text(CommandSet.MOVE_ORIGINATOR_AE_TITLE)
                        .map(title -> PrintableAscii.of(title.strip(), AeTitle.LENGTH))
                        .filter(title -> !title.isEmpty()));
        return StoreOperation.open(store, handler, maxObjectBytes);
    }

    private static Operation answering(StoreStatus status) {
        return Operation.answering(new DimseStatus(status.code(), status.errorComment()));
    }
}
