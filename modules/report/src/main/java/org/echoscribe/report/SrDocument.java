package org.echoscribe.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.report.content.ContentItem;
import org.echoscribe.report.content.RenderContent;

/**
 * One SR instance: the modules around the content tree (PS3.3 A.35: SR Document Series, SR Document General and what all
 * derived objects have).
 *
 * @param object what all derived objects have
 * @param sources the objects it refers to, at least one, of one study
 * @param completion whether it tells all there is to tell
 * @param predecessor the document that it replaces
 * @param author who stands behind it
 * @param content its tree
 */
record SrDocument(
        DerivedObject object,
        List<SourceHeader> sources,
        Completion completion,
        Optional<DocumentReference> predecessor,
        Author author,
        ContentItem.Container content) {

    Attributes toAttributes(ReportPolicy policy) {
        ReportTime time = ReportTime.of(object.source(), policy.zone());
        boolean synthetic = author instanceof Author.Device device && device.synthetic();
        Attributes document = object.toAttributes(policy.node(), time, synthetic)
                // The cart's performed procedure step did not create this series.
                .setItems(Tag.ReferencedPerformedProcedureStepSequence)
                .setItems(
                        Tag.CodingSchemeIdentificationSequence,
                        CodingSchemes.usedBy(
                                content, object.source(), policy.node().manufacturer()));
        addDocument(document, time);
        addAuthor(document, time);
        return document.setAll(RenderContent.render(content));
    }

    private void addDocument(Attributes document, ReportTime time) {
        document.set(Tag.ContentDate, time.date(object.contentTime()))
                .set(Tag.ContentTime, time.time(object.contentTime()))
                .set(Tag.CompletionFlag, completion.name())
                .setItems(Tag.ReferencedRequestSequence, request(object.source()))
                .setItems(Tag.PerformedProcedureCodeSequence)
                .setItems(Tag.CurrentRequestedProcedureEvidenceSequence, evidence());
        if (completion == Completion.PARTIAL) {
            document.set(Tag.CompletionFlagDescription, "Study may still be arriving");
        }
        predecessor.ifPresent(replaced -> document.setItems(Tag.PredecessorDocumentsSequence, replaced.toItem()));
    }

    private void addAuthor(Attributes document, ReportTime time) {
        switch (author) {
            case Author.Device device ->
                document.set(Tag.VerificationFlag, "UNVERIFIED")
                        .set(Tag.PreliminaryFlag, "PRELIMINARY")
                        .setItems(
                                Tag.ContributingEquipmentSequence,
                                device.all()
                                        .map(each -> each.contributingEquipment(time, object.contentTime()))
                                        .toArray(Attributes[]::new));
            case Author.Person(Reader reader) ->
                document.set(Tag.VerificationFlag, "VERIFIED")
                        .set(Tag.PreliminaryFlag, "FINAL")
                        .setItems(
                                Tag.VerifyingObserverSequence,
                                new Attributes()
                                        .set(Tag.VerifyingObserverName, PlainAscii.ofAtMost64(reader.name()))
                                        .set(Tag.VerifyingOrganization, PlainAscii.ofAtMost64(reader.organization()))
                                        .set(Tag.VerificationDateTime, time.dateTime(object.contentTime()))
                                        .setItems(Tag.VerifyingObserverIdentificationCodeSequence));
        }
    }

    private static Attributes request(SourceHeader source) {
        Attributes asked = source.dataSet()
                .item(Tag.RequestAttributesSequence)
                .map(item -> item.copyOf(Tag.RequestedProcedureID, Tag.RequestedProcedureDescription))
                .orElseGet(Attributes::new)
                .remove(Tag.SpecificCharacterSet);
        Attributes request = source.dataSet()
                .copyOf(Tag.StudyInstanceUID, Tag.AccessionNumber)
                .remove(Tag.SpecificCharacterSet)
                .setAll(asked)
                .setItems(Tag.ReferencedStudySequence)
                .setEmpty(Tag.PlacerOrderNumberImagingServiceRequest)
                .setEmpty(Tag.FillerOrderNumberImagingServiceRequest)
                .setItems(Tag.RequestedProcedureCodeSequence);
        for (int type2 : new int[] {Tag.AccessionNumber, Tag.RequestedProcedureID, Tag.RequestedProcedureDescription}) {
            if (!request.contains(type2)) {
                request.setEmpty(type2);
            }
        }
        return request;
    }

    /** Every referenced object: one item for the study, one in it per series. */
    private Attributes evidence() {
        Map<String, List<Attributes>> instancesBySeries = new LinkedHashMap<>();
        for (SourceHeader source : sources) {
            instancesBySeries
                    .computeIfAbsent(source.seriesInstanceUid(), uid -> new ArrayList<>())
                    .add(new Attributes()
                            .set(Tag.ReferencedSOPClassUID, source.sopClassUid())
                            .set(Tag.ReferencedSOPInstanceUID, source.sopInstanceUid()));
        }
        List<Attributes> series = new ArrayList<>();
        instancesBySeries.forEach((uid, instances) -> series.add(
                new Attributes().set(Tag.SeriesInstanceUID, uid).setItems(Tag.ReferencedSOPSequence, instances)));
        return new Attributes()
                .set(Tag.StudyInstanceUID, sources.getFirst().studyInstanceUid())
                .setItems(Tag.ReferencedSeriesSequence, series);
    }
}
