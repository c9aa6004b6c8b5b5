package org.echoscribe.study.torch;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** Numbers in and out of libtorch. Tensors made here own their memory and die with the enclosing PointerScope. */
final class Tensors {

    private Tensors() {}

    /** A copy of a direct buffer's content from its position to its limit. */
    static Tensor copyOf(FloatBuffer values, long... shape) {
        try (FloatPointer pointer = new FloatPointer(values);
                Tensor view = torch.from_blob(pointer, shape)) {
            return view.clone();
        }
    }

    /** A copy of an array. */
    static Tensor copyOf(float[] values, long... shape) {
        try (FloatPointer pointer = new FloatPointer(values);
                Tensor view = torch.from_blob(pointer, shape)) {
            return view.clone();
        }
    }

    /** Images and clips with the channels of a pixel side by side, which convolutions are fastest on; others as they are. */
    static Tensor channelsLast(Tensor tensor) {
        return switch ((int) tensor.dim()) {
            case 4 -> tensor.contiguous(torch.MemoryFormat.ChannelsLast);
            case 5 -> tensor.contiguous(torch.MemoryFormat.ChannelsLast3d);
            default -> tensor;
        };
    }

    /** Loops' frames {@code [loops, frames, channels, height, width]} as clips {@code [loops, channels, frames, height, width]}. */
    static Tensor clips(Tensor frames) {
        return frames.permute(0, 2, 1, 3, 4);
    }

    /** A vector of 64-bit integers, such as class labels. */
    static Tensor labels(long... values) {
        try (LongPointer pointer = new LongPointer(values);
                Tensor view = torch.from_blob(
                        pointer, new long[] {values.length}, new TensorOptions(torch.ScalarType.Long))) {
            return view.clone();
        }
    }

    /** A vector of doubles. */
    static Tensor doubles(double... values) {
        try (org.bytedeco.javacpp.DoublePointer pointer = new org.bytedeco.javacpp.DoublePointer(values);
                Tensor view = torch.from_blob(
                        pointer, new long[] {values.length}, new TensorOptions(torch.ScalarType.Double))) {
            return view.clone();
        }
    }

    /** The values of a float tensor, row-major whatever its memory layout. */
    static float[] floats(Tensor tensor) {
        float[] values = new float[Math.toIntExact(tensor.numel())];
        try (Tensor plain = tensor.detach().contiguous()) {
            plain.data_ptr_float().get(values);
        }
        return values;
    }

    /** The values of a double tensor. */
    static double[] doubles(Tensor tensor) {
        double[] values = new double[Math.toIntExact(tensor.numel())];
        try (Tensor plain = tensor.detach().contiguous()) {
            plain.data_ptr_double().get(values);
        }
        return values;
    }
}
