package org.echoscribe.pipeline;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.dicom.network.Endpoints;
import org.echoscribe.dicom.network.KnownAe;
import org.echoscribe.dicom.network.StandardNegotiation;
import org.echoscribe.journal.Priority;
import org.echoscribe.journal.RetryDelays;

/** Settings of a node under test that does more for its peers than storing. */
final class NodeWithPeers {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path data;
    private final Map<String, DestinationOptions> destinations = new LinkedHashMap<>();
    private final Map<String, KnownSender> knownAes = new LinkedHashMap<>();
    private NodeServices services = NodeServices.NONE;
    private Duration quietTime = Duration.ZERO;
    private int port;
    private int attempts = 4;

    NodeWithPeers(Path data) {
        this.data = data;
    }

    /** A destination with this name. */
    NodeWithPeers destination(String name, Destination address, DestinationServices wanted) {
        destinations.put(name, DestinationOptions.of(address).withServices(wanted));
        return this;
    }

    /** A sender that is reported to at its address. */
    NodeWithPeers knows(Destination address) {
        knownAes.put(
                address.aeTitle(),
                new KnownSender(
                        new KnownAe(address.aeTitle(), Optional.of(address), List.of(), OptionalInt.empty(), false),
                        Priority.LIVE));
        return this;
    }

    NodeWithPeers services(NodeServices other) {
        services = other;
        return this;
    }

    NodeWithPeers quietTime(Duration other) {
        quietTime = other;
        return this;
    }

    NodeWithPeers port(int other) {
        port = other;
        return this;
    }

    NodeWithPeers attempts(int other) {
        attempts = other;
        return this;
    }

    PipelineOptions options() {
        PipelineOptions usual = TestNode.options(data, Map.of());
        return new PipelineOptions(
                usual.aeTitle(),
                Endpoints.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)),
                usual.limits(),
                StandardNegotiation.acceptingEveryone(),
                data,
                0,
                quietTime,
                usual.workers(),
                usual.retryDelays(),
                attempts,
                destinations,
                usual.reports(),
                knownAes,
                services,
                usual.screenMasks());
    }

    /** Storage commitment for senders, and quick repetitions towards destinations. */
    static NodeServices commitment() {
        return new NodeServices(
                true, false, false, new RetryDelays(Duration.ofMillis(200), Duration.ofMillis(400)), 3, Duration.ZERO);
    }

    static DestinationServices committed() {
        return new DestinationServices(true, false, Optional.empty());
    }

    static DestinationServices forwarded() {
        return new DestinationServices(false, true, Optional.empty());
    }

    static DestinationServices forwardedAndCommitted() {
        return new DestinationServices(true, true, Optional.empty());
    }

    /** Waits for what no peer and no listener tells. */
    static void await(String what, java.util.function.BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("never came true: " + what);
            }
            Thread.sleep(20);
        }
    }
}
