package org.echoscribe.study.network;

/**
 * C3D: D. Tran, L. Bourdev, R. Fergus, L. Torresani, M. Paluri, "Learning Spatiotemporal Features with 3D Convolutional
 * Networks", ICCV 2015, arXiv:1412.0767, figure 3, as Howard et al. 2020 (doi 10.21037/jmai.2019.10.03) modified it: 3-D
 * global average pooling in the place where it is flattened, and the softmax on that. So there are none of its dense layers.
 *
 * <p>Eight convolutions of 3 x 3 x 3 with bias, each followed by a rectifier, in five blocks with a max pool behind each; the
 * first pool leaves time alone. Without normalisation.
 *
 * <p>Expected at full width with a head of 14 views: 27,663,118 parameters, all trainable; 47.8 billion multiply-adds for 20
 * frames of 112 x 112.
 *
 * <p>Names are those of the widespread Keras port: {@code conv1} to {@code conv5b}, {@code pool1} to {@code pool5}; rectifiers
 * {@code conv1_act}, ...
 */
public final class C3d {

    private static final Extent PIXELS_ONLY = new Extent(1, 2, 2);

    private final GraphBuilder graph;
    private final NetworkScale scale;

    private C3d(GraphBuilder graph, NetworkScale scale) {
        this.graph = graph;
        this.scale = scale;
    }

    /**
     * The backbone: input {@code frames} {@code [3, frames, pixels, pixels]} in 0..1, a whole clip; outputs {@code features}
     * (512 times the width, after global average pooling) and {@code map}, the feature maps before it.
     *
     * @param frames of a clip, at least 16
     */
    public static Graph backbone(int frames, NetworkScale scale) {
        GraphBuilder graph = new GraphBuilder("c3d");
        Value clip = graph.input("frames", new Shape.Volume(3, frames, scale.pixels(), scale.pixels()));
        Value map = new C3d(graph, scale).layers(clip);
        return graph.output("features", graph.globalAveragePool("avg_pool", map))
                .output("map", map)
                .build();
    }

    private Value layers(Value input) {
        Value x = graph.validVolumeMaxPool("pool1", convolved("conv1", input, 64), PIXELS_ONLY, PIXELS_ONLY);
        x = halved("pool2", convolved("conv2", x, 128));
        x = halved("pool3", convolved("conv3b", convolved("conv3a", x, 256), 256));
        x = halved("pool4", convolved("conv4b", convolved("conv4a", x, 512), 512));
        return halved("pool5", convolved("conv5b", convolved("conv5a", x, 512), 512));
    }

    private Value convolved(String name, Value input, int filters) {
        return graph.relu(
                name + "_act",
                graph.sameVolumeConvolution(
                        name, input, scale.channels(filters), Extent.cube(3), Extent.cube(1), true));
    }

    private Value halved(String name, Value input) {
        return graph.validVolumeMaxPool(name, input, Extent.cube(2), Extent.cube(2));
    }
}
