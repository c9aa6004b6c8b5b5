package org.echoscribe.study.network;

/**
 * What turns the streams' vectors into 14 logits: J. P. Howard et al., J Med Artif Intell 2020;3:4, doi
 * 10.21037/jmai.2019.10.03, figure 1 and methods.
 *
 * <p>Time-distributed: the vectors of successive frames pass three 1-D depthwise-separable convolutions of 256 kernels of
 * size 3, halved in time by a max pool between them, then 1-D global average pooling and dropout. Temporal: 1-D global
 * average pooling over the chunks. Two-stream: both pooled vectors, joined. Classical: a dense layer on each frame's vector,
 * and the frames vote. 3-D: a dense layer on the clip's one vector.
 */
public final class Heads {

    private static final String LOGITS = "logits";

    /** The published number of kernels of each 1-D separable convolution. */
    private static final int SEPARABLE_KERNELS = 256;

    /** The paper names dropout without a rate; Keras' examples use one half. */
    private static final double DROPOUT_RATE = 0.5;

    private Heads() {}

    /** A dense layer on one frame's vector: what the classical 2-D networks learn with. */
    public static Graph singleFrame(int features, int views) {
        GraphBuilder graph = new GraphBuilder("single-frame-head");
        Value spatial = graph.input("spatial", new Shape.Series(1, features));
        return logits(graph, graph.averageOverTime("spatial_pool", spatial), views);
    }

    /**
     * The modal answer of several frames, each judged by the same dense layer: what the classical 2-D networks answer with.
     * Its parameters are those of {@link #singleFrame}.
     */
    public static Graph modal(int frames, int features, int views) {
        GraphBuilder graph = new GraphBuilder("modal-head");
        Value spatial = graph.input("spatial", new Shape.Series(frames, features));
        Value judged = graph.dense(LOGITS, spatial, views);
        return graph.output(LOGITS, graph.modalVote("modal_vote", judged)).build();
    }

    /** A dense layer on the one vector {@code spatial} {@code [1, features]} of a whole clip: 3-D networks. */
    public static Graph clip(int features, int views) {
        GraphBuilder graph = new GraphBuilder("clip-head");
        return logits(graph, clipVector(graph, features), views);
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
        return fused(graph, spatial, temporal, views);
    }

    private static Graph fused(GraphBuilder graph, Value spatial, Value temporal, int views) {
        Value joined = graph.concatenate("streams", spatial, temporal);
        return logits(graph, graph.dropout("dropout", joined, DROPOUT_RATE), views);
    }

    /** The two-stream network's head on {@code spatial} {@code [1, features]}, a whole clip's vector, and {@code temporal}. */
    public static Graph twoStreamOfClip(int spatialFeatures, int chunks, int temporalFeatures, int views) {
        GraphBuilder graph = new GraphBuilder("two-stream-clip-head");
        Value spatial = clipVector(graph, spatialFeatures);
        return fused(graph, spatial, temporalVector(graph, chunks, temporalFeatures), views);
    }

    private static Value clipVector(GraphBuilder graph, int features) {
        return graph.averageOverTime("spatial_pool", graph.input("spatial", new Shape.Series(1, features)));
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
        return graph.output(LOGITS, graph.dense(LOGITS, vector, views)).build();
    }
}
