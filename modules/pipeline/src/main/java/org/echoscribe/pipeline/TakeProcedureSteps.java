package org.echoscribe.pipeline;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.network.AssociationInfo;
import org.echoscribe.dicom.network.DimseRefusedException;
import org.echoscribe.dicom.network.DimseStatus;
import org.echoscribe.dicom.network.ProcedureStepHandler;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.StudyEnds;
import org.echoscribe.journal.StudyEnds.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes performed procedure steps (PS3.4 F.7, as SCP) for the one thing that they tell this node: that a step is COMPLETED
 * or DISCONTINUED, and which instances came of it. Nothing else of them is kept.
 */
final class TakeProcedureSteps implements ProcedureStepHandler {

    private static final Logger log = LoggerFactory.getLogger(TakeProcedureSteps.class);

    private static final String IN_PROGRESS = "IN PROGRESS";
    private static final Set<String> ENDED = Set.of("COMPLETED", "DISCONTINUED");

    private final Journal journal;
    private final EndStudies endStudies;

    TakeProcedureSteps(Journal journal, EndStudies endStudies) {
        this.journal = journal;
        this.endStudies = endStudies;
    }

    @Override
    public void created(AssociationInfo association, String sopInstanceUid, Attributes attributes) throws IOException {
        String status = attributes.string(Tag.PerformedProcedureStepStatus).orElse("");
        if (!status.equals(IN_PROGRESS)) {
            throw new DimseRefusedException(
                    DimseStatus.invalidArgumentValue("Performed Procedure Step Status is not IN PROGRESS"));
        }
        Set<String> studies = new LinkedHashSet<>();
        for (Attributes item : attributes.items(Tag.ScheduledStepAttributesSequence)) {
            item.string(Tag.StudyInstanceUID).ifPresent(studies::add);
        }
        Instant now = Instant.now();
        if (!journal.studyEnds().begin(Kind.PROCEDURE_STEP, sopInstanceUid, studies, now)) {
            throw new DimseRefusedException(DimseStatus.duplicateSopInstance("there is such a step already"));
        }
        refer(sopInstanceUid, attributes, now);
        tell(association, sopInstanceUid, status);
    }

    @Override
    public void set(AssociationInfo association, String sopInstanceUid, Attributes modifications) throws IOException {
        StudyEnds.State state = journal.studyEnds()
                .state(Kind.PROCEDURE_STEP, sopInstanceUid)
                .orElseThrow(() -> new DimseRefusedException(DimseStatus.noSuchSopInstance("there is no such step")));
        if (state == StudyEnds.State.ENDED) {
            throw new DimseRefusedException(
                    DimseStatus.processingFailure("the step has ended and may no longer be updated"));
        }
        String status = modifications.string(Tag.PerformedProcedureStepStatus).orElse(IN_PROGRESS);
        if (!status.equals(IN_PROGRESS) && !ENDED.contains(status)) {
            throw new DimseRefusedException(
                    DimseStatus.invalidArgumentValue("Performed Procedure Step Status has no such value"));
        }
        refer(sopInstanceUid, modifications, Instant.now());
        tell(association, sopInstanceUid, status);
        if (ENDED.contains(status)) {
            endStudies.end(Kind.PROCEDURE_STEP, sopInstanceUid);
        }
    }

    private void refer(String step, Attributes attributes, Instant now) {
        if (!attributes.contains(Tag.PerformedSeriesSequence)) {
            return;
        }
        Set<String> instances = new LinkedHashSet<>();
        for (Attributes series : attributes.items(Tag.PerformedSeriesSequence)) {
            for (int tag :
                    new int[] {Tag.ReferencedImageSequence, Tag.ReferencedNonImageCompositeSOPInstanceSequence}) {
                for (Attributes item : series.items(tag)) {
                    item.string(Tag.ReferencedSOPInstanceUID).ifPresent(instances::add);
                }
            }
        }
        journal.studyEnds().refer(Kind.PROCEDURE_STEP, step, instances, now);
    }

    private static void tell(AssociationInfo association, String step, String status) {
        log.atInfo()
                .addKeyValue("step", "procedure step")
                .addKeyValue("callingAeTitle", association.callingAeTitle())
                .addKeyValue("procedureStepUid", step)
                .addKeyValue("status", status)
                .log("A performed procedure step was reported");
    }
}
