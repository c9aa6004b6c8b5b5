package org.echoscribe.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialTest {

    private static final TinyModel TWO_STREAM = new TinyModel(Bundles.twoStream());

    @TempDir
    Path temporary;

    @Test
    void aBlankLoopIsScoredWhicheverStreamsTheNetworkHas() throws IOException {
        for (BundleDescription description :
                List.of(Bundles.twoStream(), Bundles.spatialOnly(), Bundles.temporalOnly())) {
            Path directory = Files.createTempDirectory(temporary, "bundle");
            try (ModelBundle bundle = new TinyModel(description).writtenTo(directory);
                    Classifier classifier = new Classifier(bundle, TinyModel.options(1, Duration.ZERO, 4))) {
                assertThatCode(() -> Trial.run(bundle, classifier)).doesNotThrowAnyException();
            }
        }
    }

    /** Its files are whole and its graphs open: only asking it shows that it cannot answer. */
    @Test
    void aNetworkWithoutFiniteAnswersIsRefused() throws IOException {
        float[] broken = new float[14 * 14];
        Arrays.fill(broken, Float.NaN);
        byte[] head = TinyGraphs.head(Bundles.SPATIAL.frames(), 8, Bundles.TEMPORAL.chunks(), 6, broken);
        try (ModelBundle bundle = TWO_STREAM.writtenTo(temporary, head);
                Classifier classifier = new Classifier(bundle, TinyModel.options(1, Duration.ZERO, 4))) {
            assertThatThrownBy(() -> Trial.run(bundle, classifier))
                    .isInstanceOf(BundleRejectedException.class)
                    .hasMessageContaining("scores no loop")
                    .hasMessageContaining("NaN");
        }
    }

    @Test
    void itsParametersAreTheNumbersInItsGraphs() throws IOException {
        try (ModelBundle bundle = TWO_STREAM.writtenTo(temporary)) {
            assertThat(bundle.parameters())
                    .as("two convolutions of 3 x 3 and one matrix of 14 columns")
                    .isEqualTo(8 * 3 * 9 + 6 * 2 * Bundles.TEMPORAL.fieldsPerChunk() * 9 + (8 + 6) * 14);
        }
    }

    @Test
    void aFileThatIsNoGraphHasNoParameters() throws IOException {
        Path file = Files.write(temporary.resolve("x.onnx"), new byte[] {58, 127, 1});
        assertThatThrownBy(() -> CountParameters.of(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is no ONNX file");
    }

    @Test
    void aCopyIsTheSameModel() throws IOException {
        Path copy = Files.createDirectories(temporary.resolve("copy"));
        try (ModelBundle bundle = TWO_STREAM.writtenTo(temporary.resolve("bundle"))) {
            bundle.copyTo(copy);
            try (ModelBundle copied = ModelBundle.open(copy)) {
                assertThat(copied.identity()).isEqualTo(bundle.identity());
            }
        }
    }
}
