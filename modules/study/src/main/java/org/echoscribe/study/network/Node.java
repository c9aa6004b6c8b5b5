package org.echoscribe.study.network;

import java.util.List;

/**
 * One layer in its place.
 *
 * @param output what it gives; its name is the node's name
 * @param layer what it does
 * @param inputs what it reads, in order
 */
public record Node(Value output, Layer layer, List<Value> inputs) {

    public Node {
        inputs = List.copyOf(inputs);
    }

    /** The node's name, unique within the graph. */
    public String name() {
        return output.name();
    }

    /** The values that this node learns or keeps, in Keras' order. */
    public List<Parameter> parameters() {
        return switch (layer) {
            case Layer.Convolution convolution -> convolutionParameters(convolution);
            case Layer.BatchNormalization normalization -> normalizationParameters(normalization);
            case Layer.Dense dense -> {
                int features = inputs.getFirst().features();
                yield List.of(
                        new Parameter(name(), Parameter.Role.KERNEL, new long[] {dense.units(), features}),
                        new Parameter(name(), Parameter.Role.BIAS, new long[] {dense.units()}));
            }
            default -> List.of();
        };
    }

    private List<Parameter> convolutionParameters(Layer.Convolution convolution) {
        int channelsPerGroup = inputs.getFirst().image().channels() / convolution.groups();
        Parameter kernel = new Parameter(name(), Parameter.Role.KERNEL, new long[] {
            convolution.filters(), channelsPerGroup, convolution.kernelHeight(), convolution.kernelWidth()
        });
        return convolution.bias()
                ? List.of(kernel, new Parameter(name(), Parameter.Role.BIAS, new long[] {convolution.filters()}))
                : List.of(kernel);
    }

    private List<Parameter> normalizationParameters(Layer.BatchNormalization normalization) {
        long[] perChannel = {inputs.getFirst().image().channels()};
        Parameter beta = new Parameter(name(), Parameter.Role.BETA, perChannel);
        Parameter mean = new Parameter(name(), Parameter.Role.MOVING_MEAN, perChannel);
        Parameter variance = new Parameter(name(), Parameter.Role.MOVING_VARIANCE, perChannel);
        return normalization.scale()
                ? List.of(new Parameter(name(), Parameter.Role.GAMMA, perChannel), beta, mean, variance)
                : List.of(beta, mean, variance);
    }
}
