package org.echoscribe.node.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Files;
import java.util.Map;
import org.echoscribe.inference.Classifier;
import org.echoscribe.inference.ExecutionOptions;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.inference.Trial;
import org.echoscribe.node.field.ShippedBundle;
import org.junit.jupiter.api.Test;

/** The card of the shipped bundle is in the common form, and says what {@code bundle.json} says. */
class ShippedCardTest {

    @Test
    void itsHeadIsYamlWithTheFiguresOfTheBundle() throws Exception {
        try (ModelBundle bundle = ModelBundle.open(ShippedBundle.PATH)) {
            String card = Files.readString(bundle.file(ModelBundle.CARD_FILE).orElseThrow());
            assertThat(card).startsWith("---\n");
            JsonNode head = new YAMLMapper().readTree(card.substring(4, card.indexOf("\n---\n")));
            assertThat(head.path("model_name").asText())
                    .isEqualTo(bundle.identity().name());
            assertThat(head.path("model_version").asText())
                    .isEqualTo(bundle.identity().version());
            assertThat(head.path("tags")).anyMatch(tag -> tag.asText().equals("synthetic-data-only"));
            JsonNode figures =
                    head.path("model-index").path(0).path("results").path(0).path("metrics");
            Map<?, ?> models =
                    (Map<?, ?>) bundle.description().measuredMetrics().get("models");
            Map<?, ?> measured = (Map<?, ?>) models.get("two-stream (shipped)");
            assertThat(figures.path(0).path("value").asDouble())
                    .isCloseTo(1 - ((Number) measured.get("error")).doubleValue(), within(1e-6));
            assertThat(figures.path(1).path("value").asDouble())
                    .isCloseTo(((Number) measured.get("kappa")).doubleValue(), within(1e-6));
        }
    }

    @Test
    void itHasEverySectionOfAModelCard() throws Exception {
        assertThat(Files.readString(ShippedBundle.PATH.resolve(ModelBundle.CARD_FILE)))
                .contains(
                        "## Model details",
                        "## Intended use",
                        "## Factors",
                        "## Metrics",
                        "## Evaluation data",
                        "## Training data",
                        "## Quantitative analyses",
                        "## Ethical considerations",
                        "## Caveats and recommendations");
    }

    @Test
    void theBundleScoresABlankLoopAndItsParametersAreThoseOfTheCard() throws Exception {
        try (ModelBundle bundle = ModelBundle.open(ShippedBundle.PATH);
                Classifier classifier = new Classifier(bundle, ExecutionOptions.forCpu())) {
            Trial.run(bundle, classifier);
            // Batch normalisation, a few parameters of each layer, is folded into the graphs.
            assertThat(bundle.parameters()).isBetween(2_700_000L, 2_816_638L);
        }
    }
}
