package org.echoscribe.study.weights;

import java.util.stream.IntStream;
import org.echoscribe.study.network.Layer;
import org.echoscribe.study.network.Node;
import org.echoscribe.study.network.Parameter;

/**
 * How a library orders the axes of kernels. Ours are libtorch's: filters, channels of a group, (frames,) rows, columns; units,
 * features.
 */
enum Axes {
    /** As ours. */
    TORCH,
    /** (Frames,) rows, columns, channels, filters; features, units; a depthwise kernel ends with channels, multiplier. */
    KERAS;

    /** The same tensor with our order of axes. */
    StoredTensor turn(StoredTensor tensor, Node node, Parameter parameter) {
        if (this == TORCH || parameter.role() != Parameter.Role.KERNEL) {
            return tensor;
        }
        int axes = tensor.shape().length;
        boolean depthwise = node.layer() instanceof Layer.Convolution convolution && convolution.groups() > 1;
        int last = axes - 1;
        int[] order = new int[axes];
        // Depthwise: channels become the filters, of one channel each; else filters, then channels.
        order[0] = depthwise ? last - 1 : last;
        order[1] = depthwise ? last : last - 1;
        for (int i = 2; i < axes; i++) {
            order[i] = i - 2;
        }
        return axes < 2 ? tensor : permuted(tensor, order);
    }

    /** Axis {@code i} of the result is axis {@code order[i]} of the tensor. */
    static StoredTensor permuted(StoredTensor tensor, int... order) {
        int axes = order.length;
        long[] shape = IntStream.range(0, axes)
                .mapToLong(i -> tensor.shape()[order[i]])
                .toArray();
        int[] strides = new int[axes];
        int stride = 1;
        for (int i = axes - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= (int) tensor.shape()[i];
        }
        float[] values = new float[tensor.values().length];
        int[] index = new int[axes];
        for (int next = 0; next < values.length; next++) {
            int from = 0;
            for (int i = 0; i < axes; i++) {
                from += index[i] * strides[order[i]];
            }
            values[next] = tensor.values()[from];
            for (int i = axes - 1; i >= 0 && ++index[i] == shape[i]; i--) {
                index[i] = 0;
            }
        }
        return new StoredTensor(tensor.name(), shape, values);
    }

    /**
     * A kernel over an image as one over frames: repeated in time and divided by the frames, so that a clip that stands still
     * gives what the image gave (Carreira and Zisserman 2017, arXiv:1705.07750, section 2.2).
     */
    static StoredTensor inflated(StoredTensor image, long frames) {
        long[] shape = {image.shape()[0], image.shape()[1], frames, image.shape()[2], image.shape()[3]};
        int plane = (int) (image.shape()[2] * image.shape()[3]);
        int planes = image.values().length / plane;
        float[] values = new float[Math.toIntExact(image.values().length * frames)];
        int next = 0;
        for (int i = 0; i < planes; i++) {
            for (int frame = 0; frame < frames; frame++) {
                for (int pixel = 0; pixel < plane; pixel++) {
                    values[next++] = image.values()[i * plane + pixel] / frames;
                }
            }
        }
        return new StoredTensor(image.name(), shape, values);
    }

    /**
     * A first kernel over three colours as one over images of optical flow: the mean over the colours, the same for every image
     * (L. Wang et al., Temporal Segment Networks, ECCV 2016, arXiv:1608.00859, section 3.2, cross-modality pre-training).
     */
    static StoredTensor acrossModalities(StoredTensor colours, long channels) {
        long[] shape = {colours.shape()[0], channels, colours.shape()[2], colours.shape()[3]};
        int plane = (int) (shape[2] * shape[3]);
        int colourCount = (int) colours.shape()[1];
        float[] values = new float[Math.toIntExact(shape[0] * channels * plane)];
        int next = 0;
        for (int filter = 0; filter < shape[0]; filter++) {
            for (int channel = 0; channel < channels; channel++) {
                for (int pixel = 0; pixel < plane; pixel++) {
                    double sum = 0;
                    for (int colour = 0; colour < colourCount; colour++) {
                        sum += colours.values()[(filter * colourCount + colour) * plane + pixel];
                    }
                    values[next++] = (float) (sum / colourCount);
                }
            }
        }
        return new StoredTensor(colours.name(), shape, values);
    }
}
