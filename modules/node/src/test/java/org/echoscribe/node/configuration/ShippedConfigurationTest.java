package org.echoscribe.node.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code etc/echoscribe.yaml} is documentation and configuration at once: here it is held against the code. */
class ShippedConfigurationTest {

    private static final Path SHIPPED = Path.of("../../etc/echoscribe.yaml");

    @Test
    void documentsEveryKeyWithItsMeaningRangeAndDefault() throws Exception {
        List<String> lines =
                Files.readAllLines(SHIPPED).stream().map(String::strip).toList();
        String words = String.join(
                " ", lines.stream().map(line -> line.replaceFirst("^[# ]+", "")).toList());
        for (Key<?> key : Keys.all()) {
            assertThat(words).as(key.name()).contains(key.meaning(), "(" + key.range());
            if (!key.isTemplate()) {
                String nothing = key.range().startsWith("a list") ? "[]" : "\"\"";
                String initial = key.defaultText().isEmpty() ? nothing : key.defaultText();
                String last = key.name().substring(key.name().lastIndexOf('.') + 1);
                assertThat(lines).as(key.name()).contains("# " + last + ": " + initial);
            }
        }
    }

    @Test
    void meansTheDefaultsAsShippedAndWithEveryCommentedKeyMadeReal(@TempDir Path directory) throws Exception {
        Configuration defaults = ReadConfiguration.read(Optional.empty(), Map.of(), List.of());
        Configuration shipped = ReadConfiguration.read(Optional.of(SHIPPED), Map.of(), List.of());
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(SHIPPED)) {
            lines.add(
                    line.matches("  # [a-z-]+:( .*)?") || line.matches("  #   [a-z-]+: .*")
                            ? line.replaceFirst("# ", "")
                            : line);
        }
        Path real = Files.write(directory.resolve("real.yaml"), lines);
        Configuration uncommented = ReadConfiguration.read(Optional.of(real), Map.of(), List.of());
        for (Key<?> key : Keys.all()) {
            if (!key.isTemplate()) {
                assertThat((Object) shipped.get(key)).as(key.name()).isEqualTo(defaults.get(key));
                assertThat((Object) uncommented.get(key)).as(key.name()).isEqualTo(defaults.get(key));
            }
        }
        assertThat(uncommented.destinations()).hasSize(1);
        assertThat(uncommented.knownAeNames()).containsExactly("cart");
    }
}
