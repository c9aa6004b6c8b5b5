package org.echoscribe.study.saliency;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.echoscribe.study.torch.InputGradients;
import org.echoscribe.study.torch.InputGradients.Gradients;
import org.echoscribe.vocabulary.NetworkInput;
import org.echoscribe.vocabulary.NetworkInput.Tensor;
import org.echoscribe.vocabulary.View;

/** Means of gradients at several inputs, as {@link SaliencyMethod} has them. Both streams change together. */
final class AverageGradients {

    static final int NOISY_COPIES = 16;
    static final int STEPS = 24;

    /** Standard deviation of the noise as a share of the input's range; the authors recommend 10 to 20 %. */
    private static final double NOISE = 0.1;

    private static final long SEED = 1;

    private final InputGradients gradients;

    AverageGradients(InputGradients gradients) {
        this.gradients = gradients;
    }

    /** At noisy copies of an input. */
    Gradients smooth(NetworkInput input, Optional<View> view, Optional<View> against) {
        SplittableRandom random = new SplittableRandom(SEED);
        return mean(input, view, against, NOISY_COPIES, _ -> mapped(input, tensor -> noisy(tensor, random)));
    }

    /** On the way from a baseline, in the middle of each step. */
    Gradients integrated(NetworkInput baseline, NetworkInput input, Optional<View> view, Optional<View> against) {
        return mean(input, view, against, STEPS, step -> between(baseline, input, (step + 0.5) / STEPS));
    }

    /** Black and still, in the shape of this input. */
    static NetworkInput nothing(NetworkInput like) {
        return mapped(like, tensor -> new Tensor(direct(tensor.values().limit()), tensor.shape()));
    }

    /** How far each value moves from a baseline. */
    static NetworkInput difference(NetworkInput input, NetworkInput baseline) {
        return combined(baseline, input, -1, 1);
    }

    private static NetworkInput between(NetworkInput from, NetworkInput to, double share) {
        return combined(from, to, 1 - share, share);
    }

    /** The view that wins at the input itself is asked for everywhere. */
    private Gradients mean(
            NetworkInput input,
            Optional<View> wanted,
            Optional<View> against,
            int number,
            IntFunction<NetworkInput> places) {
        Gradients here = gradients.of(input, wanted, against);
        Optional<View> view = Optional.of(here.view());
        Optional<float[]> frames = here.frames().map(values -> new float[values.length]);
        Optional<float[]> flow = here.flow().map(values -> new float[values.length]);
        for (int i = 0; i < number; i++) {
            Gradients there = gradients.of(places.apply(i), view, against);
            frames.ifPresent(sum -> add(there.frames().orElseThrow(), sum, number));
            flow.ifPresent(sum -> add(there.flow().orElseThrow(), sum, number));
        }
        return new Gradients(here.view(), here.logits(), frames, flow);
    }

    private static void add(float[] values, float[] sum, int number) {
        for (int i = 0; i < values.length; i++) {
            sum[i] += values[i] / number;
        }
    }

    /** A change of one tensor. */
    @FunctionalInterface
    private interface Change {
        Tensor of(Tensor tensor);
    }

    private static NetworkInput mapped(NetworkInput input, Change change) {
        return new NetworkInput(
                input.frames().map(change::of),
                input.flow().map(change::of),
                input.framesUsed(),
                input.repeatedCyclically());
    }

    private static NetworkInput combined(NetworkInput one, NetworkInput other, double weight, double otherWeight) {
        return new NetworkInput(
                other.frames().map(tensor -> combined(one.frames().orElseThrow(), tensor, weight, otherWeight)),
                other.flow().map(tensor -> combined(one.flow().orElseThrow(), tensor, weight, otherWeight)),
                other.framesUsed(),
                other.repeatedCyclically());
    }

    private static Tensor combined(Tensor one, Tensor other, double weight, double otherWeight) {
        int size = other.values().limit();
        FloatBuffer values = direct(size);
        for (int i = 0; i < size; i++) {
            values.put(i, (float)
                    (weight * one.values().get(i) + otherWeight * other.values().get(i)));
        }
        return new Tensor(values, other.shape());
    }

    private static Tensor noisy(Tensor tensor, SplittableRandom random) {
        int size = tensor.values().limit();
        float least = Float.POSITIVE_INFINITY;
        float greatest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            least = Math.min(least, tensor.values().get(i));
            greatest = Math.max(greatest, tensor.values().get(i));
        }
        double deviation = NOISE * (greatest - least);
        FloatBuffer values = direct(size);
        for (int i = 0; i < size; i++) {
            values.put(i, (float) (tensor.values().get(i) + deviation * random.nextGaussian()));
        }
        return new Tensor(values, tensor.shape());
    }

    private static FloatBuffer direct(int size) {
        return ByteBuffer.allocateDirect(size * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }
}
