package org.echoscribe.node.model;

import java.time.Instant;
import java.util.Optional;
import org.echoscribe.inference.BundleRejectedException;
import org.echoscribe.journal.ModelChange;
import org.echoscribe.journal.ModelChange.Kind;
import org.echoscribe.journal.ModelChange.Model;
import org.echoscribe.journal.ModelChange.Role;
import org.echoscribe.journal.ModelChanges;
import org.echoscribe.node.configuration.Configuration;
import org.echoscribe.node.configuration.Keys;
import org.echoscribe.node.wiring.Home;
import org.echoscribe.node.wiring.OpenNetwork;
import org.echoscribe.pipeline.EchoPipeline;
import org.echoscribe.vocabulary.ModelIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The model that a running node serves with, and how another takes its place. */
final class ServingModel implements ModelRole {

    private static final Logger LOG = LoggerFactory.getLogger(ServingModel.class);

    private final Configuration configuration;
    private final KeptBundles kept;
    private final EchoPipeline pipeline;
    private final ModelChanges changes;
    private volatile OpenNetwork network;

    ServingModel(Configuration configuration, EchoPipeline pipeline, FirstModel first) {
        this.configuration = configuration;
        this.kept = new KeptBundles(configuration.get(Keys.DATA_DIRECTORY));
        this.pipeline = pipeline;
        this.changes = pipeline.journal().modelChanges();
        this.network = first.network();
        record(first);
    }

    @Override
    public Role role() {
        return Role.SERVING;
    }

    OpenNetwork network() {
        return network;
    }

    /** Writes down what the start has decided, now that this node has its data directory for itself. */
    private void record(FirstModel first) {
        Instant now = Instant.now();
        for (FirstModel.Refused refused : first.refused()) {
            changes.recordRefused(refused.change().number(), refused.cause(), now);
            LOG.error(
                    "The model {} is refused, and one that served before serves: {}",
                    refused.change().model().map(Model::toString).orElse("?"),
                    refused.cause());
        }
        if (first.change().isPresent() && first.refused().isEmpty()) {
            changes.recordInForce(first.change().get().number(), now);
            LOG.info(
                    "The promoted model {} serves; model.bundle in the configuration is not used",
                    first.change().get().model().orElseThrow());
        } else if (first.change().isPresent()) {
            ModelChange back = first.change().get();
            changes.recordInForce(
                    changes.ask(Role.SERVING, Kind.ROLLED_BACK, back.model(), back.source(), now)
                            .number(),
                    now);
        } else {
            recordConfigured(now);
        }
    }

    private void recordConfigured(Instant now) {
        Model model = modelOf(network.network().identity());
        Optional<ModelChange> inForce = changes.inForce(Role.SERVING);
        if (inForce.isEmpty()
                || inForce.get().kind() != Kind.CONFIGURED
                || !inForce.get().model().equals(Optional.of(model))) {
            String source =
                    Home.orSame(configuration.get(Keys.BUNDLE)).toAbsolutePath().toString();
            changes.recordInForce(
                    changes.ask(Role.SERVING, Kind.CONFIGURED, Optional.of(model), source, now)
                            .number(),
                    now);
        }
    }

    @Override
    public void take(ModelChange change) throws BundleRejectedException {
        OpenNetwork next =
                OpenNetwork.openTried(kept.pathOf(change.model().orElseThrow().sha256()), configuration);
        OpenNetwork replaced = network;
        network = next;
        pipeline.replaceNetwork(next.network(), replaced::close);
        changes.recordInForce(change.number(), Instant.now());
        LOG.info("The model {} serves from now on", change.model().orElseThrow());
    }

    static Model modelOf(ModelIdentity identity) {
        return new Model(identity.sha256(), identity.name(), identity.version());
    }
}
