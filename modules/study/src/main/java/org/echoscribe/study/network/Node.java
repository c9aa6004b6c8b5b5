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
            case Layer.VolumeConvolution convolution -> volumeConvolutionParameters(convolution);
            case Layer.BatchNormalization normalization -> normalizationParameters(normalization);
            case Layer.Dense dense -> {
                int features = inputs.getFirst().lastFeatures();
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
        return withBias(kernel, convolution.bias(), convolution.filters());
    }

    private List<Parameter> volumeConvolutionParameters(Layer.VolumeConvolution convolution) {
        Extent kernel = convolution.kernel();
        long[] shape = {
            convolution.filters(), inputs.getFirst().channels(), kernel.frames(), kernel.rows(), kernel.columns()
        };
        return withBias(new Parameter(name(), Parameter.Role.KERNEL, shape), convolution.bias(), convolution.filters());
    }

    private List<Parameter> withBias(Parameter kernel, boolean bias, int filters) {
        return bias
                ? List.of(kernel, new Parameter(name(), Parameter.Role.BIAS, new long[] {filters}))
                : List.of(kernel);
    }

    private List<Parameter> normalizationParameters(Layer.BatchNormalization normalization) {
        long[] perChannel = {inputs.getFirst().channels()};
        Parameter beta = new Parameter(name(), Parameter.Role.BETA, perChannel);
        Parameter mean = new Parameter(name(), Parameter.Role.MOVING_MEAN, perChannel);
        Parameter variance = new Parameter(name(), Parameter.Role.MOVING_VARIANCE, perChannel);
        return normalization.scale()
                ? List.of(new Parameter(name(), Parameter.Role.GAMMA, perChannel), beta, mean, variance)
                : List.of(beta, mean, variance);
    }

    /**
     * Multiplications with one addition each, for one example: of convolutions and dense layers, as is usual; the few of
     * normalisation, pooling and activation do not count.
     */
    public long multiplyAdds() {
        return switch (layer) {
            case Layer.Convolution _, Layer.VolumeConvolution _ -> {
                long[] map = output.shape().dimensions();
                long places = 1;
                for (int i = 1; i < map.length; i++) {
                    places *= map[i];
                }
                yield places * parameters().getFirst().size();
            }
            case Layer.Dense _ -> {
                long steps = output.shape() instanceof Shape.Series series ? series.steps() : 1;
                yield steps * parameters().getFirst().size();
            }
            default -> 0;
        };
    }
}
