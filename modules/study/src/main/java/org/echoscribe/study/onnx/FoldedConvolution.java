package org.echoscribe.study.onnx;

import org.echoscribe.study.network.Layer;
import org.echoscribe.study.network.Node;
import org.echoscribe.study.network.Parameter;
import org.echoscribe.study.network.Weights;

/**
 * A convolution that has taken in the batch normalisation behind it, where it has one. After training, normalisation is a fixed gain and
 * offset per channel, {@code gamma / sqrt(variance + epsilon)} and {@code beta - mean * gain}: the gain goes into the
 * kernel, the offset becomes the bias.
 *
 * @param kernel in the convolution's own shape
 * @param bias one value per filter, or none
 */
record FoldedConvolution(float[] kernel, float[] bias) {

    /** A convolution that nothing can be folded into; without bias where it has none. */
    static FoldedConvolution unfolded(Node convolution, Weights weights) {
        float[] kernel = weights.of(convolution, Parameter.Role.KERNEL);
        return new FoldedConvolution(
                kernel, hasBias(convolution) ? weights.of(convolution, Parameter.Role.BIAS) : new float[0]);
    }

    private static boolean hasBias(Node convolution) {
        return convolution.parameters().stream().anyMatch(parameter -> parameter.role() == Parameter.Role.BIAS);
    }

    static FoldedConvolution of(Node convolution, Node normalization, Weights weights) {
        Layer.BatchNormalization layer = (Layer.BatchNormalization) normalization.layer();
        float[] beta = weights.of(normalization, Parameter.Role.BETA);
        float[] mean = weights.of(normalization, Parameter.Role.MOVING_MEAN);
        float[] variance = weights.of(normalization, Parameter.Role.MOVING_VARIANCE);
        float[] kernel = weights.of(convolution, Parameter.Role.KERNEL).clone();
        boolean hasBias = hasBias(convolution);
        float[] bias = new float[beta.length];
        int perFilter = kernel.length / bias.length;
        for (int filter = 0; filter < bias.length; filter++) {
            double gamma = layer.scale() ? weights.of(normalization, Parameter.Role.GAMMA)[filter] : 1;
            double gain = gamma / Math.sqrt(variance[filter] + layer.epsilon());
            double before = hasBias ? weights.of(convolution, Parameter.Role.BIAS)[filter] : 0;
            bias[filter] = (float) (beta[filter] + (before - mean[filter]) * gain);
            for (int i = filter * perFilter; i < (filter + 1) * perFilter; i++) {
                kernel[i] = (float) (kernel[i] * gain);
            }
        }
        return new FoldedConvolution(kernel, bias);
    }
}
