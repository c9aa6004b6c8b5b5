package org.echoscribe.pipeline;

import java.time.Instant;
import java.util.Optional;
import org.echoscribe.imaging.decode.ScreenMasks;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.Spool;
import org.echoscribe.journal.Turn;
import org.echoscribe.journal.Worker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A second network that scores, silently, what the first has labelled. Nothing of the first's depends on it: it reads the
 * ledger and the spool, writes its own table, works on one thread, gives way to the first at once, and gives up the oldest
 * of what waits for it when that becomes too much.
 */
final class ShadowScoring implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ShadowScoring.class);

    private final Journal journal;
    private final Spool spool;
    private final ScreenMasks screenMasks;
    private final PipelineMetrics metrics;
    private final Precedence precedence = new Precedence();
    private Optional<ShadowTerm> term = Optional.empty();

    ShadowScoring(Journal journal, Spool spool, ScreenMasks screenMasks, PipelineMetrics metrics) {
        this.journal = journal;
        this.spool = spool;
        this.screenMasks = screenMasks;
        this.metrics = metrics;
    }

    /** The first network's worker, before which the shadow gives way. */
    Worker before(Worker first) {
        return (Turn turn) -> {
            precedence.firstBegins();
            try {
                return first.work(turn);
            } finally {
                precedence.firstEnds();
            }
        };
    }

    /** Lets a network shadow the first instead of the one that may do so now; as {@link EchoPipeline#shadow}. */
    synchronized void begin(TrainedNetwork network, Instant since, int mostWaiting, Runnable onceUnused) {
        end();
        ShadowTerm next = new ShadowTerm(
                journal,
                spool,
                network.identity().sha256(),
                new AnalyseLoop(network, 0, screenMasks),
                since,
                mostWaiting,
                precedence,
                metrics,
                onceUnused);
        next.start();
        term = Optional.of(next);
        log.atInfo()
                .addKeyValue("model", network.identity().name())
                .addKeyValue("sha256", network.identity().sha256())
                .log("A shadow model scores what is labelled");
    }

    /** Ends the shadow, where there is one. */
    synchronized void end() {
        term.ifPresent(ShadowTerm::close);
        term = Optional.empty();
    }

    /** How many loops wait for the shadow. */
    synchronized long waiting() {
        return term.map(ShadowTerm::waiting).orElse(0L);
    }

    @Override
    public void close() {
        end();
    }
}
