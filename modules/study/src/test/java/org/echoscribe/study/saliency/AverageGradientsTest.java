package org.echoscribe.study.saliency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.imaging.PrepareInput;
import org.echoscribe.imaging.decode.DecodeLoop;
import org.echoscribe.imaging.decode.DecodeResult;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.phantom.PhantomStudy;
import org.echoscribe.study.torch.InputGradients;
import org.echoscribe.vocabulary.NetworkInput;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AverageGradientsTest {

    private static final Path SHIPPED = Path.of("../../etc/models/phantom-small");

    /** The axiom of completeness, up to the width of a step. */
    @Test
    void integratedGradientsAddUpToTheChangeOfTheScore(@TempDir Path directory) throws IOException {
        try (ModelBundle bundle = ModelBundle.open(SHIPPED);
                InputGradients gradients = new InputGradients(bundle)) {
            NetworkInput input = input(bundle, directory.resolve("loop.dcm"));
            NetworkInput nothing = AverageGradients.nothing(input);
            Optional<View> view = Optional.of(View.A4C_LV);
            InputGradients.Gradients found =
                    new AverageGradients(gradients).integrated(nothing, input, view, Optional.empty());
            double sum = product(
                            found.frames().orElseThrow(),
                            input.frames().orElseThrow().values())
                    + product(
                            found.flow().orElseThrow(),
                            input.flow().orElseThrow().values());
            double before = gradients.of(nothing, view, Optional.empty()).logits()[View.A4C_LV.ordinal()];
            double change = found.logits()[View.A4C_LV.ordinal()] - before;
            assertThat(Math.abs(change)).as("there is something to explain").isGreaterThan(0.5);
            assertThat(sum).isCloseTo(change, within(0.15 * Math.abs(change) + 0.15));
        }
    }

    private static NetworkInput input(ModelBundle bundle, Path file) throws IOException {
        PhantomStudy.draw(6, 0, Set.of(View.A4C_LV), 1).loops().getFirst().writeDicom(file);
        var decoded =
                (DecodeResult.Decoded) new DecodeLoop().decode(DataSetReader.read(file), bundle.inputSpecification());
        return new PrepareInput().prepare(decoded.loop(), bundle.inputSpecification());
    }

    private static double product(float[] gradient, FloatBuffer values) {
        double sum = 0;
        for (int i = 0; i < gradient.length; i++) {
            sum += (double) gradient[i] * values.get(i);
        }
        return sum;
    }
}
