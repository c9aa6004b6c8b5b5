package org.echoscribe.study.network;

/** One operation of a network, with its hyper-parameters. What it reads and the shape it gives stand in its {@link Node}. */
public sealed interface Layer {

    /** A named tensor that the caller supplies. */
    record Input() implements Layer {}

    /**
     * 2-D cross-correlation.
     *
     * @param filters output channels
     * @param groups 1, or the number of input channels for a depthwise convolution
     * @param bias whether an offset per filter is learnt
     */
    record Convolution(
            int filters, int kernelHeight, int kernelWidth, int stride, Padding padding, int groups, boolean bias)
            implements Layer {}

    /**
     * Batch normalisation over the channels (Ioffe and Szegedy 2015), in Keras' convention.
     *
     * @param scale whether a gain per channel is learnt; the offset always is
     * @param epsilon added to the variance
     * @param momentum share of the old moving average kept at each training step
     */
    record BatchNormalization(boolean scale, double epsilon, double momentum) implements Layer {}

    /** {@code max(x, 0)}. */
    record Relu() implements Layer {}

    /** The greatest value under a window; padding never wins. */
    record MaxPool(int kernelHeight, int kernelWidth, int strideHeight, int strideWidth, Padding padding)
            implements Layer {}

    /** The mean under a square window, counting only pixels inside the image, as Keras does. */
    record AveragePool(int kernel, int stride, Padding padding) implements Layer {}

    /**
     * 3-D cross-correlation over frames, rows and columns.
     *
     * @param filters output channels
     * @param bias whether an offset per filter is learnt
     */
    record VolumeConvolution(int filters, Extent kernel, Extent stride, VolumePadding padding, boolean bias)
            implements Layer {}

    /** The greatest value under a window over frames, rows and columns; padding never wins. */
    record VolumeMaxPool(Extent window, Extent stride, VolumePadding padding) implements Layer {}

    /** The sum of two tensors of the same shape. */
    record Add() implements Layer {}

    /** Tensors joined along the channels or features, in order. */
    record Concatenation() implements Layer {}

    /** The mean over all pixels of each channel, in all frames of a volume: image or volume to vector. */
    record GlobalAveragePool() implements Layer {}

    /** A series {@code [steps, features]} seen as an image {@code [features, 1, steps]} for 1-D convolution. */
    record SeriesAsImage() implements Layer {}

    /** The mean over the steps of a series: 1-D global average pooling. */
    record AverageOverTime() implements Layer {}

    /**
     * Zeroes values at random while training and scales the others up; does nothing afterwards.
     *
     * @param rate share of values zeroed, 0..1
     */
    record Dropout(double rate) implements Layer {}

    /** A fully connected layer with offset, on a vector or on each vector of a series. */
    record Dense(int units) implements Layer {}

    /**
     * The modal answer of several frames as logits: each frame's most probable class gets one vote, the mean of the
     * frames' probabilities adds up to one vote more, and the logarithm of a class's votes is its logit. So the most voted
     * class wins, and between equally voted ones that of the higher mean probability; the softmax is the shares of votes.
     */
    record ModalVote() implements Layer {

        /** Votes added to each class: the logarithm of none would not be finite. */
        public static final double LEAST_VOTES = 1e-9;
    }
}
