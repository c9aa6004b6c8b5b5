package org.echoscribe.study;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.echoscribe.study.torch.Batch;
import org.echoscribe.study.torch.InputArray;
import org.echoscribe.study.training.Examples;
import org.echoscribe.vocabulary.InputSpecification;
import org.echoscribe.vocabulary.NetworkInput;

/**
 * Noise in the shape that a network reads, in two classes: dark frames and flow to one side, bright frames and flow to the
 * other.
 *
 * @param specification what the network reads
 * @param frames how many frames of each loop, which is fewer than it reads where a part of it learns
 */
record SyntheticLoops(InputSpecification specification, int frames, int size, long seed) implements Examples {

    @Override
    public Batch batch(int[] items, Optional<SplittableRandom> augmentation) {
        Map<String, InputArray> inputs = new LinkedHashMap<>();
        specification
                .spatial()
                .ifPresent(
                        in -> inputs.put("frames", noise(items, 0, items.length, frames, 3, in.height(), in.width())));
        specification.temporal().ifPresent(in -> {
            long channels = 2L * in.fieldsPerChunk();
            inputs.put("flow", noise(items, -1, items.length, in.chunks(), channels, in.height(), in.width()));
        });
        long[] labels = Arrays.stream(items).mapToLong(item -> item % 2).toArray();
        return new Batch(inputs, labels);
    }

    /** One loop as service would prepare it. */
    NetworkInput input(int item) {
        Map<String, InputArray> inputs =
                batch(new int[] {item}, Optional.empty()).inputs();
        return new NetworkInput(
                Optional.ofNullable(inputs.get("frames")).map(SyntheticLoops::ofOneLoop),
                Optional.ofNullable(inputs.get("flow")).map(SyntheticLoops::ofOneLoop),
                frames,
                false);
    }

    private static NetworkInput.Tensor ofOneLoop(InputArray stacked) {
        return new NetworkInput.Tensor(
                stacked.values(), Arrays.copyOfRange(stacked.shape(), 1, stacked.shape().length));
    }

    private InputArray noise(int[] items, double lowest, long... shape) {
        long values = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        FloatBuffer buffer = ByteBuffer.allocateDirect(Math.toIntExact(values * Float.BYTES))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        int perItem = buffer.limit() / items.length;
        for (int item : items) {
            SplittableRandom random = new SplittableRandom(seed * 1000 + item);
            double middle = (lowest + 1) / 2;
            for (int i = 0; i < perItem; i++) {
                buffer.put((float) (item % 2 == 0 ? random.nextDouble(lowest, middle) : random.nextDouble(middle, 1)));
            }
        }
        return new InputArray(buffer.flip(), shape);
    }
}
