package org.echoscribe.study.network;

/**
 * ResNet-50: K. He, X. Zhang, S. Ren, J. Sun, "Deep Residual Learning for Image Recognition", CVPR 2016, arXiv:1512.03385,
 * table 1, in the form published with Keras: convolutions with bias, batch normalisation with epsilon 1.001e-5 after each,
 * and the stride of a stack in its first block's 1 x 1 convolutions (torchvision has it in the 3 x 3 one).
 *
 * <p>A stem of one 7 x 7 convolution and a max pool, then 3, 4, 6 and 3 residual blocks (1 x 1, 3 x 3, 1 x 1) of 256, 512, 1024
 * and 2048 channels.
 *
 * <p>Expected at full width with a head of 14 views: 23,616,398 parameters, 23,563,278 of them trainable; 3.9 billion
 * multiply-adds for a frame of 224 x 224.
 *
 * <p>Names are Keras': {@code conv1_conv}, {@code conv1_bn}, {@code conv2_block1_0_conv} (the shortcut's),
 * {@code conv2_block1_1_conv}, {@code conv2_block1_1_bn}, {@code conv2_block1_out}, ...
 */
public final class ResNet50 {

    private static final double EPSILON = 1.001e-5;
    private static final int[] BLOCKS = {3, 4, 6, 3};
    private static final int[] FILTERS = {64, 128, 256, 512};
    private static final int EXPANSION = 4;

    private final GraphBuilder graph;
    private final NetworkScale scale;

    private ResNet50(GraphBuilder graph, NetworkScale scale) {
        this.graph = graph;
        this.scale = scale;
    }

    /**
     * The backbone: input {@code frames} {@code [3, pixels, pixels]} in 0..1, outputs {@code features} (2048 times the
     * width, after global average pooling) and {@code map}, the feature maps before it.
     */
    public static Graph backbone(NetworkScale scale) {
        GraphBuilder graph = new GraphBuilder("resnet50");
        Value frames = graph.input("frames", new Shape.Image(3, scale.pixels(), scale.pixels()));
        Value map = new ResNet50(graph, scale).layers(frames);
        return graph.output("features", graph.globalAveragePool("avg_pool", map))
                .output("map", map)
                .build();
    }

    private Value layers(Value input) {
        Value x = graph.paddedConvolution("conv1_conv", input, scale.channels(64), 7, 2, 3, true);
        x = graph.relu("conv1_relu", normalized("conv1_bn", x));
        x = graph.paddedMaxPool("pool1_pool", x, 3, 2, 1);
        for (int stack = 0; stack < BLOCKS.length; stack++) {
            for (int block = 1; block <= BLOCKS[stack]; block++) {
                int stride = block == 1 && stack > 0 ? 2 : 1;
                x = block("conv" + (stack + 2) + "_block" + block, x, FILTERS[stack], stride, block == 1);
            }
        }
        return x;
    }

    private Value block(String name, Value input, int filters, int stride, boolean convolvesShortcut) {
        Value shortcut = convolvesShortcut ? convolved(name + "_0", input, EXPANSION * filters, 1, stride) : input;
        Value x = graph.relu(name + "_1_relu", convolved(name + "_1", input, filters, 1, stride));
        x = graph.relu(name + "_2_relu", convolved(name + "_2", x, filters, 3, 1));
        x = convolved(name + "_3", x, EXPANSION * filters, 1, 1);
        return graph.relu(name + "_out", graph.add(name + "_add", shortcut, x));
    }

    private Value convolved(String name, Value input, int filters, int kernel, int stride) {
        int channels = scale.channels(filters);
        Value x = kernel == 1
                ? graph.validConvolution(name + "_conv", input, channels, 1, stride, true)
                : graph.sameConvolution(name + "_conv", input, channels, kernel, kernel, stride, true);
        return normalized(name + "_bn", x);
    }

    private Value normalized(String name, Value input) {
        return graph.batchNormalization(name, input, true, EPSILON, scale.batchNormalizationMomentum());
    }
}
