package org.echoscribe.report;

import java.util.List;
import java.util.Optional;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.vocabulary.ModelIdentity;

/**
 * Writes the VERIFIED and FINAL SR document of a person's word on one loop, in a series of its own. The model's document
 * is not altered: this one names it as its predecessor, and speaks of the same finding by the same tracking UID.
 */
public final class WriteCorrection {

    /**
     * Writes one document.
     *
     * @param result the loop and what the model said about it
     * @param corrected the model's document of the same SOP class; empty where the model's outcome had none
     */
    public Attributes write(
            LoopResult result,
            Correction correction,
            Optional<DocumentReference> corrected,
            ModelIdentity model,
            ReportPolicy policy) {
        ReportUids uids = new ReportUids(model, policy);
        String sopInstanceUid = uids.correction(result, correction, corrected.map(DocumentReference::sopInstanceUid));
        Author author = new Author.Person(correction.reader());
        DerivedObject object = new DerivedObject(
                SeriesKind.CORRECTION,
                uids.series(SeriesKind.CORRECTION, result),
                policy.srSopClass().uid(),
                sopInstanceUid,
                result.header().instanceNumber().orElse(1),
                result.header(),
                correction.statedAt());
        SrDocument document = new SrDocument(
                object,
                List.of(result.header()),
                Completion.COMPLETE,
                corrected,
                author,
                ReportTree.of(
                        Concepts.IMAGING_MEASUREMENT_REPORT,
                        author,
                        List.of(result.header()),
                        List.of(LoopGroup.of(
                                result, VerifiedLabel.of(correction.view(), correction.reader(), sopInstanceUid))),
                        Optional.empty()));
        return document.toAttributes(policy);
    }
}
