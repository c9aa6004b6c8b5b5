package org.echoscribe.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.DataSetWriter;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.journal.AddressedReport;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.Labelling;
import org.echoscribe.journal.NewReport;
import org.echoscribe.journal.ReceivedLoop;
import org.echoscribe.journal.Report;
import org.echoscribe.report.Completion;
import org.echoscribe.report.Correction;
import org.echoscribe.report.Decider;
import org.echoscribe.report.DocumentReference;
import org.echoscribe.report.LoopResult;
import org.echoscribe.report.PatientIdentity;
import org.echoscribe.report.ReportPolicy;
import org.echoscribe.report.SrSopClass;
import org.echoscribe.report.WriteCorrection;
import org.echoscribe.report.WriteLoopReport;
import org.echoscribe.report.WritePresentationState;
import org.echoscribe.report.WriteStudySummary;
import org.echoscribe.vocabulary.ModelIdentity;

/** Report: what the journal says about loops, written as DICOM objects, each once for every form that is wanted. */
final class LoopReports {

    private final Journal journal;
    private final ReportOptions options;
    private final Addressees addressees;
    private final GatherResult gatherResult;
    private final DrawSheets drawSheets;
    private final Alerts alerts;
    private final WriteLoopReport writeLoopReport = new WriteLoopReport();
    private final WritePresentationState writePresentationState = new WritePresentationState();
    private final WriteStudySummary writeStudySummary = new WriteStudySummary();
    private final WriteCorrection writeCorrection = new WriteCorrection();

    LoopReports(
            Journal journal,
            ReportOptions options,
            Addressees addressees,
            GatherResult gatherResult,
            DrawSheets drawSheets,
            Alerts alerts) {
        this.journal = journal;
        this.options = options;
        this.addressees = addressees;
        this.gatherResult = gatherResult;
        this.drawSheets = drawSheets;
        this.alerts = alerts;
    }

    /** The reports of one labelled loop; none where its outcome is told in the summary alone. */
    List<AddressedReport> ofLoop(ReceivedLoop loop, Labelling labelling) throws IOException {
        LoopResult result = gatherResult.of(loop, labelling);
        if (result.patientChanged()) {
            alerts.patientChanged(loop.loop());
        }
        ModelIdentity model = decider(result).model();
        List<AddressedReport> reports = new ArrayList<>();
        for (Map.Entry<SrSopClass, Set<String>> wanted : addressees.byClass().entrySet()) {
            SrSopClass srSopClass = wanted.getKey();
            writeLoopReport
                    .write(result, model, policy(result, srSopClass), replaced(loop, result, srSopClass))
                    .map(document -> newReport(document, Report.Kind.LOOP, srSopClass.uid()))
                    .ifPresent(report -> reports.add(new AddressedReport(report, wanted.getValue())));
        }
        if (!reports.isEmpty() && addressees.presentationStates().isPresent()) {
            writePresentationState
                    .write(result, model, options.policyFor(decider(result)))
                    .map(state -> newReport(state, Report.Kind.PRESENTATION_STATE, Addressees.PRESENTATION_STATE))
                    .ifPresent(state -> reports.add(new AddressedReport(
                            state, addressees.presentationStates().get())));
        }
        return reports;
    }

    /** The documents of a person's word on a loop, which has been decided. */
    List<AddressedReport> ofCorrection(ReceivedLoop loop, Correction correction) throws IOException {
        LoopResult result = gatherResult.of(loop, loop.labelling().orElseThrow());
        List<AddressedReport> reports = new ArrayList<>();
        for (Map.Entry<SrSopClass, Set<String>> wanted : addressees.byClass().entrySet()) {
            SrSopClass srSopClass = wanted.getKey();
            Optional<Report> corrected = newest(journal.reports().ofLoop(loop.number(), Report.Kind.LOOP), srSopClass);
            Attributes document = writeCorrection.write(
                    result,
                    correction,
                    corrected.isPresent()
                            ? Optional.of(DocumentReference.of(document(corrected.get())))
                            : Optional.empty(),
                    decider(result).model(),
                    policy(result, srSopClass));
            reports.add(new AddressedReport(
                    newReport(document, Report.Kind.CORRECTION, srSopClass.uid()), wanted.getValue()));
        }
        return reports;
    }

    /**
     * The summaries of a study's images, which have all been decided, and its contact sheet once it is complete. Images of
     * another patient under the same Study Instance UID are told in objects of their own.
     */
    List<AddressedReport> ofStudy(String studyInstanceUid, List<ReceivedLoop> images, Completion completion)
            throws IOException {
        Map<PatientIdentity, List<LoopResult>> byPatient = new LinkedHashMap<>();
        for (ReceivedLoop image : images) {
            LoopResult result = gatherResult.of(image, image.labelling().orElseThrow());
            byPatient
                    .computeIfAbsent(PatientIdentity.of(result.header().dataSet()), _ -> new ArrayList<>())
                    .add(result);
        }
        if (byPatient.size() > 1) {
            alerts.severalPatients(studyInstanceUid, byPatient.size());
        }
        List<AddressedReport> reports = new ArrayList<>();
        for (Map.Entry<PatientIdentity, List<LoopResult>> patient : byPatient.entrySet()) {
            reports.addAll(summaries(studyInstanceUid, patient.getKey(), patient.getValue(), completion));
        }
        if (completion == Completion.COMPLETE && addressees.contactSheets().isPresent()) {
            for (List<LoopResult> results : byPatient.values()) {
                Decider last = decidedLast(results);
                drawSheets
                        .of(results, completion, last.model(), options.policyFor(last))
                        .map(sheet -> newReport(sheet, Report.Kind.CONTACT_SHEET, Addressees.CONTACT_SHEET))
                        .ifPresent(sheet -> reports.add(new AddressedReport(
                                sheet, addressees.contactSheets().get())));
            }
        }
        return reports;
    }

    private List<AddressedReport> summaries(
            String studyInstanceUid, PatientIdentity patient, List<LoopResult> results, Completion completion)
            throws IOException {
        Decider last = decidedLast(results);
        List<Attributes> earlier = new ArrayList<>();
        List<String> variants = new ArrayList<>();
        for (Report report : journal.reports().ofStudy(studyInstanceUid, Report.Kind.SUMMARY)) {
            Attributes document = document(report);
            if (PatientIdentity.of(document).equals(patient)) {
                earlier.add(document);
                variants.add(report.variant());
            }
        }
        List<AddressedReport> reports = new ArrayList<>();
        for (Map.Entry<Addressees.SummaryVariant, Set<String>> wanted :
                addressees.bySummary().entrySet()) {
            Addressees.SummaryVariant form = wanted.getKey();
            int previous = variants.lastIndexOf(form.id());
            Attributes summary = writeStudySummary.write(
                    results,
                    completion,
                    previous < 0 ? Optional.empty() : Optional.of(DocumentReference.of(earlier.get(previous))),
                    last.model(),
                    options.policyFor(last).in(form.srSopClass(), form.title()));
            reports.add(new AddressedReport(newReport(summary, Report.Kind.SUMMARY, form.id()), wanted.getValue()));
        }
        return reports;
    }

    private ReportPolicy policy(LoopResult result, SrSopClass srSopClass) {
        return options.policyFor(decider(result)).in(srSopClass, options.summaryTitle());
    }

    private static Decider decider(LoopResult result) {
        return result.decider().orElseThrow();
    }

    private static Decider decidedLast(List<LoopResult> results) {
        return decider(results.stream()
                .max(Comparator.comparing(LoopResult::analysedAt))
                .orElseThrow());
    }

    /**
     * The document of an older model about this loop or, where its UID was used before, of the content that came first,
     * unless that is about another patient.
     */
    private Optional<DocumentReference> replaced(ReceivedLoop loop, LoopResult result, SrSopClass srSopClass)
            throws IOException {
        Optional<Report> earlier = newest(journal.reports().ofLoop(loop.number(), Report.Kind.LOOP), srSopClass);
        if (earlier.isEmpty() && loop.uidUsedBefore()) {
            earlier =
                    newest(journal.reports().ofSopInstance(loop.loop().sopInstanceUid(), Report.Kind.LOOP), srSopClass);
        }
        if (earlier.isEmpty()) {
            return Optional.empty();
        }
        Attributes document = document(earlier.get());
        return PatientIdentity.of(document)
                        .equals(PatientIdentity.of(result.header().dataSet()))
                ? Optional.of(DocumentReference.of(document))
                : Optional.empty();
    }

    private static Optional<Report> newest(Collection<Report> reports, SrSopClass srSopClass) {
        return reports.stream()
                .filter(report -> report.sopClassUid().equals(srSopClass.uid()))
                .reduce((_, later) -> later);
    }

    private static Attributes document(Report report) throws IOException {
        return DataSetReader.readDataSet(report.dataSet(), TransferSyntax.ExplicitVrLittleEndian);
    }

    private static NewReport newReport(Attributes document, Report.Kind kind, String variant) {
        return new NewReport(
                document.string(Tag.SOPInstanceUID).orElseThrow(),
                document.string(Tag.SOPClassUID).orElseThrow(),
                kind,
                variant,
                document.string(Tag.StudyInstanceUID).orElseThrow(),
                DataSetWriter.writeDataSet(document, TransferSyntax.ExplicitVrLittleEndian));
    }
}
