package org.echoscribe.study.network;

/**
 * How large a network is built: the same declaration gives the paper's and a small one.
 *
 * @param width multiplier of every layer's channels, 1 in the paper; below 1, channels are rounded to multiples of 8
 * @param pixels rows and columns of the square input
 * @param batchNormalizationMomentum share of the old moving average kept at each step; 0.99 in Keras, less for short
 *     trainings, whose few hundred steps would not bring the average to the data
 */
public record NetworkScale(double width, int pixels, double batchNormalizationMomentum) {

    private static final int CHANNEL_MULTIPLE = 8;

    public NetworkScale {
        if (!(width > 0 && width <= 1)) {
            throw new IllegalArgumentException("Width must be above 0 and at most 1, got " + width);
        }
        if (pixels < 75) {
            throw new IllegalArgumentException("The networks need at least 75 pixels, got " + pixels);
        }
    }

    /** Xception and Inception V3 at the size they were published with: 299 x 299. */
    public static NetworkScale publishedFrames() {
        return new NetworkScale(1, 299, 0.99);
    }

    /** The paper's optical-flow input: 224 x 224. */
    public static NetworkScale publishedFlow() {
        return new NetworkScale(1, 224, 0.99);
    }

    /** A published number of channels at this width. */
    int channels(int published) {
        if (width == 1) {
            return published;
        }
        return Math.max(
                CHANNEL_MULTIPLE, Math.toIntExact(Math.round(published * width / CHANNEL_MULTIPLE)) * CHANNEL_MULTIPLE);
    }
}
