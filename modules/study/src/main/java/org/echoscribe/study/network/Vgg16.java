package org.echoscribe.study.network;

/**
 * VGG-16: K. Simonyan, A. Zisserman, "Very Deep Convolutional Networks for Large-Scale Image Recognition", ICLR 2015,
 * arXiv:1409.1556, configuration D, in the form published with Keras without its three dense layers: 13 convolutions of
 * 3 x 3 with bias and without normalisation, each followed by a rectifier, in five blocks with a max pool behind each.
 *
 * <p>Expected at full width with a head of 14 views: 14,721,870 parameters, all trainable; 15.3 billion multiply-adds for a
 * frame of 224 x 224.
 *
 * <p>Names are Keras': {@code block1_conv1}, {@code block1_conv2}, {@code block1_pool}, {@code block2_conv1}, ...; the
 * rectifier, which Keras makes part of the convolution, is {@code block1_conv1_act}.
 */
public final class Vgg16 {

    private static final int[] CONVOLUTIONS = {2, 2, 3, 3, 3};
    private static final int[] FILTERS = {64, 128, 256, 512, 512};

    private Vgg16() {}

    /**
     * The backbone: input {@code frames} {@code [3, pixels, pixels]} in 0..1, outputs {@code features} (512 times the width,
     * after global average pooling) and {@code map}, the feature maps before it.
     */
    public static Graph backbone(NetworkScale scale) {
        GraphBuilder graph = new GraphBuilder("vgg16");
        Value x = graph.input("frames", new Shape.Image(3, scale.pixels(), scale.pixels()));
        for (int block = 0; block < CONVOLUTIONS.length; block++) {
            int filters = scale.channels(FILTERS[block]);
            for (int i = 1; i <= CONVOLUTIONS[block]; i++) {
                String name = "block" + (block + 1) + "_conv" + i;
                x = graph.relu(name + "_act", graph.sameConvolution(name, x, filters, 3, 3, 1, true));
            }
            x = graph.validMaxPool("block" + (block + 1) + "_pool", x, 2, 2);
        }
        return graph.output("features", graph.globalAveragePool("avg_pool", x))
                .output("map", x)
                .build();
    }
}
