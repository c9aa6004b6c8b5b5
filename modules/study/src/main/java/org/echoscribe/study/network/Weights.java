package org.echoscribe.study.network;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The numbers of a graph's parameters, by {@link Parameter#name()}: what training gives and the ONNX writer takes.
 *
 * @param values row-major, in the shape that the parameter declares
 */
public record Weights(Map<String, float[]> values) {

    public Weights {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The values of one parameter. */
    public float[] of(Parameter parameter) {
        float[] found = values.get(parameter.name());
        if (found == null) {
            throw new IllegalArgumentException("There are no weights for " + parameter.name());
        }
        if (found.length != parameter.size()) {
            throw new IllegalArgumentException(
                    parameter.name() + " has " + parameter.size() + " values, the weights hold " + found.length);
        }
        return found;
    }

    /** The values of one parameter of a node. */
    public float[] of(Node node, Parameter.Role role) {
        return node.parameters().stream()
                .filter(parameter -> parameter.role() == role)
                .findFirst()
                .map(this::of)
                .orElseThrow(() -> new IllegalArgumentException(node.name() + " has no " + role));
    }

    /**
     * Weights before training, the same for the same seed: kernels uniform within {@code sqrt(6 / (fan in + fan out))}
     * (Glorot and Bengio 2010, Keras' default; fans count the inputs and outputs of one group), gains and variances 1, the
     * rest 0.
     */
    public static Weights initial(Graph graph, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, float[]> values = new LinkedHashMap<>();
        for (Parameter parameter : graph.parameters()) {
            values.put(parameter.name(), initial(parameter, random));
        }
        return new Weights(values);
    }

    private static float[] initial(Parameter parameter, SplittableRandom random) {
        float[] values = new float[parameter.size()];
        switch (parameter.role()) {
            case GAMMA, MOVING_VARIANCE -> java.util.Arrays.fill(values, 1f);
            case BIAS, BETA, MOVING_MEAN -> {}
            case KERNEL -> {
                double bound = Math.sqrt(6.0 / fans(parameter.shape()));
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) random.nextDouble(-bound, bound);
                }
            }
        }
        return values;
    }

    private static double fans(long[] shape) {
        long receptiveField = 1;
        for (int i = 2; i < shape.length; i++) {
            receptiveField *= shape[i];
        }
        boolean depthwise = shape.length == 4 && shape[1] == 1;
        long inputs = shape[1] * receptiveField;
        long outputs = depthwise ? receptiveField : shape[0] * receptiveField;
        return inputs + outputs;
    }
}
