package org.echoscribe.study.torch;

import java.util.Optional;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Batch normalisation (Ioffe and Szegedy 2015, arXiv:1502.03167) with the statistics of all workers' shares, so that several
 * workers compute what one would on the whole batch, up to rounding. Each worker's mean and variance are put together as sums
 * of first and second moments, in double precision because their difference cancels; the gradient goes the same way back.
 */
final class SynchronizedNormalization {

    private SynchronizedNormalization() {}

    /**
     * Normalises over everything but the channels, axis 1.
     *
     * @param momentum share of the new batch in the moving statistics
     */
    static Tensor apply(
            Tensor input,
            Optional<Tensor> gamma,
            Tensor beta,
            Tensor movingMean,
            Tensor movingVariance,
            double momentum,
            double epsilon,
            WorkerGroup workers) {
        Tensor x = input.toType(torch.ScalarType.Float);
        long channels = x.size(1);
        double count = (double) x.numel() / channels;
        long[] axes = LongStream.range(0, x.dim()).filter(axis -> axis != 1).toArray();
        T_TensorTensor_T moments = torch.var_mean(x, axes, new ScalarOptional(new Scalar(0.0)), false);
        Tensor mean = moments.get1().toType(torch.ScalarType.Double);
        Tensor variance = moments.get0().toType(torch.ScalarType.Double);
        Scalar counted = new Scalar(count);
        Tensor sums = workers.sumWithGradient(torch.cat(
                new TensorVector(mean.mul(counted), variance.add(mean.square()).mul(counted)), 0));
        double total = workers.sum(count)[0];
        Tensor means = sums.div(new Scalar(total));
        Tensor globalMean = means.narrow(0, 0, channels);
        Tensor globalVariance = means.narrow(0, channels, channels).sub(globalMean.square());
        move(movingMean, globalMean, momentum);
        move(movingVariance, globalVariance.mul(new Scalar(total / (total - 1))), momentum);

        Tensor factor = globalVariance.add(new Scalar(epsilon)).rsqrt();
        Tensor scale = gamma.map(factor::mul).orElse(factor);
        Tensor shift = beta.sub(globalMean.mul(scale));
        long[] perChannel = LongStream.range(0, x.dim())
                .map(axis -> axis == 1 ? channels : 1)
                .toArray();
        Tensor y = x.mul(single(scale, perChannel)).add(single(shift, perChannel));
        return y.toType(input.scalar_type());
    }

    private static Tensor single(Tensor perChannel, long[] shape) {
        return perChannel.toType(torch.ScalarType.Float).reshape(shape);
    }

    private static void move(Tensor moving, Tensor batch, double momentum) {
        try (NoGradGuard guard = new NoGradGuard()) {
            moving.mul_(new Scalar(1 - momentum))
                    .add_(batch.detach().toType(torch.ScalarType.Float).mul(new Scalar(momentum)));
        }
    }
}
