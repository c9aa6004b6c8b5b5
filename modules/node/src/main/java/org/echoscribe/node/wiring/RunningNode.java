package org.echoscribe.node.wiring;

import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.echoscribe.imaging.decode.ScreenMasks;
import org.echoscribe.inference.BundleRejectedException;
import org.echoscribe.journal.Journal;
import org.echoscribe.node.admin.AdminServer;
import org.echoscribe.node.admin.CorrectionsPage;
import org.echoscribe.node.admin.Readiness;
import org.echoscribe.node.configuration.Configuration;
import org.echoscribe.node.configuration.Keys;
import org.echoscribe.node.configuration.PeerKeys;
import org.echoscribe.node.configuration.ReportKeys;
import org.echoscribe.node.configuration.TlsKeys;
import org.echoscribe.node.model.FirstModel;
import org.echoscribe.node.model.NodeModels;
import org.echoscribe.pipeline.EchoPipeline;
import org.echoscribe.pipeline.PipelineListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node at work: its network, its pipeline and its admin port, from {@link #start} until closed. */
public final class RunningNode implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningNode.class);

    private final Configuration configuration;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private NodeModels models;
    private EchoPipeline pipeline;
    private AdminServer admin;

    private RunningNode(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * Starts everything; the node accepts associations when this returns.
     *
     * @throws BundleRejectedException when the model bundle is not whole
     * @throws IOException when a port, the data directory or the table of screen masks cannot be had
     */
    public static RunningNode start(Configuration configuration, PipelineListener listener) throws IOException {
        RunningNode node = new RunningNode(configuration);
        try {
            node.startParts(listener);
            return node;
        } catch (IOException | RuntimeException e) {
            node.close();
            throw e;
        }
    }

    private void startParts(PipelineListener listener) throws IOException {
        ScreenMasks screenMasks = OpenScreenMasks.of(configuration);
        FirstModel first = FirstModel.open(configuration);
        closeLater(() -> (models == null ? first.network() : models.serving()).close());
        pipeline = closeLater(EchoPipeline.start(
                PlanPipeline.from(configuration, screenMasks), first.network().network(), listener));
        models = closeLater(NodeModels.follow(configuration, pipeline, first));
        InetSocketAddress address =
                new InetSocketAddress(configuration.get(Keys.ADMIN_BIND_ADDRESS), configuration.get(Keys.ADMIN_PORT));
        admin = closeLater(AdminServer.start(address, this::readiness, pipeline::metrics, models::describe, pages()));
        tell();
    }

    private Map<String, HttpHandler> pages() {
        if (!configuration.get(ReportKeys.CORRECTIONS)) {
            return Map.of();
        }
        LOG.warn("The admin port takes corrections, and has no access control: whoever reaches it signs as anybody");
        return Map.of("/corrections", new CorrectionsPage(pipeline.corrections()::correct));
    }

    /** The DICOM port, where it listens in plain, else that for TLS. */
    public int port() {
        return configuration.get(TlsKeys.LISTEN_PLAIN) ? pipeline.port() : pipeline.tlsPort();
    }

    /** The DICOM port for TLS, where it listens for that. */
    public OptionalInt tlsPort() {
        return configuration.get(TlsKeys.LISTEN) ? OptionalInt.of(pipeline.tlsPort()) : OptionalInt.empty();
    }

    private String ports() {
        String plain = configuration.get(TlsKeys.LISTEN_PLAIN) ? "port " + pipeline.port() : "";
        String secured = configuration.get(TlsKeys.LISTEN) ? "port " + pipeline.tlsPort() + " with TLS" : "";
        return plain + (plain.isEmpty() || secured.isEmpty() ? "" : " and ") + secured;
    }

    /** The host and port of the admin server, as in a URL. */
    public String adminAuthority() {
        return admin.authority();
    }

    /** What was received, decided and delivered. */
    public Journal journal() {
        return pipeline.journal();
    }

    /** Whether every part works now. */
    public Readiness readiness() {
        List<Readiness.Part> parts = new ArrayList<>();
        parts.add(new Readiness.Part("model", true, models.describeServing()));
        parts.add(new Readiness.Part(
                "dicom",
                true,
                configuration.get(Keys.AE_TITLE) + " on " + ports() + ", " + pipeline.openAssociations()
                        + " associations"));
        parts.add(disk());
        certificate().ifPresent(parts::add);
        parts.addAll(journalAndDestinations());
        return new Readiness(parts);
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                LOG.warn("A part of the node did not stop cleanly", e);
            }
        }
    }

    private Readiness.Part disk() {
        long free = configuration.get(Keys.DATA_DIRECTORY).toFile().getUsableSpace();
        long least = configuration.get(Keys.MINIMUM_FREE_BYTES);
        String detail = (free >> 20) + " MiB free, " + (least >> 20) + " MiB needed";
        return new Readiness.Part(
                "disk", free >= least, free >= least ? detail : detail + "; make room in the data directory");
    }

    /** A destination that fails leaves the node ready: what it receives is kept, and is delivered later. */
    private List<Readiness.Part> journalAndDestinations() {
        try {
            List<Readiness.Part> parts = new ArrayList<>();
            parts.add(new Readiness.Part(
                    "journal", true, journal().studies().open().size() + " open studies"));
            for (Configuration.Destination destination : configuration.destinations()) {
                parts.add(new Readiness.Part("destination " + destination.name(), true, waiting(destination.name())));
            }
            if (configuration.get(PeerKeys.ACCEPT_COMMITMENT_REQUESTS)) {
                long unanswered = journal().receivedCommitments().countWaiting();
                parts.add(
                        new Readiness.Part("storage commitment", true, unanswered + " requests are not answered yet"));
            }
            return parts;
        } catch (RuntimeException e) {
            return List.of(new Readiness.Part("journal", false, "cannot be read: " + e.getMessage()));
        }
    }

    private String waiting(String destination) {
        return journal().outbox().waiting(destination) + " reports and "
                + journal().forwards().waiting(destination) + " received objects wait, "
                + journal().askedCommitments().outstanding(destination) + " instances are not committed yet";
    }

    /** A certificate that has ended leaves the node ready in plain; where it listens with TLS alone nobody gets in. */
    private Optional<Readiness.Part> certificate() {
        return pipeline.certificateValidUntil().map(end -> {
            long days = Duration.between(Instant.now(), end).toDays();
            boolean ended = Instant.now().isAfter(end);
            return new Readiness.Part(
                    "certificate",
                    !ended || configuration.get(TlsKeys.LISTEN_PLAIN),
                    ended ? "has ended at " + end + "; put a new one in its place" : "valid for " + days + " days");
        });
    }

    private void tell() {
        LOG.atInfo()
                .addKeyValue("aeTitle", configuration.get(Keys.AE_TITLE))
                .addKeyValue("address", configuration.get(Keys.BIND_ADDRESS))
                .addKeyValue("listens", ports())
                .addKeyValue("model", models.serving().network().identity().name())
                .addKeyValue("executionProvider", models.serving().executionProvider())
                .addKeyValue("admin", "http://" + adminAuthority())
                .log("The node accepts associations");
        if (new InetSocketAddress(configuration.get(Keys.BIND_ADDRESS), 1).getAddress() instanceof InetAddress bound
                && bound.isLoopbackAddress()) {
            LOG.info("Only this machine can reach it. To open it to carts, set node.bind-address: 0.0.0.0");
        }
        if (models.serving().network().identity().synthetic()) {
            LOG.warn("The model was trained on SYNTHETIC data: its labels mean nothing on real hearts");
        }
        if (configuration.destinations().isEmpty()) {
            LOG.warn(
                    "No destination is configured: reports wait in the data directory. See destinations in etc/echoscribe.yaml");
        }
    }

    private <T extends AutoCloseable> T closeLater(T part) {
        open.push(part);
        return part;
    }
}
