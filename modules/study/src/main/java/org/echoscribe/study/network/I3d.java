package org.echoscribe.study.network;

/**
 * I3D: J. Carreira, A. Zisserman, "Quo Vadis, Action Recognition? A New Model and the Kinetics Dataset", CVPR 2017,
 * arXiv:1705.07750, figure 3: Inception-v1 (C. Szegedy et al., CVPR 2015, arXiv:1409.4842) with every kernel inflated into
 * time. In the form published with its weights: no bias; batch normalisation with epsilon 1e-3 and without gain after every
 * convolution, then a rectifier; {@code same} padding.
 *
 * <p>A stem that halves time once and pixels four times, then nine modules of four branches, between which time is halved
 * twice more. The last convolution is globally averaged; the original averages over windows of two frames first.
 *
 * <p>Expected at full width with a head of 14 views: 12,308,894 parameters, 12,294,334 of them trainable; 34.8 billion
 * multiply-adds for 20 frames of 224 x 224.
 *
 * <p>Names are those of the Keras port of the published weights: {@code Conv3d_1a_7x7_conv}, {@code Conv3d_1a_7x7_bn},
 * {@code Conv3d_3b_0a_1x1_conv} (module 3b, first branch), {@code Conv3d_3b_1b_3x3_conv}, {@code Mixed_3b}, ...
 */
public final class I3d {

    private static final double EPSILON = 1e-3;
    private static final Extent ONCE = Extent.cube(1);

    private final GraphBuilder graph;
    private final NetworkScale scale;

    private I3d(GraphBuilder graph, NetworkScale scale) {
        this.graph = graph;
        this.scale = scale;
    }

    /**
     * The backbone: input {@code frames} {@code [3, frames, pixels, pixels]} in 0..1, a whole clip; outputs {@code features}
     * (1024 times the width, after global average pooling) and {@code map}, the feature maps before it.
     *
     * @param frames of a clip
     */
    public static Graph backbone(int frames, NetworkScale scale) {
        GraphBuilder graph = new GraphBuilder("i3d");
        Value clip = graph.input("frames", new Shape.Volume(3, frames, scale.pixels(), scale.pixels()));
        Value map = new I3d(graph, scale).layers(clip);
        return graph.output("features", graph.globalAveragePool("avg_pool", map))
                .output("map", map)
                .build();
    }

    private Value layers(Value input) {
        Value x = convolved("Conv3d_1a_7x7", input, 64, 7, 2);
        x = pixelsHalved("MaxPool2d_2a_3x3", x);
        x = convolved("Conv3d_2b_1x1", x, 64, 1, 1);
        x = convolved("Conv3d_2c_3x3", x, 192, 3, 1);
        x = pixelsHalved("MaxPool2d_3a_3x3", x);
        x = module("3b", x, 64, 96, 128, 16, 32, 32);
        x = module("3c", x, 128, 128, 192, 32, 96, 64);
        x = graph.sameVolumeMaxPool("MaxPool2d_4a_3x3", x, Extent.cube(3), Extent.cube(2));
        x = module("4b", x, 192, 96, 208, 16, 48, 64);
        x = module("4c", x, 160, 112, 224, 24, 64, 64);
        x = module("4d", x, 128, 128, 256, 24, 64, 64);
        x = module("4e", x, 112, 144, 288, 32, 64, 64);
        x = module("4f", x, 256, 160, 320, 32, 128, 128);
        x = graph.sameVolumeMaxPool("MaxPool2d_5a_2x2", x, Extent.cube(2), Extent.cube(2));
        x = module("5b", x, 256, 160, 320, 32, 128, 128);
        return module("5c", x, 384, 192, 384, 48, 128, 128);
    }

    private Value pixelsHalved(String name, Value input) {
        return graph.sameVolumeMaxPool(name, input, new Extent(1, 3, 3), new Extent(1, 2, 2));
    }

    private Value module(
            String module, Value x, int one, int threeReduced, int three, int secondReduced, int second, int pooled) {
        String name = "Conv3d_" + module;
        Value branch0 = convolved(name + "_0a_1x1", x, one, 1, 1);
        Value branch1 = convolved(name + "_1a_1x1", x, threeReduced, 1, 1);
        branch1 = convolved(name + "_1b_3x3", branch1, three, 3, 1);
        Value branch2 = convolved(name + "_2a_1x1", x, secondReduced, 1, 1);
        branch2 = convolved(name + "_2b_3x3", branch2, second, 3, 1);
        Value branch3 = graph.sameVolumeMaxPool("MaxPool2d_" + module + "_3a_3x3", x, Extent.cube(3), ONCE);
        branch3 = convolved(name + "_3b_1x1", branch3, pooled, 1, 1);
        return graph.concatenate("Mixed_" + module, branch0, branch1, branch2, branch3);
    }

    private Value convolved(String name, Value input, int filters, int kernel, int stride) {
        Value x = graph.sameVolumeConvolution(
                name + "_conv", input, scale.channels(filters), Extent.cube(kernel), Extent.cube(stride), false);
        x = graph.batchNormalization(name + "_bn", x, false, EPSILON, scale.batchNormalizationMomentum());
        return graph.relu(name + "_act", x);
    }
}
