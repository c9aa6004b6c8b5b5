package org.echoscribe.pipeline;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.echoscribe.journal.Delivery;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.LoopState;
import org.echoscribe.journal.Outgoing;
import org.echoscribe.journal.Spool;
import org.echoscribe.journal.Step;
import org.echoscribe.vocabulary.ModelIdentity;
import org.echoscribe.vocabulary.Outcome;
import org.echoscribe.vocabulary.View;

/** What the node counts and times, for Prometheus. */
final class PipelineMetrics {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final DistributionSummary received = DistributionSummary.builder("echoscribe.received")
            .description("Objects stored and their size")
            .baseUnit("bytes")
            .register(registry);
    private final Map<String, Meter> models = new HashMap<>();

    /** Shows what waits, read from the journal when asked. */
    void watch(Journal journal, Collection<String> destinations, Spool spool) {
        for (LoopState state : new LoopState[] {LoopState.RECEIVED, LoopState.LABELLED, LoopState.REPORTED}) {
            Gauge.builder("echoscribe.loops.waiting", journal, j -> j.loops().count(state))
                    .description("Loops that have come this far and no further")
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        for (Step step : Step.values()) {
            Gauge.builder("echoscribe.turns", journal, j -> j.turns(step))
                    .description(
                            "What has a turn at a step, now or at a later time: loops, studies, destinations, requests")
                    .tag("step", step.name().toLowerCase(Locale.ROOT))
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
            Gauge.builder(
                            "echoscribe.forwards.waiting",
                            journal,
                            j -> j.forwards().waiting(destination))
                    .description("Received objects that a destination does not have yet")
                    .tag("destination", destination)
                    .register(registry);
            Gauge.builder(
                            "echoscribe.commitments.outstanding",
                            journal,
                            j -> j.askedCommitments().outstanding(destination))
                    .description("Instances that a destination has stored and not committed")
                    .tag("destination", destination)
                    .register(registry);
        }
        Gauge.builder(
                        "echoscribe.commitments.unanswered",
                        journal,
                        j -> j.receivedCommitments().countWaiting())
                .description("Requests of senders for storage commitment that are not answered yet")
                .register(registry);
        Gauge.builder(
                        "echoscribe.dead.letters",
                        journal,
                        j -> j.deadLetters().list().size())
                .description("What failed for good and waits for a person")
                .register(registry);
        Gauge.builder("echoscribe.disk.free", spool, PipelineMetrics::freeBytes)
                .description("Usable space left for the data directory")
                .baseUnit("bytes")
                .register(registry);
    }

    /** Shows how long the certificate is valid, where there is one. */
    void watch(CertificateWatch certificates) {
        if (certificates.validUntil().isPresent()) {
            Gauge.builder("echoscribe.tls.certificate.days.left", certificates, CertificateWatch::daysLeft)
                    .description("Days until the node's TLS certificate ends; negative when it has")
                    .register(registry);
        }
    }

    void watchShadow(Supplier<Number> waiting) {
        Gauge.builder("echoscribe.shadow.waiting", waiting)
                .description("Loops that wait for the shadow model")
                .register(registry);
    }

    void received(long bytes, Duration duration) {
        received.record(bytes);
        step("receive", duration);
    }

    /** Something that a person should look at. */
    void alert(String kind) {
        registry.counter("echoscribe.alerts", "kind", kind).increment();
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

    void offered(Outgoing outgoing, String result, Duration duration) {
        boolean report = outgoing instanceof Delivery;
        registry.counter(
                        report ? "echoscribe.deliveries" : "echoscribe.forwards",
                        "destination",
                        outgoing.destination(),
                        "result",
                        result)
                .increment();
        step(report ? "deliver" : "forward", duration);
    }

    /** What a destination said that it has committed and not. */
    void committed(String destination, int committed, int failed) {
        count("echoscribe.commitments", destination, committed, failed);
    }

    /** What senders were told that is committed and not. */
    void answered(int committed, int failed) {
        count("echoscribe.commitments.reported", "", committed, failed);
    }

    private void count(String name, String destination, int committed, int failed) {
        registry.counter(name, "destination", destination, "result", "committed")
                .increment(committed);
        registry.counter(name, "destination", destination, "result", "failed").increment(failed);
    }

    void step(String step, Duration duration) {
        Timer.builder("echoscribe.step")
                .description("How long each step takes for one object")
                .tag("step", step)
                .register(registry)
                .record(duration);
    }

    /** Which network has a role now; none where it is empty. */
    synchronized void model(String role, Optional<ModelIdentity> model) {
        Optional.ofNullable(models.remove(role)).ifPresent(registry::remove);
        model.ifPresent(now -> models.put(
                role,
                Gauge.builder("echoscribe.model", () -> 1)
                        .description("Which model has which role")
                        .tag("role", role)
                        .tag("name", now.name())
                        .tag("version", now.version())
                        .tag("sha256", now.sha256())
                        .register(registry)));
    }

    /** The shadow scored a loop; whether it names the view that the serving model names. */
    void shadowScored(View first, View shadow) {
        shadowLoops("scored", 1);
        registry.counter(
                        "echoscribe.shadow.agreement",
                        "view",
                        first.name().toLowerCase(Locale.ROOT),
                        "agrees",
                        Boolean.toString(first == shadow))
                .increment();
    }

    void shadowFailed() {
        shadowLoops("failed", 1);
    }

    void shadowShed(int loops) {
        shadowLoops("shed", loops);
    }

    private void shadowLoops(String result, int loops) {
        registry.counter("echoscribe.shadow.loops", "result", result).increment(loops);
    }

    private static double freeBytes(Spool spool) {
        try {
            return spool.freeBytes();
        } catch (IOException e) {
            return Double.NaN;
        }
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
