package org.echoscribe.dicom.network;

import java.util.Optional;

/** Takes the two messages of the Modality Performed Procedure Step SOP class (PS3.4 F.7): N-CREATE and N-SET. */
final class ProcedureStepProvider {
    private final AssociationInfo association;
    private final ProcedureStepHandler handler;

    ProcedureStepProvider(AssociationInfo association, ProcedureStepHandler handler) {
        this.association = association;
        this.handler = handler;
    }

    Operation create(CommandSet command, PresentationContext context) throws DimseRefusedException {
        if (command.text(CommandSet.AFFECTED_SOP_INSTANCE_UID).isEmpty()) {
            // The modality leaves the choice to us, and the response tells it (PS3.7 10.1.5.1.4).
            command.putUid(CommandSet.AFFECTED_SOP_INSTANCE_UID, Uid.random());
        }
        String step = instance(command, CommandSet.AFFECTED_SOP_INSTANCE_UID);
        return new DataSetOperation(
                "performed procedure step " + step,
                context.transferSyntaxUid(),
                dataSet -> handler.created(association, step, dataSet));
    }

    Operation set(CommandSet command, PresentationContext context) throws DimseRefusedException {
        String step = instance(command, CommandSet.REQUESTED_SOP_INSTANCE_UID);
        return new DataSetOperation(
                "performed procedure step " + step,
                context.transferSyntaxUid(),
                dataSet -> handler.set(association, step, dataSet));
    }

    private static String instance(CommandSet command, int element) throws DimseRefusedException {
        Optional<String> uid = command.text(element);
        if (uid.isEmpty() || !Uid.isWellFormed(uid.get())) {
            throw new DimseRefusedException(DimseStatus.invalidObjectInstance("SOP Instance UID is missing or no UID"));
        }
        return uid.get();
    }
}
