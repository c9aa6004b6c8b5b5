package org.echoscribe.study.torch;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.echoscribe.study.network.Extent;
import org.echoscribe.study.network.Layer;
import org.echoscribe.study.network.VolumePadding;

/** What the layers over clips mean in libtorch. It pads evenly alone, so what is uneven is padded before. */
final class TorchVolume {

    private static final long[] NONE = {0, 0, 0};
    private static final long[] UNDILATED = {1, 1, 1};

    private TorchVolume() {}

    static Tensor convolve(Layer.VolumeConvolution layer, Tensor x, Tensor kernel, TensorOptional bias) {
        VolumePadding padding = layer.padding();
        return torch.convolution(
                padding.isSymmetric() ? x : pad(x, padding, 0),
                kernel,
                bias,
                sizes(layer.stride()),
                padding.isSymmetric() ? sizes(padding.before()) : NONE,
                UNDILATED,
                false,
                NONE,
                1);
    }

    static Tensor maxPool(Layer.VolumeMaxPool pool, Tensor x) {
        VolumePadding padding = pool.padding();
        return torch.max_pool3d(
                padding.isSymmetric() ? x : pad(x, padding, Double.NEGATIVE_INFINITY),
                sizes(pool.window()),
                sizes(pool.stride()),
                padding.isSymmetric() ? sizes(padding.before()) : NONE,
                UNDILATED,
                false);
    }

    private static Tensor pad(Tensor x, VolumePadding padding, double value) {
        Extent before = padding.before();
        Extent after = padding.after();
        long[] lastAxisFirst = {
            before.columns(), after.columns(), before.rows(), after.rows(), before.frames(), after.frames()
        };
        return torch.constant_pad_nd(x, lastAxisFirst, new Scalar(value));
    }

    private static long[] sizes(Extent extent) {
        return new long[] {extent.frames(), extent.rows(), extent.columns()};
    }
}
