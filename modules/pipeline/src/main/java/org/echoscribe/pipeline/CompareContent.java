package org.echoscribe.pipeline;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.DicomFile;
import org.echoscribe.dicom.dataset.DicomFormatException;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.Labelling;
import org.echoscribe.journal.LoopState;
import org.echoscribe.journal.ReceivedLoop;
import org.echoscribe.journal.Spool;
import org.echoscribe.journal.Turn;
import org.echoscribe.journal.Worker;
import org.echoscribe.report.PatientIdentity;
import org.echoscribe.vocabulary.Outcome;
import org.echoscribe.vocabulary.Outcome.NotAttemptedReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Before an object is labelled whose SOP Instance UID came before with other bytes: are its pixels others, too? Archives
 * add to headers, and a picture that comes back from one needs no second label. Other pixels under one UID are an alert.
 */
final class CompareContent implements Worker {

    private static final Logger log = LoggerFactory.getLogger(CompareContent.class);

    private final Journal journal;
    private final Spool spool;
    private final Alerts alerts;
    private final Worker next;

    CompareContent(Journal journal, Spool spool, Alerts alerts, Worker next) {
        this.journal = journal;
        this.spool = spool;
        this.alerts = alerts;
        this.next = next;
    }

    @Override
    public Ending work(Turn turn) throws Exception {
        Optional<ReceivedLoop> found = journal.loops().find(Long.parseLong(turn.key()));
        if (found.isPresent() && found.get().uidUsedBefore() && found.get().state() == LoopState.RECEIVED) {
            compare(found.get());
        }
        return next.work(turn);
    }

    private void compare(ReceivedLoop loop) throws IOException {
        Optional<ReceivedLoop> same = sameBefore(loop);
        if (same.isEmpty()) {
            alerts.uidUsedAgain(loop.loop());
            return;
        }
        Outcome outcome = new Outcome.NotAttempted(
                NotAttemptedReason.UNSUPPORTED_IMAGE_TYPE,
                "the same pixel data came before under this SOP Instance UID with another header; its label holds");
        journal.loops()
                .recordSamePixels(
                        loop.number(),
                        same.get().number(),
                        Labelling.withoutNetwork("", "", Instant.now().truncatedTo(ChronoUnit.MILLIS), outcome, ""));
        log.atInfo()
                .addKeyValue("step", "label")
                .addKeyValue("sopInstanceUid", loop.loop().sopInstanceUid())
                .log("The object came again with another header and the same pixel data: it is kept, its label holds");
    }

    /** The earliest object with the same pixel data that is of the same study and patient. */
    private Optional<ReceivedLoop> sameBefore(ReceivedLoop loop) throws IOException {
        try {
            DicomFile file = read(loop);
            Optional<String> pixels = PixelDigest.of(file);
            for (ReceivedLoop earlier :
                    journal.loops().ofSopInstance(loop.loop().sopInstanceUid())) {
                if (pixels.isPresent()
                        && earlier.number() < loop.number()
                        && earlier.samePixelsAs().isEmpty()
                        && earlier.loop().studyInstanceUid().equals(loop.loop().studyInstanceUid())) {
                    DicomFile other = read(earlier);
                    if (PixelDigest.of(other).equals(pixels)
                            && PatientIdentity.of(other.dataSet()).equals(PatientIdentity.of(file.dataSet()))) {
                        return Optional.of(earlier);
                    }
                }
            }
        } catch (DicomFormatException e) {
            log.atDebug().setCause(e).log("Not comparable: what cannot be read counts as other content");
        }
        return Optional.empty();
    }

    private DicomFile read(ReceivedLoop loop) throws IOException {
        return DataSetReader.read(spool.file(loop.object().spoolPath()));
    }
}
