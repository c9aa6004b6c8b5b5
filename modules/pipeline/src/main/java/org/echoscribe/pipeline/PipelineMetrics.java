package org.echoscribe.pipeline;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.LoopState;
import org.echoscribe.vocabulary.Outcome;

/** What the node counts and times, for Prometheus. */
final class PipelineMetrics {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final DistributionSummary received = DistributionSummary.builder("echoscribe.received")
            .description("Objects stored and their size")
            .baseUnit("bytes")
            .register(registry);

    /** Shows what waits, read from the journal when asked. */
    void watch(Journal journal, Collection<String> destinations, ToDoubleFunction<Journal> freeBytes) {
        for (LoopState state : new LoopState[] {LoopState.RECEIVED, LoopState.LABELLED, LoopState.REPORTED}) {
            Gauge.builder("echoscribe.loops.waiting", journal, j -> j.loops().count(state))
                    .description("Loops that have come this far and no further")
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        for (String destination : destinations) {
            Gauge.builder(
                            "echoscribe.deliveries.waiting",
                            journal,
                            j -> j.outbox().waiting(destination))
                    .description("Reports that a destination does not have yet")
                    .tag("destination", destination)
                    .register(registry);
        }
        Gauge.builder(
                        "echoscribe.dead.letters",
                        journal,
                        j -> j.deadLetters().list().size())
                .description("What failed for good and waits for a person")
                .register(registry);
        Gauge.builder("echoscribe.disk.free", journal, freeBytes)
                .description("Usable space left for the data directory")
                .baseUnit("bytes")
                .register(registry);
    }

    void received(long bytes, Duration duration) {
        received.record(bytes);
        step("receive", duration);
    }

    void refused() {
        registry.counter("echoscribe.refused").increment();
    }

    void labelled(Analysis analysis) {
        registry.counter("echoscribe.labelled", "outcome", name(analysis.outcome()))
                .increment();
        step("decode", analysis.times().decode());
        if (!analysis.times().infer().isZero()) {
            step("flow", analysis.times().flow());
            step("infer", analysis.times().infer());
        }
    }

    void delivery(String destination, String result, Duration duration) {
        registry.counter("echoscribe.deliveries", "destination", destination, "result", result)
                .increment();
        step("deliver", duration);
    }

    void step(String step, Duration duration) {
        Timer.builder("echoscribe.step")
                .description("How long each step takes for one object")
                .tag("step", step)
                .register(registry)
                .record(duration);
    }

    /** All of it in Prometheus' text format. */
    String scrape() {
        return registry.scrape();
    }

    static String name(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Classified _ -> "classified";
            case Outcome.Abstained _ -> "abstained";
            case Outcome.NotAttempted _ -> "not attempted";
            case Outcome.Failed _ -> "failed";
        };
    }
}
