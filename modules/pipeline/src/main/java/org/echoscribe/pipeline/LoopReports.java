package org.echoscribe.pipeline;

import java.io.IOException;
import java.nio.file.Path;
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
import org.echoscribe.dicom.dataset.DicomFormatException;
import org.echoscribe.dicom.dataset.ReadLimits;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.journal.AddressedReport;
import org.echoscribe.journal.DecisionRules;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.Labelling;
import org.echoscribe.journal.Models;
import org.echoscribe.journal.NewReport;
import org.echoscribe.journal.ReceivedLoop;
import org.echoscribe.journal.Report;
import org.echoscribe.journal.Spool;
import org.echoscribe.report.Completion;
import org.echoscribe.report.Decider;
import org.echoscribe.report.DocumentReference;
import org.echoscribe.report.FramesUsed;
import org.echoscribe.report.LoopResult;
import org.echoscribe.report.PatientIdentity;
import org.echoscribe.report.SourceHeader;
import org.echoscribe.report.SrSopClass;
import org.echoscribe.report.WriteLoopReport;
import org.echoscribe.report.WriteStudySummary;
import org.echoscribe.vocabulary.ModelIdentity;

/** Report: what the journal says about loops, written as SR documents, each once for every form that is wanted. */
final class LoopReports {

    private final Journal journal;
    private final Spool spool;
    private final NetworksInService networks;
    private final ReportOptions options;
    private final Addressees addressees;
    private final WriteLoopReport writeLoopReport = new WriteLoopReport();
    private final WriteStudySummary writeStudySummary = new WriteStudySummary();

    LoopReports(
            Journal journal, Spool spool, NetworksInService networks, ReportOptions options, Addressees addressees) {
        this.journal = journal;
        this.spool = spool;
        this.networks = networks;
        this.options = options;
        this.addressees = addressees;
    }

    /** The reports of one labelled loop; none where its outcome is told in the summary alone. */
    List<AddressedReport> ofLoop(ReceivedLoop loop, Labelling labelling) throws IOException {
        LoopResult result = result(loop, labelling);
        Decider decider = decider(labelling);
        List<AddressedReport> reports = new ArrayList<>();
        for (Map.Entry<SrSopClass, Set<String>> wanted : addressees.byClass().entrySet()) {
            SrSopClass srSopClass = wanted.getKey();
            writeLoopReport
                    .write(
                            result,
                            decider.model(),
                            options.policyFor(decider).in(srSopClass, options.summaryTitle()),
                            replaced(loop, srSopClass))
                    .map(document -> newReport(document, Report.Kind.LOOP, srSopClass.uid()))
                    .ifPresent(report -> reports.add(new AddressedReport(report, wanted.getValue())));
        }
        return reports;
    }

    /**
     * The summaries of a study's images, which have all been decided. Images of another patient under the same Study
     * Instance UID are told in summaries of their own.
     */
    List<AddressedReport> ofStudy(String studyInstanceUid, List<ReceivedLoop> images, Completion completion)
            throws IOException {
        Map<PatientIdentity, List<LoopResult>> byPatient = new LinkedHashMap<>();
        for (ReceivedLoop image : images) {
            Labelling labelling = image.labelling().orElseThrow();
            LoopResult result = result(image, labelling).by(decider(labelling));
            byPatient
                    .computeIfAbsent(PatientIdentity.of(result.header().dataSet()), _ -> new ArrayList<>())
                    .add(result);
        }
        List<AddressedReport> reports = new ArrayList<>();
        for (Map.Entry<PatientIdentity, List<LoopResult>> patient : byPatient.entrySet()) {
            reports.addAll(summaries(studyInstanceUid, patient.getKey(), patient.getValue(), completion));
        }
        return reports;
    }

    private List<AddressedReport> summaries(
            String studyInstanceUid, PatientIdentity patient, List<LoopResult> results, Completion completion)
            throws IOException {
        Decider decidedLast = results.stream()
                .max(Comparator.comparing(LoopResult::analysedAt))
                .flatMap(LoopResult::decider)
                .orElseThrow();
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
                    decidedLast.model(),
                    options.policyFor(decidedLast).in(form.srSopClass(), form.title()));
            reports.add(new AddressedReport(newReport(summary, Report.Kind.SUMMARY, form.id()), wanted.getValue()));
        }
        return reports;
    }

    /**
     * Who decided. What is older than the memory of models, or had no model's part in it, is told by the one that serves;
     * a model that is known by its digest alone is taken to be synthetic, which claims less.
     */
    private Decider decider(Labelling labelling) {
        Optional<Models.Decider> known = journal.models().of(labelling);
        if (known.isPresent()) {
            DecisionRules rules = known.get().rules();
            return new Decider(
                    known.get().model(), rules.minimumCertainty(), rules.minimumFrames(), rules.preprocessingId());
        }
        ServedNetwork serving = networks.current();
        boolean isServing = labelling.modelSha256().isEmpty()
                || labelling.modelSha256().equals(serving.identity().sha256());
        DecisionRules rules = serving.rules();
        return new Decider(
                isServing
                        ? serving.identity()
                        : new ModelIdentity("unknown", "unknown", "unknown", labelling.modelSha256(), true),
                rules.minimumCertainty(),
                rules.minimumFrames(),
                rules.preprocessingId());
    }

    /** The document of an older model about this loop or, where its UID was used before, of the content that came first. */
    private Optional<DocumentReference> replaced(ReceivedLoop loop, SrSopClass srSopClass) throws IOException {
        Optional<Report> earlier = newest(journal.reports().ofLoop(loop.number(), Report.Kind.LOOP), srSopClass);
        if (earlier.isEmpty() && loop.uidUsedBefore()) {
            earlier =
                    newest(journal.reports().ofSopInstance(loop.loop().sopInstanceUid(), Report.Kind.LOOP), srSopClass);
        }
        return earlier.isPresent() ? Optional.of(DocumentReference.of(document(earlier.get()))) : Optional.empty();
    }

    private static Optional<Report> newest(Collection<Report> reports, SrSopClass srSopClass) {
        return reports.stream()
                .filter(report -> report.sopClassUid().equals(srSopClass.uid()))
                .reduce((_, later) -> later);
    }

    private LoopResult result(ReceivedLoop loop, Labelling labelling) throws IOException {
        SourceHeader header = new SourceHeader(header(loop));
        FramesUsed framesUsed = FramesUsed.ofIndices(
                labelling.frameIndices().stream().mapToInt(Integer::intValue).toArray(),
                labelling.totalFrames(),
                labelling.repeatedCyclically());
        return new LoopResult(
                loop.loop(),
                header,
                labelling.outcome(),
                framesUsed,
                labelling.analysisStartedAt(),
                loop.uidUsedBefore(),
                namesAnotherPatient(loop, header.dataSet()));
    }

    /** The study's first object says whose study it is. */
    private boolean namesAnotherPatient(ReceivedLoop loop, Attributes header) throws IOException {
        Optional<ReceivedLoop> first = journal.loops().firstOfStudy(loop.loop().studyInstanceUid());
        return first.isPresent()
                && first.get().number() != loop.number()
                && !PatientIdentity.of(header).equals(PatientIdentity.of(header(first.get())));
    }

    /**
     * What describes an object. Where its bytes are damaged, what stands before its pixel data ends with its UIDs, which
     * could be read when it was received: one damaged object must not keep its whole study without reports.
     */
    private Attributes header(ReceivedLoop loop) throws IOException {
        Path file = spool.file(loop.object().spoolPath());
        try {
            return DataSetReader.readHeader(file, Tag.PixelData, ReadLimits.HEADER)
                    .dataSet();
        } catch (DicomFormatException damaged) {
            return DataSetReader.readHeader(file, ReceiveLoop.AFTER_SERIES_INSTANCE_UID, ReadLimits.HEADER)
                    .dataSet();
        }
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
