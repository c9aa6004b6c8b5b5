package org.echoscribe.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes are a {@code bundle.json} of this version, or are refused with a reason. */
class BundleJsonFuzzTest {

    static Stream<byte[]> descriptions() throws IOException {
        return Stream.of(
                Files.readAllBytes(Path.of("../../etc/models/phantom-small/bundle.json")),
                "{}".getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("descriptions")
    @FuzzTest(maxDuration = "10s")
    void anyBytesAreADescriptionOrAreRefused(byte[] json) {
        try {
            BundleJson read = BundleJson.read(json);
            assertThat(BundleJson.read(read.write())).isEqualTo(read);
            read.toDescription();
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }
}
