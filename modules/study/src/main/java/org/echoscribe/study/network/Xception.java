package org.echoscribe.study.network;

/**
 * Xception: F. Chollet, "Xception: Deep Learning with Depthwise Separable Convolutions", CVPR 2017, arXiv:1610.02357,
 * figure 5, in the form published with Keras (no bias, batch normalisation after every convolution with epsilon 1e-3 and
 * momentum 0.99, {@code valid} stem, {@code same} elsewhere).
 *
 * <p>Entry flow: a stem of two convolutions and three residual blocks that halve the image. Middle flow: eight residual
 * blocks of three separable convolutions. Exit flow: one more halving block and two separable convolutions.
 *
 * <p>Expected at full width with a head of 14 views: 20,890,166 parameters, 20,835,638 of them trainable; 8.4 billion
 * multiply-adds for a frame of 299 x 299.
 *
 * <p>Names are Keras' ({@code block1_conv1}, {@code block1_conv1_bn}, ...), except that a {@code SeparableConv2D} is two nodes,
 * {@code block2_sepconv1_depthwise} and {@code block2_sepconv1_pointwise}, and that the four convolutions beside halving
 * blocks, which Keras leaves to its counter ({@code conv2d_1} to {@code conv2d_4} and {@code batch_normalization_1} to
 * {@code _4}), are called {@code block2_shortcut}, {@code block2_shortcut_bn}, then of block3, block4 and block13.
 */
public final class Xception {

    private static final double EPSILON = 1e-3;

    private final GraphBuilder graph;
    private final NetworkScale scale;

    private Xception(GraphBuilder graph, NetworkScale scale) {
        this.graph = graph;
        this.scale = scale;
    }

    /**
     * The backbone: input {@code frames} {@code [3, pixels, pixels]} in 0..1, outputs {@code features} (2048 times the
     * width, after global average pooling) and {@code map}, the feature maps before it.
     */
    public static Graph backbone(NetworkScale scale) {
        GraphBuilder graph = new GraphBuilder("xception");
        Value frames = graph.input("frames", new Shape.Image(3, scale.pixels(), scale.pixels()));
        Value map = new Xception(graph, scale).layers(frames);
        return graph.output("features", graph.globalAveragePool("avg_pool", map))
                .output("map", map)
                .build();
    }

    private Value layers(Value input) {
        Value x = relu(
                "block1_conv1_act",
                normalized(
                        "block1_conv1",
                        graph.validConvolution("block1_conv1", input, scale.channels(32), 3, 2, false)));
        x = relu(
                "block1_conv2_act",
                normalized("block1_conv2", graph.validConvolution("block1_conv2", x, scale.channels(64), 3, 1, false)));
        x = halvingBlock("block2", x, 128, 128, false);
        x = halvingBlock("block3", x, 256, 256, true);
        x = halvingBlock("block4", x, 728, 728, true);
        for (int block = 5; block <= 12; block++) {
            x = middleBlock("block" + block, x);
        }
        x = halvingBlock("block13", x, 728, 1024, true);
        x = relu("block14_sepconv1_act", separable("block14_sepconv1", x, 1536));
        return relu("block14_sepconv2_act", separable("block14_sepconv2", x, 2048));
    }

    /** Two separable convolutions and a max pool, beside a 1x1 convolution of stride 2. */
    private Value halvingBlock(String block, Value input, int firstFilters, int secondFilters, boolean startsWithRelu) {
        Value residual = normalized(
                block + "_shortcut",
                graph.sameConvolution(block + "_shortcut", input, scale.channels(secondFilters), 1, 1, 2, false));
        Value x = startsWithRelu ? relu(block + "_sepconv1_act", input) : input;
        x = separable(block + "_sepconv1", x, firstFilters);
        x = separable(block + "_sepconv2", relu(block + "_sepconv2_act", x), secondFilters);
        return graph.add(block + "_add", graph.sameMaxPool(block + "_pool", x, 3, 2), residual);
    }

    private Value middleBlock(String block, Value input) {
        Value x = input;
        for (int i = 1; i <= 3; i++) {
            String name = block + "_sepconv" + i;
            x = separable(name, relu(name + "_act", x), 728);
        }
        return graph.add(block + "_add", x, input);
    }

    private Value separable(String name, Value input, int publishedFilters) {
        Value depthwise = graph.depthwiseConvolution(name + "_depthwise", input, 3, 3);
        int filters = scale.channels(publishedFilters);
        return normalized(name, graph.sameConvolution(name + "_pointwise", depthwise, filters, 1, 1, 1, false));
    }

    private Value normalized(String name, Value input) {
        return graph.batchNormalization(name + "_bn", input, true, EPSILON, scale.batchNormalizationMomentum());
    }

    private Value relu(String name, Value input) {
        return graph.relu(name, input);
    }
}
