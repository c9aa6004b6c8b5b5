package org.echoscribe.report;

import java.util.List;
import java.util.Optional;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.vocabulary.ModelIdentity;
import org.echoscribe.vocabulary.Outcome;

/**
 * Writes the SR document of one loop: TID 1500 with one measurement group.
 *
 * <p>The UID depends on the loop, the model, the policy and the SOP class, so a repeated run gives the same UID; its scores
 * may differ in the last decimal on other hardware, so keep the first document written and send that again.
 */
public final class WriteLoopReport {

    /** As {@link #write(LoopResult, ModelIdentity, ReportPolicy, Optional)}, replacing no earlier document. */
    public Optional<Attributes> write(LoopResult result, ModelIdentity model, ReportPolicy policy) {
        return write(result, model, policy, Optional.empty());
    }

    /**
     * Writes one document.
     *
     * @param replaced the document of an older model about the same loop, or of the first object where the SOP Instance
     *     UID was used again for other content
     * @return the data set; empty where the outcome is told in the study's summary alone: not attempted, failed, and
     *     abstained where the policy says so
     */
    public Optional<Attributes> write(
            LoopResult result, ModelIdentity model, ReportPolicy policy, Optional<DocumentReference> replaced) {
        if (!hasOwnDocument(result.outcome(), policy)) {
            return Optional.empty();
        }
        Algorithm algorithm = new Algorithm(model, policy);
        Author author = new Author.Device(algorithm, List.of());
        ReportUids uids = new ReportUids(model, policy);
        String sopInstanceUid = uids.loopReport(result);
        DerivedObject object = new DerivedObject(
                SeriesKind.LOOP,
                uids.series(SeriesKind.LOOP, result),
                policy.srSopClass().uid(),
                sopInstanceUid,
                result.header().instanceNumber().orElse(1),
                result.header(),
                result.analysedAt());
        SrDocument document = new SrDocument(
                object,
                List.of(result.header()),
                Completion.COMPLETE,
                replaced.filter(reference -> !reference.sopInstanceUid().equals(sopInstanceUid)),
                author,
                ReportTree.of(
                        Concepts.IMAGING_MEASUREMENT_REPORT,
                        author,
                        List.of(result.header()),
                        List.of(LoopGroup.of(result, algorithm, Optional.empty())),
                        Optional.empty()));
        return Optional.of(document.toAttributes(policy));
    }

    static boolean hasOwnDocument(Outcome outcome, ReportPolicy policy) {
        return switch (outcome) {
            case Outcome.Classified classified -> true;
            case Outcome.Abstained abstained -> policy.abstainedLoopsReported();
            case Outcome.NotAttempted notAttempted -> false;
            case Outcome.Failed failed -> false;
        };
    }
}
