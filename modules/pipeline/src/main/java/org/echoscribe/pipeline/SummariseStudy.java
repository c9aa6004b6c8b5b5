package org.echoscribe.pipeline;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.journal.AddressedReport;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.ReceivedLoop;
import org.echoscribe.journal.Studies.Study;
import org.echoscribe.journal.Turn;
import org.echoscribe.journal.Worker;
import org.echoscribe.report.Completion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Report, for a whole study: when nothing of it has come for the quiet time, or a sign says that nothing more will come,
 * and every loop is decided, its summary is written and the study closed. A late loop opens it again, and the next summary names this one as its predecessor.
 */
final class SummariseStudy implements Worker {

    private static final Logger log = LoggerFactory.getLogger(SummariseStudy.class);

    /** Without a quiet time a sender that is still connected gets so long to send the study's next object. */
    private static final Duration MOST_WAIT_FOR_SENDERS = Duration.ofSeconds(5);

    private static final Duration SENDERS_POLL = Duration.ofMillis(100);

    /** What a summary tells of: reports and other documents of the study are no images. */
    private static final Set<String> IMAGES = Set.of(
            Uids.UltrasoundMultiFrameImageStorage,
            Uids.UltrasoundMultiFrameImageStorageRetired,
            Uids.UltrasoundImageStorage,
            Uids.UltrasoundImageStorageRetired,
            Uids.EnhancedUSVolumeStorage,
            Uids.SecondaryCaptureImageStorage,
            Uids.MultiFrameSingleBitSecondaryCaptureImageStorage,
            Uids.MultiFrameGrayscaleByteSecondaryCaptureImageStorage,
            Uids.MultiFrameGrayscaleWordSecondaryCaptureImageStorage,
            Uids.MultiFrameTrueColorSecondaryCaptureImageStorage);

    private final Journal journal;
    private final LoopReports reports;
    private final Duration quietTime;
    private final BooleanSupplier sendersConnected;
    private final PipelineListener listener;
    private final Runnable deliver;

    SummariseStudy(
            Journal journal,
            LoopReports reports,
            Duration quietTime,
            BooleanSupplier sendersConnected,
            PipelineListener listener,
            Runnable deliver) {
        this.journal = journal;
        this.reports = reports;
        this.quietTime = quietTime;
        this.sendersConnected = sendersConnected;
        this.listener = listener;
        this.deliver = deliver;
    }

    @Override
    public Ending work(Turn turn) throws IOException {
        Optional<Study> study = journal.studies().find(turn.key());
        if (study.isEmpty() || !study.get().open()) {
            return new Ending.Done();
        }
        Instant now = Instant.now();
        boolean signalled = journal.studyEnds().isSignalled(turn.key());
        Instant quiet = study.get().lastReceivedAt().plus(quietTime);
        if (!signalled && now.isBefore(quiet)) {
            return new Ending.Again(quiet);
        }
        if (!signalled && now.isBefore(quiet.plus(MOST_WAIT_FOR_SENDERS)) && sendersConnected.getAsBoolean()) {
            return new Ending.Again(now.plus(SENDERS_POLL));
        }
        List<ReceivedLoop> objects = journal.loops().ofStudy(turn.key());
        if (objects.stream().allMatch(object -> object.state().isDecided())) {
            close(turn.key(), objects);
        }
        // Where a loop is not decided yet, its own end gives the study its next turn.
        return new Ending.Done();
    }

    private void close(String studyInstanceUid, List<ReceivedLoop> objects) throws IOException {
        List<ReceivedLoop> images = objects.stream()
                .filter(object -> IMAGES.contains(object.loop().sopClassUid()))
                .toList();
        if (images.isEmpty()) {
            journal.studies().close(studyInstanceUid, objects.size());
            return;
        }
        List<AddressedReport> written = reports.ofStudy(studyInstanceUid, images, Completion.COMPLETE);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        if (journal.studies().close(studyInstanceUid, objects.size(), written, now)) {
            String summaryUid = written.getFirst().report().sopInstanceUid();
            log.atInfo()
                    .addKeyValue("step", "summarise")
                    .addKeyValue("studyInstanceUid", studyInstanceUid)
                    .addKeyValue("objects", objects.size())
                    .addKeyValue("reportUid", summaryUid)
                    .log("Study closed");
            listener.closed(studyInstanceUid, Optional.of(summaryUid));
            deliver.run();
        }
    }
}
