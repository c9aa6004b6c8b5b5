package org.echoscribe.node.field;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.inference.BundleDescription;
import org.echoscribe.inference.BundleWriter;
import org.echoscribe.journal.Labelling;
import org.echoscribe.journal.ReceivedLoop;
import org.echoscribe.node.CommandRun;
import org.echoscribe.node.configuration.ReadConfiguration;
import org.echoscribe.node.wiring.RunningNode;
import org.echoscribe.phantom.GeneratePhantom;
import org.echoscribe.phantom.PhantomRequest;
import org.echoscribe.pipeline.PipelineListener;
import org.echoscribe.study.network.NetworkScale;
import org.echoscribe.study.network.NetworkWeights;
import org.echoscribe.study.network.PaperNetwork;
import org.echoscribe.study.network.SizedNetwork;
import org.echoscribe.study.onnx.NetworkFiles;
import org.echoscribe.study.onnx.WeightPrecision;
import org.echoscribe.testkit.Cart;
import org.echoscribe.testkit.LoopbackPacs;
import org.echoscribe.vocabulary.Outcome;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A bundle of each network of the paper, as small as they can be and untrained, labels a loop by {@code classify} and in a
 * running node that is sent the loop and sends its report to a PACS; both say the same.
 */
class EveryNetworkInServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    private static Path shared;

    private static Path loop;

    @BeforeAll
    static void makeALoop() throws IOException {
        new GeneratePhantom(1).generate(shared, new PhantomRequest(1, 7, Set.of(View.A4C_LV), 1), (_, _) -> {});
        try (Stream<Path> files = Files.walk(shared)) {
            loop = files.filter(file -> file.toString().endsWith(".dcm"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void aBundleOfItLabelsByTheCommandAndInANodeAlike(PaperNetwork network, @TempDir Path directory) throws Exception {
        Path bundle = bundle(network, directory.resolve("bundle"));
        JsonNode labelled = classify(bundle);
        assertThat(labelled.path("model").asText()).isEqualTo(network.id() + " 0.0.1");
        assertThat(labelled.path("outcome").asText()).isEqualTo("classified");
        assertThat(labelled.path("certainty").asDouble())
                .as("views differ, or nothing is tested")
                .isGreaterThan(1.0 / View.values().length);

        try (LoopbackPacs pacs = LoopbackPacs.start(directory.resolve("pacs"));
                RunningNode node = serve(bundle, directory.resolve("data"), pacs.destination())) {
            Cart.send(new Destination("ECHOSCRIBE", "127.0.0.1", node.port()), List.of(loop));
            LoopbackPacs.Received report = pacs.awaitReceived(1, PATIENCE).getFirst();
            ReceivedLoop received = node.journal().loops().newest(1).getFirst();
            Labelling labelling = received.labelling().orElseThrow();
            assertThat(labelling.outcome()).isInstanceOfSatisfying(Outcome.Classified.class, said -> {
                assertThat(said.view().name()).isEqualTo(labelled.path("view").asText());
                for (View view : View.values()) {
                    assertThat(said.scores().of(view))
                            .isEqualTo(labelled.path("probabilities")
                                    .path(view.name())
                                    .floatValue());
                }
            });
            View view = View.valueOf(labelled.path("view").asText());
            assertThat(Files.readString(report.file(), StandardCharsets.ISO_8859_1))
                    .contains(view.modelClass().value(), network.id());
        }
    }

    private static Path bundle(PaperNetwork network, Path directory) throws IOException {
        SizedNetwork sized = network.at(new NetworkScale(0.05, 80, 0.9));
        BundleDescription description = new BundleDescription(
                network.id(),
                "0.0.1",
                "Echoscribe",
                network.id(),
                List.of(View.values()),
                sized.input(),
                1,
                0,
                Map.of("weights", "random"),
                Map.of(),
                true);
        BundleWriter writer = new BundleWriter(description, "# Untrained, of a test\n");
        new NetworkFiles(sized.network(), NetworkWeights.initial(sized.network(), 3), WeightPrecision.FLOAT32, Map.of())
                .contents()
                .forEach(writer::add);
        writer.writeDirectory(directory);
        return directory;
    }

    private static JsonNode classify(Path bundle) throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = CommandRun.run(
                out,
                err,
                "classify",
                loop.toString(),
                "--json",
                "--set",
                "model.bundle=" + bundle,
                "--set",
                "imaging.screen-masks=" + ShippedBundle.SCREEN_MASKS);
        assertThat(status).as(err.toString()).isZero();
        assertThat(err.toString()).contains("SYNTHETIC");
        return new ObjectMapper().readTree(out.toString()).path(0);
    }

    private static RunningNode serve(Path bundle, Path data, Destination pacs) throws Exception {
        return RunningNode.start(
                ReadConfiguration.read(
                        Optional.empty(),
                        Map.of(),
                        List.of(
                                "node.data-directory=" + data,
                                "node.port=0",
                                "admin.port=0",
                                "storage.minimum-free-space=0",
                                "imaging.screen-masks=" + ShippedBundle.SCREEN_MASKS,
                                "model.bundle=" + bundle,
                                "destinations.pacs.ae-title=" + pacs.aeTitle(),
                                "destinations.pacs.host=" + pacs.host(),
                                "destinations.pacs.port=" + pacs.port())),
                PipelineListener.NONE);
    }
}
