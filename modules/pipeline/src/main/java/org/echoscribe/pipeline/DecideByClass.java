package org.echoscribe.pipeline;

import java.util.Optional;
import java.util.function.Consumer;
import org.echoscribe.imaging.decode.RecogniseLoop;
import org.echoscribe.journal.JournalException;
import org.echoscribe.vocabulary.Loop;
import org.echoscribe.vocabulary.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outcome of an object whose SOP class alone says that there is nothing to look at: it is no ultrasound and no document
 * that may say something of a loop. That is known when the object comes and becomes durable with it, so it needs no turn.
 */
final class DecideByClass {

    private static final Logger log = LoggerFactory.getLogger(DecideByClass.class);

    private final AnnounceOutcome announce;
    private final PipelineListener listener;
    private final Consumer<String> next;

    /** @param next told the Study Instance UID of an object that has been decided */
    DecideByClass(PipelineMetrics metrics, PipelineListener listener, Consumer<String> next) {
        this.announce = new AnnounceOutcome(metrics);
        this.listener = listener;
        this.next = next;
    }

    /** What is to be recorded of objects of this class; empty where each must be looked at. */
    static Optional<Outcome.NotAttempted> outcome(String sopClassUid) {
        return TakeStatements.reads(sopClassUid)
                ? Optional.empty()
                : RecogniseLoop.unattemptable(sopClassUid)
                        .map(other -> new Outcome.NotAttempted(other.reason(), other.detail()));
    }

    /** Tells of a recorded outcome. Never fails: what is not told now, the sweep of unfinished studies finds. */
    void decided(Loop loop, Outcome.NotAttempted outcome) {
        Analysis analysis = Analysis.notAttempted(outcome);
        announce.decided(loop, analysis);
        listener.labelled(loop, analysis, Optional.empty());
        try {
            next.accept(loop.studyInstanceUid());
        } catch (JournalException e) {
            log.atWarn()
                    .addKeyValue("studyInstanceUid", loop.studyInstanceUid())
                    .log("The study's turn could not be given now and will be later: {}", e.getMessage());
        }
    }
}
