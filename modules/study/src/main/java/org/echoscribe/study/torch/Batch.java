package org.echoscribe.study.torch;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * Some loops with their right answers.
 *
 * @param inputs the network's inputs by name, loops along the first axis
 * @param labels the right class of each loop, 0-based
 */
public record Batch(Map<String, InputArray> inputs, long[] labels) {

    /** How many loops. */
    public int size() {
        return labels.length;
    }

    /** Batches of loops of the same shape as one, in order. */
    public static Batch joined(List<Batch> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        Map<String, InputArray> inputs = new LinkedHashMap<>();
        for (String name : parts.getFirst().inputs().keySet()) {
            inputs.put(
                    name,
                    join(parts.stream().map(part -> part.inputs().get(name)).toList()));
        }
        long[] labels = parts.stream()
                .flatMapToLong(part -> Arrays.stream(part.labels()))
                .toArray();
        return new Batch(inputs, labels);
    }

    private static InputArray join(List<InputArray> arrays) {
        long[] shape = arrays.getFirst().shape().clone();
        int length = 0;
        shape[0] = 0;
        for (InputArray array : arrays) {
            length = Math.addExact(length, array.values().remaining());
            shape[0] += array.shape()[0];
        }
        // On the heap, where the collector sees how much there is: direct buffers pile up until they are found dead.
        FloatBuffer values = FloatBuffer.allocate(length);
        arrays.forEach(array -> values.put(array.values().duplicate()));
        return new InputArray(values.flip(), shape);
    }

    Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        inputs.forEach((name, array) -> tensors.put(name, Tensors.copyOf(array.values(), array.shape())));
        return tensors;
    }
}
