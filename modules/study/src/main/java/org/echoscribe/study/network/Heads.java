package org.echoscribe.study.network;

/**
 * What turns the streams' vectors into 14 logits: J. P. Howard et al., J Med Artif Intell 2020;3:4, doi
 * 10.21037/jmai.2019.10.03, figure 1 and methods.
 *
 * <p>Time-distributed: the vectors of successive frames pass three 1-D depthwise-separable convolutions of 256 kernels of
 * size 3, halved in time by a max pool between them, then 1-D global average pooling and dropout. Temporal: 1-D global
 * average pooling over the chunks. Two-stream: both pooled vectors, joined.
 */
public final class Heads {

    /** The published number of kernels of each 1-D separable convolution. */
    private static final int SEPARABLE_KERNELS = 256;

    /** The paper names dropout without a rate; Keras' examples use one half. */
    private static final double DROPOUT_RATE = 0.5;

    private Heads() {}

    /** A dense layer on the mean of the frames' vectors; with one frame, the classical 2-D network. */
    public static Graph singleFrame(int features, int views) {
        GraphBuilder graph = new GraphBuilder("single-frame-head");
        Value spatial = graph.input("spatial", new Shape.Series(1, features));
        return logits(graph, graph.averageOverTime("spatial_pool", spatial), views);
    }

    /** The time-distributed network's head on {@code spatial} {@code [frames, features]}. */
    public static Graph timeDistributed(int frames, int features, NetworkScale scale, int views) {
        GraphBuilder graph = new GraphBuilder("time-distributed-head");
        Value pooled = spatialVector(graph, frames, features, scale);
        return logits(graph, graph.dropout("dropout", pooled, DROPOUT_RATE), views);
    }

    /** The temporal network's head on {@code temporal} {@code [chunks, features]}. */
    public static Graph temporal(int chunks, int features, int views) {
        GraphBuilder graph = new GraphBuilder("temporal-head");
        Value pooled = temporalVector(graph, chunks, features);
        return logits(graph, graph.dropout("dropout", pooled, DROPOUT_RATE), views);
    }

    /** The two-stream network's head on {@code spatial} and {@code temporal}. */
    public static Graph twoStream(
            int frames, int spatialFeatures, int chunks, int temporalFeatures, NetworkScale scale, int views) {
        GraphBuilder graph = new GraphBuilder("two-stream-head");
        Value spatial = spatialVector(graph, frames, spatialFeatures, scale);
        Value temporal = temporalVector(graph, chunks, temporalFeatures);
        Value joined = graph.concatenate("streams", spatial, temporal);
        return logits(graph, graph.dropout("dropout", joined, DROPOUT_RATE), views);
    }

    private static Value spatialVector(GraphBuilder graph, int frames, int features, NetworkScale scale) {
        Value x = graph.seriesAsImage("frames_in_time", graph.input("spatial", new Shape.Series(frames, features)));
        int kernels = scale.channels(SEPARABLE_KERNELS);
        for (int i = 1; i <= 3; i++) {
            if (i > 1) {
                x = graph.halveTime("time_pool" + (i - 1), x);
            }
            Value depthwise = graph.depthwiseConvolution("time_sepconv" + i + "_depthwise", x, 1, 3);
            Value pointwise =
                    graph.sameConvolution("time_sepconv" + i + "_pointwise", depthwise, kernels, 1, 1, 1, true);
            x = graph.relu("time_sepconv" + i + "_act", pointwise);
        }
        return graph.globalAveragePool("spatial_pool", x);
    }

    private static Value temporalVector(GraphBuilder graph, int chunks, int features) {
        return graph.averageOverTime("temporal_pool", graph.input("temporal", new Shape.Series(chunks, features)));
    }

    private static Graph logits(GraphBuilder graph, Value vector, int views) {
        return graph.output("logits", graph.dense("logits", vector, views)).build();
    }
}
