package org.echoscribe.study.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.echoscribe.study.data.Origin;
import org.echoscribe.study.network.PaperNetwork;
import org.junit.jupiter.api.Test;

class PaperCardTest {

    private static final PaperPreset PRESET = PaperPreset.phantomPaper(1);

    @Test
    void itIsInTheCommonFormAndSaysWhatIsSynthetic() {
        assertThat(card(Origin.SYNTHETIC, Map.of("wrong", 3, "loops", 12)))
                .startsWith("---\nlicense: apache-2.0\n")
                .contains("- synthetic-data-only\n", "      value: 0.750000\n")
                .contains("SYNTHETIC DATA ONLY", "| wrong | 3 |", "| trainingDataSha256 | ab |")
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
    void itClaimsNoFigureThatWasNotMeasuredAndNoLicenceOfAnArchivesModel() {
        assertThat(card(Origin.CLINICAL, Map.of()))
                .startsWith("---\nlicense: other\n")
                .doesNotContain("model-index", "synthetic-data-only", "SYNTHETIC")
                .contains("It is not a medical device.");
    }

    private static String card(Origin origin, Map<String, Object> metrics) {
        return PaperCard.markdown(
                PaperNetwork.XCEPTION, "1.0.0", PRESET, origin, Map.of("trainingDataSha256", "ab"), metrics);
    }
}
