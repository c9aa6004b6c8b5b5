package org.echoscribe.report;

import java.time.Instant;
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
 * One SR instance: the modules around the content tree (PS3.3 A.35: Patient, General Study, SR Document Series, General
 * Equipment, SR Document General, SOP Common). Automatic results are always UNVERIFIED and PRELIMINARY.
 *
 * @param series which of the node's series it belongs to
 * @param sopInstanceUid its own UID
 * @param instanceNumber its number in the series
 * @param sources the objects it refers to, at least one, of one study; patient and study are taken from the first
 * @param contentTime when what it says was found out
 * @param completion whether it tells all there is to tell
 * @param predecessor the document that it replaces
 * @param content its tree
 */
record SrDocument(
        SeriesKind series,
        String sopInstanceUid,
        int instanceNumber,
        List<SourceHeader> sources,
        Instant contentTime,
        Completion completion,
        Optional<DocumentReference> predecessor,
        ContentItem.Container content) {

    Attributes toAttributes(Algorithm algorithm, ReportUids uids, ReportPolicy policy) {
        SourceHeader first = sources.getFirst();
        ReportTime time = ReportTime.of(first, policy.zone());
        Attributes document = CopiedAttributes.of(first);
        addInstance(document, algorithm, time, policy);
        addSeriesAndEquipment(document, algorithm, uids, policy.node());
        addDocument(document, time);
        return document.setAll(RenderContent.render(content));
    }

    private void addInstance(Attributes document, Algorithm algorithm, ReportTime time, ReportPolicy policy) {
        document.set(Tag.SOPClassUID, policy.srSopClass().uid())
                .set(Tag.SOPInstanceUID, sopInstanceUid)
                .set(Tag.InstanceCreationDate, time.date(contentTime))
                .set(Tag.InstanceCreationTime, time.time(contentTime))
                .setItems(
                        Tag.CodingSchemeIdentificationSequence,
                        CodingSchemes.usedBy(
                                content, sources.getFirst(), policy.node().manufacturer()))
                .setItems(Tag.ContributingEquipmentSequence, algorithm.contributingEquipment(time, contentTime));
    }

    private void addSeriesAndEquipment(Attributes document, Algorithm algorithm, ReportUids uids, NodeIdentity node) {
        document.set(Tag.Modality, "SR")
                .set(
                        Tag.SeriesInstanceUID,
                        uids.series(series, sources.getFirst().studyInstanceUid()))
                .set(Tag.SeriesNumber, Integer.toString(series.number()))
                .set(Tag.SeriesDescription, series.description(algorithm.synthetic()))
                // The cart's performed procedure step did not create this series.
                .setItems(Tag.ReferencedPerformedProcedureStepSequence)
                .set(Tag.Manufacturer, PlainAscii.ofAtMost64(node.manufacturer()))
                .set(Tag.ManufacturerModelName, PlainAscii.ofAtMost64(node.modelName()))
                .set(Tag.DeviceSerialNumber, PlainAscii.ofAtMost64(node.name()))
                .set(Tag.SoftwareVersions, PlainAscii.ofAtMost64(node.softwareVersion()));
    }

    private void addDocument(Attributes document, ReportTime time) {
        document.set(Tag.InstanceNumber, Integer.toString(instanceNumber))
                .set(Tag.ContentDate, time.date(contentTime))
                .set(Tag.ContentTime, time.time(contentTime))
                .set(Tag.CompletionFlag, completion.name())
                .set(Tag.VerificationFlag, "UNVERIFIED")
                .set(Tag.PreliminaryFlag, "PRELIMINARY")
                .setItems(Tag.ReferencedRequestSequence, request(sources.getFirst()))
                .setItems(Tag.PerformedProcedureCodeSequence)
                .setItems(Tag.CurrentRequestedProcedureEvidenceSequence, evidence());
        if (completion == Completion.PARTIAL) {
            document.set(Tag.CompletionFlagDescription, "Study may still be arriving");
        }
        predecessor.ifPresent(replaced -> document.setItems(Tag.PredecessorDocumentsSequence, replaced.toItem()));
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
