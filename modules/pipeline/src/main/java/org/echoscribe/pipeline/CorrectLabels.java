package org.echoscribe.pipeline;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.journal.AddressedReport;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.ReceivedLoop;
import org.echoscribe.journal.Statement;
import org.echoscribe.journal.Statements;
import org.echoscribe.report.Correction;
import org.echoscribe.report.ReadViewReport;
import org.echoscribe.report.Reader;
import org.echoscribe.vocabulary.View;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a person's word on a loop: its VERIFIED document, its delivery and what the study's next summary is to say are
 * durable when {@link #correct} returns. The person's name stands in the document alone.
 */
public final class CorrectLabels {

    private static final Logger log = LoggerFactory.getLogger(CorrectLabels.class);

    /**
     * What a person says.
     *
     * @param sopInstanceUid the loop
     * @param number tells the corrections of one loop apart; the same number is the same correction
     * @param view what it shows, also where the model was right; empty where it shows no view that the person can name
     * @param reader who says so
     */
    public record Word(String sopInstanceUid, int number, Optional<View> view, Reader reader) {}

    /** What became of it. */
    public sealed interface Result {
        /** It is new and durable. */
        record Entered(String documentUid) implements Result {}

        /** The same came before. */
        record Repeated(String documentUid) implements Result {}

        /** Another came before under this number and stays. */
        record Conflict(String documentUid) implements Result {}

        /** No picture with this SOP Instance UID is stored from which a document can be derived. */
        record Unknown() implements Result {}

        /** The loop has not been labelled yet. */
        record Undecided() implements Result {}
    }

    private final Journal journal;
    private final StudyImages studyImages;
    private final LoopReports reports;
    private final Consumer<String> entered;

    /** @param entered told the study of a new correction */
    CorrectLabels(Journal journal, LoopReports reports, Consumer<String> entered) {
        this.journal = journal;
        this.studyImages = new StudyImages(journal);
        this.reports = reports;
        this.entered = entered;
    }

    /**
     * Takes a person's word.
     *
     * @throws IOException when the loop's own object cannot be read
     */
    public Result correct(Word word) throws IOException {
        Optional<ReceivedLoop> found = journal.loops().ofSopInstance(word.sopInstanceUid()).stream()
                .filter(studyImages::isOne)
                .filter(loop -> !loop.loop().studyInstanceUid().isEmpty())
                .reduce((_, newest) -> newest);
        if (found.isEmpty()) {
            return new Result.Unknown();
        }
        ReceivedLoop loop = found.get();
        if (!loop.state().isDecided() || loop.labelling().isEmpty()) {
            return new Result.Undecided();
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        List<AddressedReport> documents;
        try {
            documents = reports.ofCorrection(loop, new Correction(word.number(), word.view(), word.reader(), now));
        } catch (IllegalArgumentException e) {
            log.atWarn()
                    .addKeyValue("sopInstanceUid", word.sopInstanceUid())
                    .log("No document can be derived from this object: {}", e.getMessage());
            return new Result.Unknown();
        }
        Statement statement = statement(word, loop, documents.getFirst(), now);
        Statements.Entry entry = journal.statements().enter(statement, documents, now);
        String documentUid = journal.statements()
                .correction(loop.number(), word.number())
                .orElseThrow()
                .documentUid();
        log.atInfo()
                .addKeyValue("step", "correct")
                .addKeyValue("sopInstanceUid", word.sopInstanceUid())
                .addKeyValue("documentUid", documentUid)
                .addKeyValue("number", word.number())
                .addKeyValue("entry", entry)
                .log("Correction");
        return switch (entry) {
            case ENTERED -> {
                entered.accept(loop.loop().studyInstanceUid());
                yield new Result.Entered(documentUid);
            }
            case REPEATED -> new Result.Repeated(documentUid);
            case CONFLICT -> new Result.Conflict(documentUid);
        };
    }

    private static Statement statement(Word word, ReceivedLoop loop, AddressedReport document, Instant now)
            throws IOException {
        Attributes written =
                DataSetReader.readDataSet(document.report().dataSet(), TransferSyntax.ExplicitVrLittleEndian);
        String trackingUid = new ReadViewReport()
                .read(written)
                .flatMap(report -> report.labels().getFirst().trackingUid())
                .orElseThrow();
        return new Statement(
                written.string(Tag.SOPInstanceUID).orElseThrow(),
                word.sopInstanceUid(),
                loop.loop().studyInstanceUid(),
                trackingUid,
                OptionalLong.of(loop.number()),
                OptionalInt.of(word.number()),
                true,
                word.view().isPresent(),
                word.view(),
                ReaderDigest.of(Optional.of(word.reader())),
                now);
    }
}
