package org.echoscribe.node.model;

import java.nio.file.Path;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model that shadows the one that serves, where there is one. What a person asked at run time holds over the
 * configuration, until asked to follow it again. Nothing that is wrong with it keeps the node from starting.
 */
final class ShadowModel implements ModelRole {

    private static final Logger LOG = LoggerFactory.getLogger(ShadowModel.class);

    private final Configuration configuration;
    private final KeptBundles kept;
    private final EchoPipeline pipeline;
    private final ModelChanges changes;

    ShadowModel(Configuration configuration, EchoPipeline pipeline) {
        this.configuration = configuration;
        this.kept = new KeptBundles(configuration.get(Keys.DATA_DIRECTORY));
        this.pipeline = pipeline;
        this.changes = pipeline.journal().modelChanges();
    }

    @Override
    public Role role() {
        return Role.SHADOW;
    }

    /** Takes up what was asked before, or what the configuration says. */
    void begin() {
        Optional<ModelChange> wanted = changes.wanted(Role.SHADOW).filter(change -> change.kind() != Kind.CONFIGURED);
        try {
            if (wanted.isPresent()) {
                take(wanted.get());
            } else {
                followConfiguration();
            }
        } catch (BundleRejectedException e) {
            wanted.ifPresent(change -> changes.recordRefused(change.number(), e.getMessage(), Instant.now()));
            LOG.error("There is no shadow model: {}", e.getMessage());
        }
    }

    @Override
    public void take(ModelChange change) throws BundleRejectedException {
        switch (change.kind()) {
            case OFF -> end(change);
            case CONFIGURED -> followConfiguration();
            case PROMOTED, ROLLED_BACK -> {
                Path bundle = kept.pathOf(change.model().orElseThrow().sha256());
                shadow(change, OpenNetwork.openTried(bundle, OpenNetwork.onOneThread(configuration)));
            }
        }
    }

    private void followConfiguration() throws BundleRejectedException {
        Optional<Path> path = configuration.get(Keys.SHADOW);
        if (path.isEmpty()) {
            if (changes.wanted(Role.SHADOW).isPresent()) {
                end(changes.ask(Role.SHADOW, Kind.CONFIGURED, Optional.empty(), "", Instant.now()));
            }
            return;
        }
        Path bundle = Home.orSame(path.get());
        OpenNetwork network = OpenNetwork.openTried(bundle, OpenNetwork.onOneThread(configuration));
        Optional<Model> model =
                Optional.of(ServingModel.modelOf(network.network().identity()));
        // One that shadowed before the node stopped goes on with what it had not scored yet.
        ModelChange change = changes.inForce(Role.SHADOW)
                .filter(now -> now.kind() == Kind.CONFIGURED && now.model().equals(model))
                .orElseGet(() -> changes.ask(
                        Role.SHADOW,
                        Kind.CONFIGURED,
                        model,
                        bundle.toAbsolutePath().toString(),
                        Instant.now()));
        shadow(change, network);
    }

    private void shadow(ModelChange change, OpenNetwork network) {
        changes.recordInForce(change.number(), Instant.now());
        Instant since =
                changes.find(change.number()).flatMap(ModelChange::beganAt).orElseThrow();
        pipeline.shadow(network.network(), since, configuration.get(Keys.SHADOW_BACKLOG), network::close);
    }

    private void end(ModelChange change) {
        pipeline.endShadow();
        changes.recordInForce(change.number(), Instant.now());
    }
}
