package org.echoscribe.node.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes are a configuration, or are refused with every problem named. */
class ConfigurationFuzzTest {

    static Stream<byte[]> files() throws IOException {
        return Stream.of(
                Files.readAllBytes(Path.of("../../etc/echoscribe.yaml")),
                "node: {port: 1, ae-title: [A, B]}\ndestinations:\n  a: &x {host: h}\n  b: *x\n"
                        .getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("files")
    @FuzzTest(maxDuration = "10s")
    void anyBytesAreAConfigurationOrAreRefused(byte[] yaml) throws IOException {
        Path file = Files.createTempFile("fuzzed", ".yaml");
        try {
            Files.write(file, yaml);
            ReadConfiguration.read(Optional.of(file), Map.of(), List.of());
        } catch (InvalidConfigurationException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        } finally {
            Files.delete(file);
        }
    }
}
