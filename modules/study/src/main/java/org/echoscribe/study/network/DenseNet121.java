package org.echoscribe.study.network;

/**
 * DenseNet-121: G. Huang, Z. Liu, L. van der Maaten, K. Weinberger, "Densely Connected Convolutional Networks", CVPR 2017,
 * arXiv:1608.06993, table 1, in the form published with Keras: no bias, batch normalisation with epsilon 1.001e-5, growth
 * rate 32, transitions that halve the channels.
 *
 * <p>A stem of one 7 x 7 convolution and a max pool; dense blocks of 6, 12, 24 and 16 layers (normalise, rectify, 1 x 1 of four
 * times the growth, normalise, rectify, 3 x 3 of the growth), each joined to all before it; between blocks a transition of
 * 1 x 1 convolution and 2 x 2 average pool.
 *
 * <p>Expected at full width with a head of 14 views: 7,051,854 parameters, 6,968,206 of them trainable; 2.8 billion
 * multiply-adds for a frame of 224 x 224.
 *
 * <p>Names are Keras' with {@code _} for {@code /}: {@code conv1_conv}, {@code conv1_bn}, {@code conv2_block1_0_bn},
 * {@code conv2_block1_1_conv}, {@code conv2_block1_1_bn}, {@code conv2_block1_2_conv}, {@code pool2_bn}, {@code pool2_conv},
 * ..., {@code bn}.
 */
public final class DenseNet121 {

    private static final double EPSILON = 1.001e-5;
    private static final int[] LAYERS = {6, 12, 24, 16};
    private static final int GROWTH = 32;
    private static final int BOTTLENECK = 4;

    private final GraphBuilder graph;
    private final NetworkScale scale;

    private DenseNet121(GraphBuilder graph, NetworkScale scale) {
        this.graph = graph;
        this.scale = scale;
    }

    /**
     * The backbone: input {@code frames} {@code [3, pixels, pixels]} in 0..1, outputs {@code features} (1024 at full width,
     * after global average pooling) and {@code map}, the feature maps before it.
     */
    public static Graph backbone(NetworkScale scale) {
        GraphBuilder graph = new GraphBuilder("densenet121");
        Value frames = graph.input("frames", new Shape.Image(3, scale.pixels(), scale.pixels()));
        Value map = new DenseNet121(graph, scale).layers(frames);
        return graph.output("features", graph.globalAveragePool("avg_pool", map))
                .output("map", map)
                .build();
    }

    private Value layers(Value input) {
        Value x = graph.paddedConvolution("conv1_conv", input, scale.channels(64), 7, 2, 3, false);
        x = activated("conv1_bn", "conv1_relu", x);
        x = graph.paddedMaxPool("pool1", x, 3, 2, 1);
        for (int block = 0; block < LAYERS.length; block++) {
            if (block > 0) {
                x = transition("pool" + (block + 1), x);
            }
            for (int layer = 1; layer <= LAYERS[block]; layer++) {
                x = layer("conv" + (block + 2) + "_block" + layer, x);
            }
        }
        return activated("bn", "relu", x);
    }

    private Value layer(String name, Value input) {
        int growth = scale.channels(GROWTH);
        Value x = activated(name + "_0_bn", name + "_0_relu", input);
        x = graph.validConvolution(name + "_1_conv", x, BOTTLENECK * growth, 1, 1, false);
        x = activated(name + "_1_bn", name + "_1_relu", x);
        x = graph.sameConvolution(name + "_2_conv", x, growth, 3, 3, 1, false);
        return graph.concatenate(name + "_concat", input, x);
    }

    private Value transition(String name, Value input) {
        Value x = activated(name + "_bn", name + "_relu", input);
        x = graph.validConvolution(name + "_conv", x, input.image().channels() / 2, 1, 1, false);
        return graph.validAveragePool(name + "_pool", x, 2, 2);
    }

    private Value activated(String normalization, String rectifier, Value input) {
        Value x = graph.batchNormalization(normalization, input, true, EPSILON, scale.batchNormalizationMomentum());
        return graph.relu(rectifier, x);
    }
}
