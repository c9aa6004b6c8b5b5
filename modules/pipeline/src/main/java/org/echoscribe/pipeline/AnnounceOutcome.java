package org.echoscribe.pipeline;

import org.echoscribe.vocabulary.Loop;
import org.echoscribe.vocabulary.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and logs what became of an object, once that is durable. */
final class AnnounceOutcome {

    private static final Logger log = LoggerFactory.getLogger(AnnounceOutcome.class);

    private final PipelineMetrics metrics;

    AnnounceOutcome(PipelineMetrics metrics) {
        this.metrics = metrics;
    }

    void decided(Loop loop, Analysis analysis) {
        metrics.labelled(analysis);
        log(loop, analysis);
    }

    private static void log(Loop loop, Analysis analysis) {
        var line = (analysis.outcome() instanceof Outcome.Failed ? log.atWarn() : log.atInfo())
                .addKeyValue("step", "label")
                .addKeyValue("sopInstanceUid", loop.sopInstanceUid())
                .addKeyValue("studyInstanceUid", loop.studyInstanceUid())
                .addKeyValue("outcome", PipelineMetrics.name(analysis.outcome()))
                .addKeyValue("decodeMillis", analysis.times().decode().toMillis())
                .addKeyValue("flowMillis", analysis.times().flow().toMillis())
                .addKeyValue("inferMillis", analysis.times().infer().toMillis());
        switch (analysis.outcome()) {
            case Outcome.Classified classified ->
                line.addKeyValue("view", classified.view())
                        .addKeyValue("certainty", classified.scores().certainty())
                        .log("Labelled");
            case Outcome.Abstained(var scores) ->
                line.addKeyValue("certainty", scores.certainty()).log("No view asserted");
            case Outcome.NotAttempted(var reason, String detail) ->
                line.addKeyValue("reason", reason).log("Not attempted: {}", detail);
            case Outcome.Failed(var reason, String detail) ->
                line.addKeyValue("reason", reason)
                        .addKeyValue("cause", analysis.cause())
                        .log("Failed: {}", detail);
        }
    }
}
