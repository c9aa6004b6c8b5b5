package org.echoscribe.study.network;

/**
 * Inception V3: C. Szegedy et al., "Rethinking the Inception Architecture for Computer Vision", CVPR 2016,
 * arXiv:1512.00567, in the form published with Keras (no bias; batch normalisation with epsilon 1e-3 and without gain after
 * every convolution, then a rectifier).
 *
 * <p>A stem, then modules whose parallel branches are joined along the channels: three at 35 x 35 (mixed0-2), five at
 * 17 x 17 with 1x7 and 7x1 kernels (mixed3-7), three at 8 x 8 with 1x3 and 3x1 kernels (mixed8-10); sizes are those of a
 * 299-pixel input.
 *
 * <p>Expected at full width with a head of 14 views: 21,831,470 parameters, 21,797,038 of them trainable; 5.7 billion
 * multiply-adds for a frame of 299 x 299.
 *
 * <p>Names: convolutions are {@code conv2d_1} to {@code conv2d_94} in the order of Keras' definition (by module, branches in
 * order), as in its published weight files; each one's normalisation is {@code batch_normalization_} with the same number.
 */
public final class InceptionV3 {

    private static final double EPSILON = 1e-3;

    private final GraphBuilder graph;
    private final NetworkScale scale;
    private int convolutions;

    private InceptionV3(GraphBuilder graph, NetworkScale scale) {
        this.graph = graph;
        this.scale = scale;
    }

    /**
     * The backbone: one input {@code [channels, pixels, pixels]}, outputs {@code features} (2048 times the width, after
     * global average pooling) and {@code map}, the feature maps before it.
     *
     * @param inputName {@code frames} or {@code flow}
     * @param inputChannels 3 for frames, twice the fields of a chunk for optical flow
     */
    public static Graph backbone(String inputName, int inputChannels, NetworkScale scale) {
        GraphBuilder graph = new GraphBuilder("inception-v3");
        Value input = graph.input(inputName, new Shape.Image(inputChannels, scale.pixels(), scale.pixels()));
        Value map = new InceptionV3(graph, scale).layers(input);
        return graph.output("features", graph.globalAveragePool("avg_pool", map))
                .output("map", map)
                .build();
    }

    private Value layers(Value input) {
        Value x = valid(input, 32, 3, 2);
        x = valid(x, 32, 3, 1);
        x = same(x, 64, 3, 3);
        x = graph.validMaxPool("max_pool1", x, 3, 2);
        x = valid(x, 80, 1, 1);
        x = valid(x, 192, 3, 1);
        x = graph.validMaxPool("max_pool2", x, 3, 2);

        x = module35("mixed0", x, 32);
        x = module35("mixed1", x, 64);
        x = module35("mixed2", x, 64);
        x = reductionTo17(x);
        x = module17("mixed4", x, 128);
        x = module17("mixed5", x, 160);
        x = module17("mixed6", x, 160);
        x = module17("mixed7", x, 192);
        x = reductionTo8(x);
        x = module8("mixed9", x);
        return module8("mixed10", x);
    }

    private Value module35(String name, Value x, int poolFilters) {
        Value one = same(x, 64, 1, 1);
        Value five = same(same(x, 48, 1, 1), 64, 5, 5);
        Value doubleThree = same(same(same(x, 64, 1, 1), 96, 3, 3), 96, 3, 3);
        Value pool = same(graph.sameAveragePool(name + "_pool", x, 3), poolFilters, 1, 1);
        return graph.concatenate(name, one, five, doubleThree, pool);
    }

    private Value reductionTo17(Value x) {
        Value three = valid(x, 384, 3, 2);
        Value doubleThree = valid(same(same(x, 64, 1, 1), 96, 3, 3), 96, 3, 2);
        return graph.concatenate("mixed3", three, doubleThree, graph.validMaxPool("mixed3_pool", x, 3, 2));
    }

    private Value module17(String name, Value x, int middle) {
        Value one = same(x, 192, 1, 1);
        Value seven = same(same(same(x, middle, 1, 1), middle, 1, 7), 192, 7, 1);
        Value doubleSeven = same(x, middle, 1, 1);
        doubleSeven = same(doubleSeven, middle, 7, 1);
        doubleSeven = same(doubleSeven, middle, 1, 7);
        doubleSeven = same(doubleSeven, middle, 7, 1);
        doubleSeven = same(doubleSeven, 192, 1, 7);
        Value pool = same(graph.sameAveragePool(name + "_pool", x, 3), 192, 1, 1);
        return graph.concatenate(name, one, seven, doubleSeven, pool);
    }

    private Value reductionTo8(Value x) {
        Value three = valid(same(x, 192, 1, 1), 320, 3, 2);
        Value sevenThree = valid(same(same(same(x, 192, 1, 1), 192, 1, 7), 192, 7, 1), 192, 3, 2);
        return graph.concatenate("mixed8", three, sevenThree, graph.validMaxPool("mixed8_pool", x, 3, 2));
    }

    private Value module8(String name, Value x) {
        Value one = same(x, 320, 1, 1);
        Value three = same(x, 384, 1, 1);
        three = graph.concatenate(name + "_3x3", same(three, 384, 1, 3), same(three, 384, 3, 1));
        Value doubleThree = same(same(x, 448, 1, 1), 384, 3, 3);
        doubleThree =
                graph.concatenate(name + "_double_3x3", same(doubleThree, 384, 1, 3), same(doubleThree, 384, 3, 1));
        Value pool = same(graph.sameAveragePool(name + "_pool", x, 3), 192, 1, 1);
        return graph.concatenate(name, one, three, doubleThree, pool);
    }

    private Value same(Value input, int filters, int kernelHeight, int kernelWidth) {
        return activated(
                graph.sameConvolution(nextName(), input, scale.channels(filters), kernelHeight, kernelWidth, 1, false));
    }

    private Value valid(Value input, int filters, int kernel, int stride) {
        return activated(graph.validConvolution(nextName(), input, scale.channels(filters), kernel, stride, false));
    }

    private String nextName() {
        return "conv2d_" + ++convolutions;
    }

    private Value activated(Value convolution) {
        Value normalized = graph.batchNormalization(
                "batch_normalization_" + convolutions, convolution, false, EPSILON, scale.batchNormalizationMomentum());
        return graph.relu("activation_" + convolutions, normalized);
    }
}
