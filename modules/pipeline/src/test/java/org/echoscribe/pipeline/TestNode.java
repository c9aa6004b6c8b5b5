package org.echoscribe.pipeline;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.dicom.network.Endpoints;
import org.echoscribe.dicom.network.Limits;
import org.echoscribe.dicom.network.StandardNegotiation;
import org.echoscribe.imaging.decode.ScreenMasks;
import org.echoscribe.journal.RetryDelays;
import org.echoscribe.report.NodeIdentity;
import org.echoscribe.report.SrSopClass;
import org.echoscribe.report.SummaryTitle;
import org.echoscribe.vocabulary.InputSpecification;
import org.echoscribe.vocabulary.InputSpecification.FrameSampling;
import org.echoscribe.vocabulary.InputSpecification.SpatialInput;
import org.echoscribe.vocabulary.ModelIdentity;
import org.echoscribe.vocabulary.NetworkInput;
import org.echoscribe.vocabulary.Scores;
import org.echoscribe.vocabulary.View;

/** Settings of a node under test: loopback, quick retries, no quiet time, a network that computes next to nothing. */
final class TestNode {

    static final InputSpecification SPECIFICATION =
            new InputSpecification(Optional.of(new SpatialInput(4, FrameSampling.FIRST, 16, 16)), Optional.empty(), 10);

    private TestNode() {}

    static PipelineOptions options(Path data, Map<String, Destination> destinations) {
        return options(data, destinations, 4);
    }

    static PipelineOptions options(Path data, Map<String, Destination> destinations, int attempts) {
        return new PipelineOptions(
                "ECHOSCRIBE",
                Endpoints.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                Limits.defaults(),
                StandardNegotiation.acceptingEveryone(),
                data,
                0,
                Duration.ZERO,
                2,
                new RetryDelays(Duration.ofMillis(50), Duration.ofMillis(400)),
                attempts,
                destinations.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> DestinationOptions.of(entry.getValue()))),
                reports(),
                Map.of(),
                NodeServices.NONE,
                ScreenMasks.none());
    }

    static ReportOptions reports() {
        return new ReportOptions(
                SrSopClass.COMPREHENSIVE_3D,
                SummaryTitle.MEASUREMENT_REPORT,
                true,
                false,
                Duration.ZERO,
                0,
                new NodeIdentity("TEST-NODE", "Echoscribe", "Echoscribe", "test"),
                ZoneOffset.UTC);
    }

    /** A network that asserts a view by the mean brightness of the first frame. */
    static TrainedNetwork network() {
        return network(TestNode::byBrightness);
    }

    static TrainedNetwork network(Function<NetworkInput, Scores> classify) {
        return new TrainedNetwork(
                new ModelIdentity("synthetic-brightness", "1.0.0", "Test", "ab".repeat(32), true),
                SPECIFICATION,
                0.5,
                classify);
    }

    static Scores byBrightness(NetworkInput input) {
        var values = input.frames().orElseThrow().values().duplicate();
        double sum = 0;
        int count = values.remaining();
        while (values.hasRemaining()) {
            sum += values.get();
        }
        View view = View.values()[(int) (sum / count * 1000) % View.values().length];
        return certain(view, 0.9f);
    }

    static Scores certain(View view, float certainty) {
        float[] probabilities = new float[View.values().length];
        Arrays.fill(probabilities, (1 - certainty) / (probabilities.length - 1));
        probabilities[view.ordinal()] = certainty;
        return new Scores(probabilities);
    }
}
