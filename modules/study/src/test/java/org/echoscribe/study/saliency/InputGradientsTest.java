package org.echoscribe.study.saliency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.echoscribe.inference.Classifier;
import org.echoscribe.inference.ExecutionOptions;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.study.torch.InputGradients;
import org.echoscribe.vocabulary.NetworkInput;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.Test;

class InputGradientsTest {

    private static final Path SHIPPED = Path.of("../../etc/models/phantom-small");

    @Test
    void theGraphsGiveTheLogitsOfTheService() throws IOException {
        try (ModelBundle bundle = ModelBundle.open(SHIPPED);
                InputGradients gradients = new InputGradients(bundle);
                Classifier classifier = new Classifier(bundle, ExecutionOptions.forCpu())) {
            NetworkInput input = input(new SplittableRandom(1));
            float[] served = classifier.logits(input);
            InputGradients.Gradients found = gradients.of(input, Optional.empty(), Optional.empty());
            for (int i = 0; i < served.length; i++) {
                assertThat(found.logits()[i]).isCloseTo(served[i], within(1e-3f));
            }
            int best = IntStream.range(0, served.length)
                    .boxed()
                    .max(Comparator.comparingDouble(i -> served[i]))
                    .orElseThrow();
            assertThat(found.view().ordinal()).isEqualTo(best);
        }
    }

    /** Along a random direction, half a small step forward and half back; single precision leaves about two digits. */
    @Test
    void theDerivativeIsHowTheScoreChanges() throws IOException {
        try (ModelBundle bundle = ModelBundle.open(SHIPPED);
                InputGradients gradients = new InputGradients(bundle)) {
            NetworkInput input = input(new SplittableRandom(2));
            Optional<View> view = Optional.of(View.A4C_LV);
            InputGradients.Gradients found = gradients.of(input, view, Optional.empty());
            InputGradients.Gradients contrast = gradients.of(input, view, Optional.of(View.A5C));
            assertThat(contrast.flow()).isPresent();
            for (List<float[]> stream : List.of(
                    List.of(found.frames().orElseThrow()), List.of(found.flow().orElseThrow()))) {
                float[] gradient = stream.getFirst();
                double norm = Math.sqrt(IntStream.range(0, gradient.length)
                        .mapToDouble(i -> (double) gradient[i] * gradient[i])
                        .sum());
                boolean frames = gradient.length == found.frames().orElseThrow().length;
                // Along the gradient itself the score changes by the gradient's norm.
                double step = 0.02;
                double forward = score(gradients, moved(input, gradient, step / 2 / norm, frames), view);
                double back = score(gradients, moved(input, gradient, -step / 2 / norm, frames), view);
                assertThat((forward - back) / step).isCloseTo(norm, within(0.15 * norm));
            }
        }
    }

    private static double score(InputGradients gradients, NetworkInput input, Optional<View> view) {
        return gradients.of(input, view, Optional.empty())
                .logits()[view.orElseThrow().ordinal()];
    }

    private static NetworkInput moved(NetworkInput input, float[] direction, double length, boolean frames) {
        NetworkInput.Tensor tensor = (frames ? input.frames() : input.flow()).orElseThrow();
        FloatBuffer values = direct(direction.length);
        for (int i = 0; i < direction.length; i++) {
            values.put(i, (float) (tensor.values().get(i) + direction[i] * length));
        }
        Optional<NetworkInput.Tensor> moved = Optional.of(new NetworkInput.Tensor(values, tensor.shape()));
        return new NetworkInput(frames ? moved : input.frames(), frames ? input.flow() : moved, 40, false);
    }

    private static NetworkInput input(SplittableRandom random) {
        return new NetworkInput(
                Optional.of(tensor(random, 0, 20, 3, 96, 96)),
                Optional.of(tensor(random, -1, 4, 20, 96, 96)),
                40,
                false);
    }

    private static NetworkInput.Tensor tensor(SplittableRandom random, double least, long... shape) {
        FloatBuffer values = direct((int) Arrays.stream(shape).reduce(1, (a, b) -> a * b));
        for (int i = 0; i < values.limit(); i++) {
            values.put(i, (float) random.nextDouble(least, 1));
        }
        return new NetworkInput.Tensor(values, shape);
    }

    private static FloatBuffer direct(int size) {
        return ByteBuffer.allocateDirect(size * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }
}
