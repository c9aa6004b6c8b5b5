package org.echoscribe.node.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.node.field.ShippedBundle;
import org.echoscribe.node.model.OtherBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleFactsTest {

    @Test
    void whatTwoBundlesShareStandsOnceAndWhatTheyDoNotStandsTwice(@TempDir Path directory) throws Exception {
        Path candidate = OtherBundle.write(directory.resolve("candidate"), "candidate");
        Map<String, Object> first;
        Map<String, Object> second;
        try (ModelBundle shipped = ModelBundle.open(ShippedBundle.PATH);
                ModelBundle other = ModelBundle.open(candidate)) {
            first = BundleFacts.of(shipped);
            second = BundleFacts.of(other);
        }
        assertThat(BundleFacts.table(first, second).lines())
                .contains("* name", "      A: phantom-small", "      B: candidate", "  input.framePixels: 96 x 96")
                .contains("* calibrationTemperature", "      B: 3.0")
                .contains("  metrics.models.two-stream (shipped).wrong: 19")
                .noneMatch(line -> line.contains(".recall."));
        assertThat(first.get("parameters")).isEqualTo(second.get("parameters"));
        assertThat(first).containsKey("metrics.models.two-stream (shipped).recall.A2C");
    }
}
