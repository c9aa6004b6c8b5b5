package org.echoscribe.pipeline;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.JournalException;
import org.echoscribe.journal.ShadowScores.Waiting;
import org.echoscribe.journal.Spool;
import org.echoscribe.vocabulary.Outcome;
import org.echoscribe.vocabulary.Scores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One shadow network's time, on a thread of its own: waits for loops, scores them one by one, records what it said. */
final class ShadowTerm implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ShadowTerm.class);

    /** How often it looks for loops that were labelled. */
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(500);

    private final Journal journal;
    private final Spool spool;
    private final String sha256;
    private final AnalyseLoop analyse;
    private final Instant since;
    private final int mostWaiting;
    private final Precedence precedence;
    private final PipelineMetrics metrics;
    private final Runnable onceUnused;
    private final Thread thread = Thread.ofPlatform()
            .daemon()
            .name("shadow")
            .priority(Thread.MIN_PRIORITY)
            .unstarted(this::run);
    private volatile boolean over;

    /** The ledger's number up to which nothing waits any more. */
    private volatile long decidedUpTo;

    ShadowTerm(
            Journal journal,
            Spool spool,
            String sha256,
            AnalyseLoop analyse,
            Instant since,
            int mostWaiting,
            Precedence precedence,
            PipelineMetrics metrics,
            Runnable onceUnused) {
        this.journal = journal;
        this.spool = spool;
        this.sha256 = sha256;
        this.analyse = analyse;
        this.since = since;
        this.mostWaiting = mostWaiting;
        this.precedence = precedence;
        this.metrics = metrics;
        this.onceUnused = onceUnused;
    }

    void start() {
        thread.start();
    }

    long waiting() {
        return journal.shadowScores().waiting(sha256, decidedUpTo, since);
    }

    private void run() {
        try {
            while (!over) {
                if (!step()) {
                    Thread.sleep(LOOK_INTERVAL);
                }
            }
        } catch (InterruptedException e) {
            // Only close() interrupts outside of a loop's analysis.
            Thread.currentThread().interrupt();
        } finally {
            onceUnused.run();
        }
    }

    /** Decides one loop where one waits; whatever goes wrong here is the shadow's own affair. */
    private boolean step() throws InterruptedException {
        try {
            shed();
            Optional<Waiting> next = journal.shadowScores().next(sha256, decidedUpTo, since);
            if (next.isPresent() && score(next.get())) {
                decidedUpTo = next.get().entry();
            }
            return next.isPresent();
        } catch (JournalException e) {
            if (over) {
                throw new InterruptedException("the shadow's time is over");
            }
            log.atWarn().setCause(e).log("The shadow model could not use the journal; it goes on later");
            return false;
        }
    }

    private void shed() {
        int shed = journal.shadowScores()
                .shed(sha256, decidedUpTo, since, mostWaiting, "more than " + mostWaiting + " waited", Instant.now());
        metrics.shadowShed(shed);
    }

    /** @return false when it had to give way and the loop still waits */
    private boolean score(Waiting loop) throws InterruptedException {
        precedence.secondBegins();
        long start = System.nanoTime();
        Optional<Analysis> analysis = Optional.empty();
        String failure = "";
        try {
            analysis = Optional.of(analyse.analyse(spool.file(loop.spoolPath())));
        } catch (IOException | RuntimeException | Error e) {
            failure = CauseChain.of(e);
        }
        boolean undisturbed = precedence.secondEnds();
        boolean interrupted = Thread.interrupted();
        if (over) {
            throw new InterruptedException("the shadow's time is over");
        }
        if (analysis.isEmpty() && (!undisturbed || interrupted)) {
            return false;
        }
        record(loop, analysis, failure);
        metrics.step("shadow", AnalyseLoop.since(start));
        return true;
    }

    private void record(Waiting loop, Optional<Analysis> analysis, String failure) {
        Optional<Scores> scores = analysis.flatMap(done -> scores(done.outcome()));
        if (scores.isPresent()) {
            journal.shadowScores().recordScored(loop.loopNumber(), sha256, scores.get(), Instant.now());
            metrics.shadowScored(loop.first().best(), scores.get().best());
            return;
        }
        String cause = analysis.map(done -> done.outcome() + " " + done.cause()).orElse(failure);
        journal.shadowScores().recordFailed(loop.loopNumber(), sha256, cause, Instant.now());
        metrics.shadowFailed();
        log.atWarn()
                .addKeyValue("step", "shadow")
                .addKeyValue("sopInstanceUid", loop.sopInstanceUid())
                .log("The shadow model gave no scores: {}", cause);
    }

    private static Optional<Scores> scores(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Classified(Scores scores) -> Optional.of(scores);
            case Outcome.Abstained(Scores scores) -> Optional.of(scores);
            case Outcome.NotAttempted _, Outcome.Failed _ -> Optional.empty();
        };
    }

    /** Ends after the loop in hand, which still waits for the next start. */
    @Override
    public void close() {
        over = true;
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
