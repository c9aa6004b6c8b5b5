package org.echoscribe.study.torch;

import java.util.LinkedHashMap;
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

    Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        inputs.forEach((name, array) -> tensors.put(name, Tensors.copyOf(array.values(), array.shape())));
        return tensors;
    }
}
