package org.echoscribe.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.DataSetWriter;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.Labelling;
import org.echoscribe.journal.NewReport;
import org.echoscribe.journal.ReceivedLoop;
import org.echoscribe.journal.Report;
import org.echoscribe.journal.Spool;
import org.echoscribe.report.Completion;
import org.echoscribe.report.DocumentReference;
import org.echoscribe.report.FramesUsed;
import org.echoscribe.report.LoopResult;
import org.echoscribe.report.ReportPolicy;
import org.echoscribe.report.SourceHeader;
import org.echoscribe.report.WriteLoopReport;
import org.echoscribe.report.WriteStudySummary;

/** Report: what the journal says about loops, written as SR documents. It stores nothing itself. */
final class LoopReports {

    private final Journal journal;
    private final Spool spool;
    private final TrainedNetwork network;
    private final ReportPolicy policy;
    private final WriteLoopReport writeLoopReport = new WriteLoopReport();
    private final WriteStudySummary writeStudySummary = new WriteStudySummary();

    LoopReports(Journal journal, Spool spool, TrainedNetwork network, ReportPolicy policy) {
        this.journal = journal;
        this.spool = spool;
        this.network = network;
        this.policy = policy;
    }

    /** The report of one labelled loop; empty where its outcome is told in the summary alone. */
    Optional<NewReport> ofLoop(ReceivedLoop loop, Labelling labelling) throws IOException {
        Optional<DocumentReference> replaced = Optional.empty();
        if (loop.uidUsedBefore()) {
            List<Report> earlier = journal.outbox().ofSopInstance(loop.loop().sopInstanceUid());
            if (!earlier.isEmpty()) {
                replaced = Optional.of(reference(earlier.getLast()));
            }
        }
        return writeLoopReport
                .write(result(loop, labelling), network.identity(), policy, replaced)
                .map(document -> newReport(document, Report.Kind.LOOP));
    }

    /** The summary of a study's images, which have all been decided. */
    NewReport summary(String studyInstanceUid, List<ReceivedLoop> images) throws IOException {
        List<LoopResult> results = new ArrayList<>();
        for (ReceivedLoop image : images) {
            results.add(result(image, image.labelling().orElseThrow()));
        }
        Optional<Report> previous = journal.outbox().newestSummary(studyInstanceUid);
        Optional<DocumentReference> replaced =
                previous.isPresent() ? Optional.of(reference(previous.get())) : Optional.empty();
        return newReport(
                writeStudySummary.write(results, Completion.COMPLETE, replaced, network.identity(), policy),
                Report.Kind.SUMMARY);
    }

    private LoopResult result(ReceivedLoop loop, Labelling labelling) throws IOException {
        SourceHeader header = new SourceHeader(
                DataSetReader.readHeader(spool.file(loop.object().spoolPath()), Tag.PixelData)
                        .dataSet());
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
                loop.uidUsedBefore());
    }

    private static DocumentReference reference(Report report) throws IOException {
        return DocumentReference.of(DataSetReader.readDataSet(report.dataSet(), TransferSyntax.ExplicitVrLittleEndian));
    }

    private static NewReport newReport(Attributes document, Report.Kind kind) {
        return new NewReport(
                document.string(Tag.SOPInstanceUID).orElseThrow(),
                document.string(Tag.SOPClassUID).orElseThrow(),
                kind,
                document.string(Tag.StudyInstanceUID).orElseThrow(),
                DataSetWriter.writeDataSet(document, TransferSyntax.ExplicitVrLittleEndian));
    }
}
