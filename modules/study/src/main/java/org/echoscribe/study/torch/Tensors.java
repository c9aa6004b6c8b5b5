package org.echoscribe.study.torch;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * Numbers in and out of libtorch: the one place where tensors come from, all of them on the {@link TorchDevice}. Tensors made
 * here own their memory and die with the enclosing PointerScope.
 */
final class Tensors {

    private Tensors() {}

    /** A copy of a buffer's content from its position to its limit. */
    static Tensor copyOf(FloatBuffer values, long... shape) {
        try (FloatPointer pointer = new FloatPointer(values)) {
            return placed(pointer, torch.ScalarType.Float, shape);
        }
    }

    /** A copy of an array. */
    static Tensor copyOf(float[] values, long... shape) {
        try (FloatPointer pointer = new FloatPointer(values)) {
            return placed(pointer, torch.ScalarType.Float, shape);
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
        try (LongPointer pointer = new LongPointer(values)) {
            return placed(pointer, torch.ScalarType.Long, values.length);
        }
    }

    /** A vector of doubles. */
    static Tensor doubles(double... values) {
        try (DoublePointer pointer = new DoublePointer(values)) {
            return placed(pointer, torch.ScalarType.Double, values.length);
        }
    }

    /** A vector of unsigned bytes. */
    static Tensor bytes(byte... values) {
        try (BytePointer pointer = new BytePointer(values)) {
            return placed(pointer, torch.ScalarType.Byte, values.length);
        }
    }

    private static Tensor placed(Pointer pointer, torch.ScalarType type, long... shape) {
        try (Tensor view = torch.from_blob(pointer, shape, new TensorOptions(type))) {
            return view.to(TorchDevice.current(), type, false, true, new MemoryFormatOptional());
        }
    }

    /** Nothing yet, to be read into. */
    static Tensor empty(torch.ScalarType type) {
        return torch.empty(
                new long[] {0}, new TensorOptions(type).device(TorchDevice.optional()), new MemoryFormatOptional());
    }

    /** Numbers from 0 to 1, drawn on the processor whatever the device is, so that a seed means the same everywhere. */
    static Tensor uniform(long... shape) {
        return torch.rand(shape).to(TorchDevice.current(), torch.ScalarType.Float);
    }

    /** The values of a tensor, row-major whatever its memory layout, in single precision. */
    static float[] floats(Tensor tensor) {
        float[] values = new float[Math.toIntExact(tensor.numel())];
        try (Tensor plain = tensor.detach().cpu().toType(torch.ScalarType.Float).contiguous()) {
            plain.data_ptr_float().get(values);
        }
        return values;
    }

    /** The values of a double tensor. */
    static double[] doubles(Tensor tensor) {
        double[] values = new double[Math.toIntExact(tensor.numel())];
        try (Tensor plain = tensor.detach().cpu().contiguous()) {
            plain.data_ptr_double().get(values);
        }
        return values;
    }

    /** The values of a tensor of unsigned bytes. */
    static byte[] bytes(Tensor tensor) {
        byte[] values = new byte[Math.toIntExact(tensor.numel())];
        try (Tensor plain = tensor.detach().cpu().contiguous()) {
            new BytePointer(plain.data_ptr()).get(values);
        }
        return values;
    }
}
