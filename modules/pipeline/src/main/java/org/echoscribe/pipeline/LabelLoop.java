package org.echoscribe.pipeline;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import org.echoscribe.inference.InferenceException;
import org.echoscribe.journal.AddressedReport;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.JournalException;
import org.echoscribe.journal.Labelling;
import org.echoscribe.journal.LoopState;
import org.echoscribe.journal.ReceivedLoop;
import org.echoscribe.journal.Spool;
import org.echoscribe.journal.StepBlockedException;
import org.echoscribe.journal.Turn;
import org.echoscribe.journal.Worker;
import org.echoscribe.vocabulary.Outcome.FailureReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decode, flow, infer, report: one loop from its queue to its finished report. Each part is durable before the next
 * begins and is not done twice for the same content, model and policy, so a turn may end anywhere and begin again.
 */
final class LabelLoop implements Worker {

    private static final Logger log = LoggerFactory.getLogger(LabelLoop.class);

    /** Scores that fail to come are tried again so often before the loop itself is taken to be the reason. */
    private static final int INFERENCE_ATTEMPTS = 3;

    /** So many different loops in a row without scores: the network may be the reason, so it is asked with a blank one. */
    private static final int LOOPS_THAT_RAISE_A_DOUBT = 3;

    /** Writes the reports of a labelled loop, the document first; none where its outcome is told in the summary alone. */
    interface ReportWriter {
        List<AddressedReport> ofLoop(ReceivedLoop loop, Labelling labelling) throws IOException;
    }

    /** What follows a decided loop. */
    interface Next {
        void reported(ReceivedLoop loop);
    }

    private final Journal journal;
    private final Spool spool;
    private final NetworksInService networks;
    private final int attempts;
    private final ReportWriter reports;
    private final PipelineMetrics metrics;
    private final AnnounceOutcome announce;
    private final PipelineListener listener;
    private final Next next;
    private final Set<Long> withoutScores = ConcurrentHashMap.newKeySet();

    LabelLoop(
            Journal journal,
            Spool spool,
            NetworksInService networks,
            int attempts,
            ReportWriter reports,
            PipelineMetrics metrics,
            PipelineListener listener,
            Next next) {
        this.journal = journal;
        this.spool = spool;
        this.networks = networks;
        this.attempts = attempts;
        this.reports = reports;
        this.metrics = metrics;
        this.announce = new AnnounceOutcome(metrics);
        this.listener = listener;
        this.next = next;
    }

    @Override
    public Ending work(Turn turn) throws Exception {
        Optional<ReceivedLoop> found = journal.loops().find(Long.parseLong(turn.key()));
        if (found.isPresent() && !found.get().state().isDecided()) {
            ReceivedLoop loop = found.get();
            Optional<Labelling> earlier = loop.labelling().filter(this::hasKnownAuthor);
            if (earlier.isPresent()) {
                reportOrGiveUp(loop, earlier.get(), turn.failures());
            } else {
                label(loop, turn.failures());
            }
        }
        found.ifPresent(next::reported);
        return new Ending.Done();
    }

    private void reportOrGiveUp(ReceivedLoop loop, Labelling labelling, int failures) throws IOException {
        try {
            report(loop, labelling);
        } catch (IOException | RuntimeException e) {
            if (e instanceof JournalException || failures + 1 < attempts) {
                throw e;
            }
            log.atError()
                    .addKeyValue("step", "report")
                    .addKeyValue("sopInstanceUid", loop.loop().sopInstanceUid())
                    .setCause(e)
                    .log("The report could not be written in {} attempts", attempts);
            journal.loops().recordReportFailure(loop.number(), CauseChain.of(e));
        }
    }

    /** What another model has decided stays: a promotion labels nothing anew, and the report names who decided. */
    private boolean hasKnownAuthor(Labelling labelling) {
        return journal.models().of(labelling).isPresent();
    }

    private void label(ReceivedLoop loop, int failures) throws Exception {
        Instant startedAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Analysis analysis;
        Labelling labelling;
        try (NetworksInService.Use use = networks.begin()) {
            analysis = analyse(use.network().analyse(), loop, failures);
            labelling = record(use.network(), loop, startedAt, analysis);
        }
        announce.decided(loop.loop(), analysis);
        Optional<String> reportUid = report(loop, labelling);
        listener.labelled(loop.loop(), analysis, reportUid);
    }

    private Labelling record(ServedNetwork network, ReceivedLoop loop, Instant startedAt, Analysis analysis) {
        return journal.loops()
                .recordOutcome(
                        loop.number(),
                        new Labelling(
                                network.identity().sha256(),
                                network.rules().policy(),
                                startedAt,
                                analysis.outcome(),
                                analysis.cause(),
                                analysis.frameIndices(),
                                analysis.totalFrames(),
                                analysis.repeatedCyclically()));
    }

    private Analysis analyse(AnalyseLoop analyseLoop, ReceivedLoop loop, int failures) throws Exception {
        if (failures >= attempts) {
            return gaveUp("After " + failures + " attempts that the process may not have survived", "");
        }
        try {
            Analysis analysis = analyseLoop.analyse(spool.file(loop.object().spoolPath()));
            if (analysis.totalFrames() > 0) {
                withoutScores.clear();
            }
            return analysis;
        } catch (InferenceException e) {
            return withoutScores(analyseLoop, loop, failures, e);
        } catch (CancellationException e) {
            throw new InterruptedException("stopped while preparing a loop");
        } catch (IOException e) {
            if (failures + 1 >= attempts) {
                return gaveUp("The stored object could not be read in " + attempts + " attempts", CauseChain.of(e));
            }
            throw e;
        }
    }

    private Analysis withoutScores(AnalyseLoop analyseLoop, ReceivedLoop loop, int failures, InferenceException cause)
            throws Exception {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException("stopped while waiting for scores");
        }
        withoutScores.add(loop.number());
        if (withoutScores.size() >= LOOPS_THAT_RAISE_A_DOUBT && !analyseLoop.scoresABlankLoop()) {
            throw new StepBlockedException("The network gives no scores for any loop: " + cause.getMessage(), cause);
        }
        if (failures + 1 < INFERENCE_ATTEMPTS) {
            throw cause;
        }
        return Analysis.failed(FailureReason.INFERENCE_ERROR, "The network gave no scores", CauseChain.of(cause));
    }

    private static Analysis gaveUp(String detail, String cause) {
        return Analysis.failed(FailureReason.NOT_DECODABLE, detail, cause);
    }

    private Optional<String> report(ReceivedLoop loop, Labelling labelling) throws IOException {
        if (journal.loops().find(loop.number()).map(ReceivedLoop::state).orElse(LoopState.FAILED)
                != LoopState.LABELLED) {
            return Optional.empty();
        }
        long start = System.nanoTime();
        List<AddressedReport> written = reports.ofLoop(loop, labelling);
        if (written.isEmpty()) {
            journal.loops().recordWithoutReport(loop.number());
            return Optional.empty();
        }
        journal.loops().recordReports(written, loop.number(), Instant.now().truncatedTo(ChronoUnit.MILLIS));
        String reportUid = written.getFirst().report().sopInstanceUid();
        metrics.step("report", AnalyseLoop.since(start));
        log.atInfo()
                .addKeyValue("step", "report")
                .addKeyValue("sopInstanceUid", loop.loop().sopInstanceUid())
                .addKeyValue("reportUid", reportUid)
                .addKeyValue("millis", AnalyseLoop.since(start).toMillis())
                .log("Report written");
        return Optional.of(reportUid);
    }
}
