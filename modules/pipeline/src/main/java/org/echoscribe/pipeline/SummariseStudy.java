package org.echoscribe.pipeline;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.echoscribe.journal.AddressedReport;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.ReceivedLoop;
import org.echoscribe.journal.Report;
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

    private final Journal journal;
    private final StudyImages studyImages;
    private final LoopReports reports;
    private final Duration quietTime;
    private final Duration partialSummaryInterval;
    private final BooleanSupplier sendersConnected;
    private final PipelineListener listener;
    private final Runnable deliver;

    SummariseStudy(
            Journal journal,
            LoopReports reports,
            Duration quietTime,
            Duration partialSummaryInterval,
            BooleanSupplier sendersConnected,
            PipelineListener listener,
            Runnable deliver) {
        this.journal = journal;
        this.studyImages = new StudyImages(journal);
        this.reports = reports;
        this.quietTime = quietTime;
        this.partialSummaryInterval = partialSummaryInterval;
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
            return new Ending.Again(partialSummaryInterval.isZero() ? quiet : tellSoFar(study.get(), now, quiet));
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

    /**
     * Writes a PARTIAL summary of what is decided where one is due. What is unchanged has the same UID and is not stored
     * again.
     *
     * @return when to look again
     */
    private Instant tellSoFar(Study study, Instant now, Instant quiet) throws IOException {
        String uid = study.studyInstanceUid();
        Instant last = journal.reports().ofStudy(uid, Report.Kind.SUMMARY).stream()
                .map(Report::writtenAt)
                .filter(study.firstReceivedAt()::isBefore)
                .reduce(study.firstReceivedAt(), (_, later) -> later);
        Instant due = last.plus(partialSummaryInterval);
        if (now.isBefore(due)) {
            return due.isBefore(quiet) ? due : quiet;
        }
        List<ReceivedLoop> decided = studyImages.of(journal.loops().ofStudy(uid)).stream()
                .filter(image -> image.state().isDecided() && image.labelling().isPresent())
                .toList();
        if (!decided.isEmpty()) {
            List<AddressedReport> written = reports.ofStudy(uid, decided, Completion.PARTIAL);
            journal.outbox().store(written, OptionalLong.empty(), now.truncatedTo(ChronoUnit.MILLIS));
            deliver.run();
        }
        Instant next = now.plus(partialSummaryInterval);
        return next.isBefore(quiet) ? next : quiet;
    }

    private void close(String studyInstanceUid, List<ReceivedLoop> objects) throws IOException {
        List<ReceivedLoop> images = studyImages.of(objects);
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
