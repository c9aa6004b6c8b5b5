package org.echoscribe.study.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.phantom.GeneratePhantom;
import org.echoscribe.phantom.PhantomRequest;
import org.echoscribe.study.network.PaperNetwork;
import org.echoscribe.study.weights.PublishedFile;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code study --weights}, from files in the published formats to the bundles that tell of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StartedStudyTest {

    private static final double WIDTH = 0.05;

    private final StringWriter out = new StringWriter();

    private Path directory;
    private Path comparison;
    private Path inception;
    private Path googLeNet;

    @BeforeAll
    void trainBothStreamsOfI3d(@TempDir Path shared) throws IOException {
        directory = shared;
        comparison = directory.resolve("comparison");
        inception = PublishedFile.inceptionV3(directory.resolve("inception_v3.safetensors"), WIDTH, 1);
        googLeNet = PublishedFile.googLeNet(
                directory.resolve("googlenet.safetensors"), PaperNetwork.I3D.sized(WIDTH, OptionalInt.of(80)));
        new GeneratePhantom(2)
                .generate(directory.resolve("studies"), new PhantomRequest(5, 3, Set.of(View.PLAX), 1), (_, _) -> {});
        assertThat(study("i3d=" + googLeNet, "temporal-inception-v3=" + inception))
                .as(out.toString())
                .isZero();
    }

    @Test
    void whatMatchedIsToldAndKeptBesideEachTraining() throws IOException {
        assertThat(out.toString())
                .contains(
                        "i3d starts from googlenet.safetensors (SHA-256 ",
                        "57 parameters matched",
                        "kernels over pictures are inflated",
                        "temporal-inception-v3 starts from inception_v3.safetensors (SHA-256 ",
                        "376 parameters matched",
                        "the mean over the file's 3 colours, for each of the 20 images of optical flow");
        JsonNode kept = new ObjectMapper()
                .readTree(comparison
                        .resolve("networks/temporal-inception-v3/starting-weights.json")
                        .toFile());
        assertThat(kept.path("file").asText()).isEqualTo("inception_v3.safetensors");
        assertThat(kept.path("matched")).hasSize(376);
        assertThat(kept.path("matched").path("conv2d_1/kernel").asText()).isEqualTo("Conv2d_1a_3x3.conv.weight");
    }

    @Test
    void everyBundleThatRestsOnATrainingTellsWhichFileItBeganWith() throws IOException {
        String sha256 = sha256("i3d");
        try (ModelBundle bundle = ModelBundle.open(comparison.resolve("bundles/two-stream-i3d"))) {
            Map<String, Object> provenance = bundle.description().trainingProvenance();
            Map<?, ?> files = (Map<?, ?>) provenance.get("startingWeights");
            assertThat(files.keySet()).hasToString("[i3d, temporal-inception-v3]");
            assertThat(((Map<?, ?>) files.get("i3d")).get("sha256")).isEqualTo(sha256);
            assertThat(provenance.get("freezing").toString())
                    .isEqualTo("spatial backbone frozen for 1 epoch(s), then unfrozen from its end over 5");
            assertThat(provenance.get("command").toString())
                    .contains("--weights i3d=googlenet.safetensors")
                    .doesNotContain(directory.toString());
        }
        assertThat(Files.readString(comparison.resolve("bundles/two-stream-i3d/card.md")))
                .contains(
                        "### Starting weights",
                        "| i3d | googlenet.safetensors | `" + sha256 + "` | 57 |",
                        "| temporal-inception-v3 | inception_v3.safetensors | `");
    }

    @Test
    void aTrainingGoesOnFromTheWeightsThatItBeganWithAndFromNoOthers() throws IOException {
        Path other = PublishedFile.inceptionV3(directory.resolve("other.safetensors"), WIDTH, 2);
        assertThat(study("i3d=" + googLeNet, "temporal-inception-v3=" + other)).isEqualTo(1);
        assertThat(study("i3d=" + googLeNet)).isEqualTo(1);
        assertThat(out.toString())
                .contains("a training of temporal-inception-v3 that began with the weights of SHA-256 "
                        + sha256("temporal-inception-v3"))
                .contains("would go on with the weights of SHA-256")
                .contains("would go on with random weights: give the same --weights again");
        assertThat(study("two-stream-i3d=" + googLeNet, "temporal-inception-v3=" + inception))
                .as("the same files")
                .isZero();
    }

    @Test
    void aFileThatDoesNotFitEndsTheRunBeforeAnythingIsMade() {
        Path untouched = directory.resolve("untouched");
        assertThat(study(untouched, "--width", "1", "--weights", "temporal-inception-v3=" + inception))
                .isEqualTo(1);
        assertThat(study(untouched, "--width", "0.05", "--weights", "xception=" + inception))
                .isEqualTo(2);
        assertThat(study(untouched, "--width", "0.05", "--weights", "i3d=" + inception))
                .isEqualTo(1);
        assertThat(out.toString())
                .contains("[8, 3, 3, 3]", "[32, 20, 3, 3]", "full width")
                .contains(
                        "names a file for xception, which this run does not train; it trains i3d, temporal-inception-v3")
                .contains("holds nothing of i3d");
        assertThat(untouched).doesNotExist();
    }

    private String sha256(String training) throws IOException {
        return new ObjectMapper()
                .readTree(comparison
                        .resolve("networks")
                        .resolve(training)
                        .resolve("starting-weights.json")
                        .toFile())
                .path("sha256")
                .asText();
    }

    private int study(String... weights) {
        return study(
                comparison,
                Stream.concat(
                                Stream.of("--width", Double.toString(WIDTH)),
                                Stream.of(weights).flatMap(pair -> Stream.of("--weights", pair)))
                        .toArray(String[]::new));
    }

    private int study(Path where, String... more) {
        return run(Stream.concat(
                        Stream.of(
                                "study",
                                "--preset",
                                "phantom-paper",
                                "--data",
                                directory.resolve("studies").toString(),
                                "--out",
                                where.toString(),
                                "--networks",
                                "two-stream-i3d",
                                "--epochs",
                                "1",
                                "--train-only"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private int run(String... arguments) {
        return StudyRun.run(out, arguments);
    }
}
