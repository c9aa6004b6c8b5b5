package org.echoscribe.pipeline;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.DicomFormatException;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.LoopState;
import org.echoscribe.journal.ReceivedLoop;
import org.echoscribe.journal.Report;
import org.echoscribe.journal.Spool;
import org.echoscribe.journal.Statement;
import org.echoscribe.journal.Turn;
import org.echoscribe.journal.Worker;
import org.echoscribe.report.ReadViewReport;
import org.echoscribe.report.ViewLabel;
import org.echoscribe.report.ViewReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the labels of received Structured Reports, of whatever creator, into the journal: a person's word on a loop goes
 * before the model's in the next summary, and is a label to learn from. What this node wrote itself and gets back is
 * known already.
 */
final class TakeStatements implements Worker {

    private static final Logger log = LoggerFactory.getLogger(TakeStatements.class);

    private static final String EXTENSIBLE_SR = "1.2.840.10008.5.1.4.1.1.88.35";

    private static final Set<String> REPORTS =
            Set.of(Uids.EnhancedSRStorage, Uids.ComprehensiveSRStorage, Uids.Comprehensive3DSRStorage, EXTENSIBLE_SR);

    /** More labels than any study has loops. */
    private static final int MOST_LABELS = 10_000;

    private final Journal journal;
    private final StudyImages studyImages;
    private final Spool spool;
    private final ZoneId zone;
    private final Alerts alerts;
    private final Worker next;
    private final ReadViewReport readViewReport = new ReadViewReport();

    /** @param zone that of documents whose times have none */
    TakeStatements(Journal journal, Spool spool, ZoneId zone, Alerts alerts, Worker next) {
        this.journal = journal;
        this.studyImages = new StudyImages(journal);
        this.spool = spool;
        this.zone = zone;
        this.alerts = alerts;
        this.next = next;
    }

    /** Whether documents of this class may say something of loops. */
    static boolean reads(String sopClassUid) {
        return REPORTS.contains(sopClassUid);
    }

    @Override
    public Ending work(Turn turn) throws Exception {
        Optional<ReceivedLoop> found = journal.loops().find(Long.parseLong(turn.key()));
        if (found.isPresent()
                && found.get().state() == LoopState.RECEIVED
                && reads(found.get().loop().sopClassUid())
                && !journal.reports().isOurs(found.get().loop().sopInstanceUid())) {
            take(found.get());
        }
        return next.work(turn);
    }

    private void take(ReceivedLoop document) throws IOException {
        Optional<ViewReport> report;
        Attributes header;
        try {
            header = DataSetReader.readHeader(spool.file(document.object().spoolPath()), Tag.PixelData)
                    .dataSet();
            report = readViewReport.read(header);
        } catch (DicomFormatException | IllegalArgumentException e) {
            log.atWarn()
                    .addKeyValue("documentUid", document.loop().sopInstanceUid())
                    .log("A received report cannot be read for labels: {}", e.toString());
            return;
        }
        if (report.isEmpty() || report.get().labels().isEmpty()) {
            return;
        }
        List<Statement> statements = new ArrayList<>();
        for (ViewLabel label : report.get().labels().stream().limit(MOST_LABELS).toList()) {
            statement(document, header, report.get(), label).ifPresent(statements::add);
        }
        journal.statements().record(statements, Instant.now().truncatedTo(ChronoUnit.MILLIS));
        log.atInfo()
                .addKeyValue("step", "read back")
                .addKeyValue("documentUid", document.loop().sopInstanceUid())
                .addKeyValue("studyInstanceUid", document.loop().studyInstanceUid())
                .addKeyValue("verified", report.get().verified())
                .addKeyValue("labels", statements.size())
                .log("Labels taken from a received report");
    }

    private Optional<Statement> statement(
            ReceivedLoop document, Attributes header, ViewReport report, ViewLabel label) {
        Optional<ReceivedLoop> loop = loop(report, label);
        if (loop.isPresent() && !speaksOf(header, report, loop.get())) {
            alerts.statementRefused(report.sopInstanceUid(), label.sourceSopInstanceUid());
            return Optional.empty();
        }
        return Optional.of(new Statement(
                report.sopInstanceUid(),
                label.sourceSopInstanceUid(),
                report.studyInstanceUid(),
                label.trackingUid().orElse(""),
                loop.isPresent() ? OptionalLong.of(loop.get().number()) : OptionalLong.empty(),
                OptionalInt.empty(),
                report.verified(),
                label.imageView().isPresent(),
                label.view(),
                ReaderDigest.of(report.reader()),
                report.statedAt(zone).orElse(document.receivedAt())));
    }

    /** The loop whose report of ours the document replaces or, where it names none, the newest with that UID. */
    private Optional<ReceivedLoop> loop(ViewReport report, ViewLabel label) {
        List<ReceivedLoop> loops = journal.loops().ofSopInstance(label.sourceSopInstanceUid()).stream()
                .filter(studyImages::isOne)
                .toList();
        for (String predecessor : report.predecessorUids()) {
            OptionalLong number =
                    journal.reports().find(predecessor).map(Report::loopNumber).orElse(OptionalLong.empty());
            Optional<ReceivedLoop> named = loops.stream()
                    .filter(loop -> number.isPresent() && loop.number() == number.getAsLong())
                    .findFirst();
            if (named.isPresent()) {
                return named;
            }
        }
        return loops.isEmpty() ? Optional.empty() : Optional.of(loops.getLast());
    }

    /** One document never speaks of two patients: the study is the loop's and, where both say it, the Patient ID, too. */
    private boolean speaksOf(Attributes document, ViewReport report, ReceivedLoop loop) {
        if (!report.studyInstanceUid().equals(loop.loop().studyInstanceUid())) {
            return false;
        }
        try {
            Optional<String> patient = DataSetReader.readHeader(
                            spool.file(loop.object().spoolPath()), Tag.PatientID + 1)
                    .dataSet()
                    .string(Tag.PatientID)
                    .map(String::strip);
            Optional<String> documents = document.string(Tag.PatientID).map(String::strip);
            return patient.isEmpty() || documents.isEmpty() || patient.equals(documents);
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }
}
