package org.echoscribe.study.torch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.echoscribe.study.network.Layer;
import org.echoscribe.study.network.Node;
import org.echoscribe.study.network.Padding;
import org.echoscribe.study.network.Parameter;

/** What each kind of layer means in libtorch. */
final class TorchLayer {

    private static final long[] UNDILATED = {1, 1};

    private TorchLayer() {}

    /**
     * Applies one node.
     *
     * @param parameters the graph's tensors by parameter name
     * @param pass whether it trains, on which share of the batch and with whom
     */
    static Tensor apply(Node node, List<Tensor> inputs, Map<String, Tensor> parameters, Pass pass) {
        Tensor x = inputs.getFirst();
        return switch (node.layer()) {
            case Layer.Input _ -> throw new IllegalStateException("An input is given, not computed: " + node.name());
            case Layer.Convolution convolution -> convolve(node, convolution, x, parameters);
            case Layer.VolumeConvolution convolution ->
                TorchVolume.convolve(
                        convolution, x, kernel(node, parameters), bias(node, convolution.bias(), parameters));
            case Layer.BatchNormalization normalization -> normalize(node, normalization, x, parameters, pass);
            case Layer.Relu _ -> torch.relu(x);
            case Layer.MaxPool pool -> maxPool(pool, x);
            case Layer.VolumeMaxPool pool -> TorchVolume.maxPool(pool, x);
            case Layer.AveragePool pool -> averagePool(pool, x);
            case Layer.Add _ -> x.add(inputs.get(1));
            case Layer.Concatenation _ -> torch.cat(new TensorVector(inputs.toArray(Tensor[]::new)), 1);
            case Layer.GlobalAveragePool _ ->
                torch.mean(
                        x, IntStream.range(2, (int) x.dim()).asLongStream().toArray(), false, new ScalarTypeOptional());
            case Layer.SeriesAsImage _ -> x.permute(0, 2, 1).unsqueeze(2);
            case Layer.AverageOverTime _ -> torch.mean(x, new long[] {1}, false, new ScalarTypeOptional());
            case Layer.Dropout dropout -> drop(x, dropout.rate(), pass);
            case Layer.Dense _ -> torch.linear(x, kernel(node, parameters), bias(node, true, parameters));
            case Layer.ModalVote _ -> modalVote(x);
        };
    }

    private static Tensor convolve(Node node, Layer.Convolution layer, Tensor x, Map<String, Tensor> parameters) {
        Padding padding = layer.padding();
        Tensor padded = padding.isSymmetric() ? x : pad(x, padding, 0);
        long[] evenPadding = padding.isSymmetric() ? new long[] {padding.top(), padding.left()} : new long[] {0, 0};
        return torch.convolution(
                padded,
                kernel(node, parameters),
                bias(node, layer.bias(), parameters),
                new long[] {layer.stride(), layer.stride()},
                evenPadding,
                UNDILATED,
                false,
                new long[] {0, 0},
                layer.groups());
    }

    private static Tensor normalize(
            Node node, Layer.BatchNormalization layer, Tensor x, Map<String, Tensor> parameters, Pass pass) {
        // libtorch's momentum is the share of the new batch, Keras' that of the old average.
        double momentum = 1 - layer.momentum();
        if (pass.training() && pass.workers().size() > 1) {
            return SynchronizedNormalization.apply(
                    x,
                    layer.scale() ? Optional.of(of(node, Parameter.Role.GAMMA, parameters)) : Optional.empty(),
                    of(node, Parameter.Role.BETA, parameters),
                    of(node, Parameter.Role.MOVING_MEAN, parameters),
                    of(node, Parameter.Role.MOVING_VARIANCE, parameters),
                    momentum,
                    layer.epsilon(),
                    pass.workers());
        }
        return torch.batch_norm(
                x,
                layer.scale() ? new TensorOptional(of(node, Parameter.Role.GAMMA, parameters)) : new TensorOptional(),
                new TensorOptional(of(node, Parameter.Role.BETA, parameters)),
                new TensorOptional(of(node, Parameter.Role.MOVING_MEAN, parameters)),
                new TensorOptional(of(node, Parameter.Role.MOVING_VARIANCE, parameters)),
                pass.training(),
                momentum,
                layer.epsilon(),
                true);
    }

    /** Drawn for the whole batch, of which this pass takes its rows. */
    private static Tensor drop(Tensor x, double rate, Pass pass) {
        if (!pass.training() || rate == 0) {
            return torch.dropout(x, rate, false);
        }
        long rowsPerLoop = x.size(0) / pass.share().loops();
        long[] whole = LongStream.range(0, x.dim()).map(x::size).toArray();
        whole[0] = rowsPerLoop * pass.share().whole();
        Tensor drawn =
                Tensors.uniform(whole).narrow(0, rowsPerLoop * pass.share().first(), x.size(0));
        Tensor kept = drawn.ge(new Scalar(rate)).toType(torch.ScalarType.Float).div(new Scalar(1 - rate));
        return x.mul(kept);
    }

    private static Tensor maxPool(Layer.MaxPool pool, Tensor x) {
        Padding padding = pool.padding();
        Tensor padded = padding.isSymmetric() ? x : pad(x, padding, Double.NEGATIVE_INFINITY);
        long[] evenPadding = padding.isSymmetric() ? new long[] {padding.top(), padding.left()} : new long[] {0, 0};
        return torch.max_pool2d(
                padded,
                new long[] {pool.kernelHeight(), pool.kernelWidth()},
                new long[] {pool.strideHeight(), pool.strideWidth()},
                evenPadding,
                UNDILATED,
                false);
    }

    private static Tensor averagePool(Layer.AveragePool pool, Tensor x) {
        if (!pool.padding().isSymmetric()) {
            throw new IllegalArgumentException("Average pooling needs an odd window, got " + pool.kernel());
        }
        return torch.avg_pool2d(
                x,
                new long[] {pool.kernel(), pool.kernel()},
                new long[] {pool.stride(), pool.stride()},
                new long[] {pool.padding().top(), pool.padding().left()},
                false,
                false,
                new LongOptional());
    }

    private static Tensor pad(Tensor x, Padding padding, double value) {
        long[] lastAxisFirst = {padding.left(), padding.right(), padding.top(), padding.bottom()};
        return torch.constant_pad_nd(x, lastAxisFirst, new Scalar(value));
    }

    /** {@code [loops, frames, views]} to {@code [loops, views]}; only the mean probabilities pass a gradient on. */
    private static Tensor modalVote(Tensor logits) {
        long frames = logits.size(1);
        Tensor probabilities = torch.softmax(logits, 2);
        Tensor votes = torch.one_hot(logits.argmax(new LongOptional(2), false), logits.size(2))
                .to(torch.ScalarType.Float);
        Tensor share = votes.add(probabilities.div(new Scalar((double) frames)));
        return torch.mean(share, new long[] {1}, false, new ScalarTypeOptional())
                .add(new Scalar(Layer.ModalVote.LEAST_VOTES))
                .log();
    }

    private static Tensor kernel(Node node, Map<String, Tensor> parameters) {
        return of(node, Parameter.Role.KERNEL, parameters);
    }

    private static TensorOptional bias(Node node, boolean present, Map<String, Tensor> parameters) {
        return present ? new TensorOptional(of(node, Parameter.Role.BIAS, parameters)) : new TensorOptional();
    }

    private static Tensor of(Node node, Parameter.Role role, Map<String, Tensor> parameters) {
        return parameters.get(Parameter.nameOf(node.name(), role));
    }
}
