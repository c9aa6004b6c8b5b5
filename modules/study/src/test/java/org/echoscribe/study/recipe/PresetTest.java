package org.echoscribe.study.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.study.network.PaperNetwork;
import org.echoscribe.vocabulary.InputSpecification.FrameSampling;
import org.echoscribe.vocabulary.InputSpecification.SpatialInput;
import org.echoscribe.vocabulary.InputSpecification.TemporalInput;
import org.echoscribe.vocabulary.InputSpecification.TvL1Parameters;
import org.junit.jupiter.api.Test;

class PresetTest {

    private static final Path SHIPPED = Path.of("../../etc/models/phantom-small");

    @Test
    void theSmallPresetIsThatOfTheShippedBundle() throws IOException {
        Preset preset = Preset.phantomSmall(1);
        try (ModelBundle shipped = ModelBundle.open(SHIPPED)) {
            assertThat(shipped.inputSpecification()).isEqualTo(preset.input());
        }
        assertThat(Files.readString(SHIPPED.resolve(ModelBundle.CARD_FILE)))
                .contains("Two-stream (TD-Xception + temporal Inception V3), width 0.25, "
                        + preset.network().network().parameterCount() + " parameters;");
    }

    @Test
    void thePublishedPresetHasThePapersSizes() {
        Preset preset = Preset.published(1);
        assertThat(preset.input().spatial()).contains(new SpatialInput(20, FrameSampling.FIRST, 299, 299));
        assertThat(preset.input().temporal())
                .contains(new TemporalInput(4, 10, 224, 224, 15, TvL1Parameters.defaults()));
        assertThat(preset.network().network().parameterCount()).isEqualTo(43_365_238);
        assertThat(preset.sized(PaperNetwork.XCEPTION).learner().parameterCount())
                .isEqualTo(20_890_166);
    }
}
