package org.echoscribe.study.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.study.network.PaperNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworksCommandTest {

    private final StringWriter out = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void everyNetworkOfThePaperHasALine() {
        assertThat(run("networks")).isZero();
        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(1 + PaperNetwork.values().length);
        assertThat(lines.get(1))
                .startsWith("Classical 2D")
                .contains("vgg16", "5 frames spaced 224x224", "14,721,870", "76.73", "86.4", "0.000");
        assertThat(lines.get(10)).contains("two-stream-td-xception", "299x299 + 4x10 flow 224x224", "3.9", "0.957");
    }

    @Test
    void aSmallTableInJsonTellsTheSizeAndWhatThePaperPrinted() throws IOException {
        assertThat(run("networks", "--json", "--width", "0.25", "--pixels", "96"))
                .isZero();
        JsonNode networks = new ObjectMapper().readTree(out.toString());
        assertThat(networks).hasSize(PaperNetwork.values().length);
        JsonNode resnet = networks.get(2);
        assertThat(resnet.get("name").asText()).isEqualTo("resnet50");
        assertThat(resnet.get("framePixels").asInt()).isEqualTo(96);
        assertThat(resnet.get("parameters").asLong()).isBetween(1_000_000L, 2_000_000L);
        assertThat(resnet.get("publishedErrorPercent").asDouble()).isEqualTo(11.0);
        assertThat(networks.get(8).has("publishedErrorPercent"))
                .as("the paper prints none")
                .isFalse();
    }

    @Test
    void aSizeThatNoNetworkCanHaveIsWrongUsage() {
        assertThat(run("networks", "--pixels", "40")).isEqualTo(2);
        assertThat(out.toString()).contains("at least 75 pixels, got 40");
    }

    @Test
    void anUntrainedBundleOfAnyNetworkVerifies() throws IOException {
        Path bundle = directory.resolve("bundle");
        assertThat(run(
                        "untrained",
                        "--network",
                        "i3d",
                        "--width",
                        "0.05",
                        "--pixels",
                        "80",
                        "--out",
                        bundle.toString()))
                .isZero();
        try (ModelBundle opened = ModelBundle.open(bundle)) {
            assertThat(opened.description().architecture()).isEqualTo("i3d");
            assertThat(opened.identity().synthetic()).isTrue();
        }
        assertThat(run("untrained", "--network", "vgg19", "--out", bundle.toString()))
                .isEqualTo(2);
        assertThat(out.toString()).contains("no network 'vgg19'", "densenet121");
    }

    private int run(String... arguments) {
        return StudyRun.run(out, arguments);
    }
}
