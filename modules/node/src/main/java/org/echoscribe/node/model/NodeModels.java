package org.echoscribe.node.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.JournalException;
import org.echoscribe.journal.ModelChange;
import org.echoscribe.journal.ModelChange.Role;
import org.echoscribe.journal.ModelChange.State;
import org.echoscribe.node.configuration.Configuration;
import org.echoscribe.node.wiring.OpenNetwork;
import org.echoscribe.pipeline.EchoPipeline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models of a running node. It looks into the journal for what a person has asked at the command line, does it or says
 * there why it could not, and goes on with what it had.
 */
public final class NodeModels implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NodeModels.class);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(500);

    private final Journal journal;
    private final ServingModel serving;
    private final List<ModelRole> roles;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("models").factory());

    private NodeModels(Journal journal, ServingModel serving, ShadowModel shadow) {
        this.journal = journal;
        this.serving = serving;
        this.roles = List.of(serving, shadow);
    }

    /** Begins to follow what is asked; the pipeline serves with the first model already. */
    public static NodeModels follow(Configuration configuration, EchoPipeline pipeline, FirstModel first) {
        ShadowModel shadow = new ShadowModel(configuration, pipeline);
        NodeModels models =
                new NodeModels(pipeline.journal(), new ServingModel(configuration, pipeline, first), shadow);
        shadow.begin();
        ScheduledFuture<?> _ = models.watch.scheduleWithFixedDelay(
                models::look, LOOK_INTERVAL.toMillis(), LOOK_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return models;
    }

    /** The network that serves now. */
    public OpenNetwork serving() {
        return serving.network();
    }

    /** For the readiness answer: which model serves since when, and what was refused after that. */
    public String describeServing() {
        OpenNetwork network = serving.network();
        return network.bundle() + " on " + network.executionProvider() + changes();
    }

    /** Empty where the journal cannot be read, which is told elsewhere. */
    private String changes() {
        try {
            return sinceAndRefused();
        } catch (JournalException e) {
            return "";
        }
    }

    private String sinceAndRefused() {
        Optional<ModelChange> since = journal.modelChanges().inForce(Role.SERVING);
        String refused = journal.modelChanges().newest(Role.SERVING, 1).stream()
                .filter(change -> change.state() == State.REFUSED)
                .map(change ->
                        "; REFUSED " + change.model().map(Object::toString).orElse("") + ": " + change.cause())
                .findFirst()
                .orElse("");
        return since.flatMap(ModelChange::beganAt).map(at -> ", since " + at).orElse("") + refused;
    }

    /** The models of the node in JSON. */
    public String describe() {
        return DescribeModels.json(journal);
    }

    private void look() {
        for (ModelRole role : roles) {
            try {
                Optional<ModelChange> asked =
                        journal.modelChanges().wanted(role.role()).filter(change -> change.state() == State.ASKED);
                asked.ifPresent(change -> take(role, change));
            } catch (RuntimeException e) {
                LOG.warn("The journal could not be asked which model is wanted; it is asked again", e);
            }
        }
    }

    private void take(ModelRole role, ModelChange change) {
        journal.modelChanges().recordNoticed(change.number(), Instant.now());
        try {
            role.take(change);
        } catch (JournalException e) {
            LOG.warn(
                    "The journal could not take down a change of the {} model; it is tried again",
                    role.role().word(),
                    e);
        } catch (Exception | Error e) {
            // Whatever a bundle does to the process that opens it, such as using up its memory, what serves goes on.
            journal.modelChanges().recordRefused(change.number(), String.valueOf(e.getMessage()), Instant.now());
            LOG.error("A {} model is refused: {}", role.role().word(), e.getMessage());
        }
    }

    @Override
    public void close() {
        watch.shutdown();
        try {
            if (!watch.awaitTermination(1, TimeUnit.MINUTES)) {
                LOG.warn("A model was still being opened when the node stopped");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
