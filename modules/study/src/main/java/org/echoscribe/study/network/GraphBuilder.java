package org.echoscribe.study.network;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes a {@link Graph} layer by layer, working out each shape and refusing layers that do not fit together. */
public final class GraphBuilder {

    private final String graphName;
    private final List<Node> nodes = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Map<String, Value> outputs = new LinkedHashMap<>();

    /** Starts an empty graph. */
    public GraphBuilder(String graphName) {
        this.graphName = graphName;
    }

    /** Declares an input. */
    public Value input(String name, Shape shape) {
        return add(name, new Layer.Input(), shape);
    }

    /** Convolution with Keras' {@code same} padding. */
    public Value sameConvolution(
            String name, Value input, int filters, int kernelHeight, int kernelWidth, int stride, boolean bias) {
        Padding padding = Padding.same(input.image(), kernelHeight, kernelWidth, stride, stride);
        return convolution(
                name, input, new Layer.Convolution(filters, kernelHeight, kernelWidth, stride, padding, 1, bias));
    }

    /** Convolution with a square kernel and without padding, Keras' {@code valid}. */
    public Value validConvolution(String name, Value input, int filters, int kernel, int stride, boolean bias) {
        return convolution(name, input, new Layer.Convolution(filters, kernel, kernel, stride, Padding.NONE, 1, bias));
    }

    /** Convolution with a square kernel after the same padding on all four sides. */
    public Value paddedConvolution(
            String name, Value input, int filters, int kernel, int stride, int pixelsAround, boolean bias) {
        return convolution(
                name,
                input,
                new Layer.Convolution(filters, kernel, kernel, stride, Padding.around(pixelsAround), 1, bias));
    }

    /** One filter per channel, {@code same} padding, no bias: the first half of a separable convolution. */
    public Value depthwiseConvolution(String name, Value input, int kernelHeight, int kernelWidth) {
        Shape.Image image = input.image();
        Padding padding = Padding.same(image, kernelHeight, kernelWidth, 1, 1);
        int channels = image.channels();
        return convolution(
                name, input, new Layer.Convolution(channels, kernelHeight, kernelWidth, 1, padding, channels, false));
    }

    private Value convolution(String name, Value input, Layer.Convolution layer) {
        Shape.Image image = input.image();
        Padding padding = layer.padding();
        return add(
                name,
                layer,
                new Shape.Image(
                        layer.filters(),
                        outputSize(
                                name,
                                image.height(),
                                padding.top(),
                                padding.bottom(),
                                layer.kernelHeight(),
                                layer.stride()),
                        outputSize(
                                name,
                                image.width(),
                                padding.left(),
                                padding.right(),
                                layer.kernelWidth(),
                                layer.stride())),
                input);
    }

    /** Batch normalisation. */
    public Value batchNormalization(String name, Value input, boolean scale, double epsilon, double momentum) {
        return add(name, new Layer.BatchNormalization(scale, epsilon, momentum), mapsOf(input), input);
    }

    private static Shape mapsOf(Value input) {
        return input.shape() instanceof Shape.Volume volume ? volume : input.image();
    }

    /** Rectifier. */
    public Value relu(String name, Value input) {
        return add(name, new Layer.Relu(), input.shape(), input);
    }

    /** Max pooling with a square window and {@code same} padding. */
    public Value sameMaxPool(String name, Value input, int kernel, int stride) {
        return maxPool(
                name,
                input,
                kernel,
                kernel,
                stride,
                stride,
                Padding.same(input.image(), kernel, kernel, stride, stride));
    }

    /** Max pooling without padding. */
    public Value validMaxPool(String name, Value input, int kernel, int stride) {
        return maxPool(name, input, kernel, kernel, stride, stride, Padding.NONE);
    }

    /** Max pooling after the same padding on all four sides. */
    public Value paddedMaxPool(String name, Value input, int kernel, int stride, int pixelsAround) {
        return maxPool(name, input, kernel, kernel, stride, stride, Padding.around(pixelsAround));
    }

    /** Max pooling of every two neighbours in time of a series seen as an image. */
    public Value halveTime(String name, Value input) {
        return maxPool(name, input, 1, 2, 1, 2, Padding.NONE);
    }

    private Value maxPool(
            String name,
            Value input,
            int kernelHeight,
            int kernelWidth,
            int strideHeight,
            int strideWidth,
            Padding padding) {
        Shape.Image image = input.image();
        return add(
                name,
                new Layer.MaxPool(kernelHeight, kernelWidth, strideHeight, strideWidth, padding),
                new Shape.Image(
                        image.channels(),
                        outputSize(name, image.height(), padding.top(), padding.bottom(), kernelHeight, strideHeight),
                        outputSize(name, image.width(), padding.left(), padding.right(), kernelWidth, strideWidth)),
                input);
    }

    /** Average pooling, stride 1, {@code same} padding. */
    public Value sameAveragePool(String name, Value input, int kernel) {
        Padding padding = Padding.same(input.image(), kernel, kernel, 1, 1);
        return add(name, new Layer.AveragePool(kernel, 1, padding), input.shape(), input);
    }

    /** Average pooling without padding. */
    public Value validAveragePool(String name, Value input, int kernel, int stride) {
        Shape.Image image = input.image();
        Shape.Image pooled = new Shape.Image(
                image.channels(),
                outputSize(name, image.height(), 0, 0, kernel, stride),
                outputSize(name, image.width(), 0, 0, kernel, stride));
        return add(name, new Layer.AveragePool(kernel, stride, Padding.NONE), pooled, input);
    }

    /** 3-D convolution with Keras' {@code same} padding. */
    public Value sameVolumeConvolution(
            String name, Value input, int filters, Extent kernel, Extent stride, boolean bias) {
        VolumePadding padding = VolumePadding.same(input.volume().extent(), kernel, stride);
        Layer.VolumeConvolution layer = new Layer.VolumeConvolution(filters, kernel, stride, padding, bias);
        return add(name, layer, windowed(name, input, filters, kernel, stride, padding), input);
    }

    /** 3-D max pooling with Keras' {@code same} padding. */
    public Value sameVolumeMaxPool(String name, Value input, Extent window, Extent stride) {
        return volumeMaxPool(
                name, input, window, stride, VolumePadding.same(input.volume().extent(), window, stride));
    }

    /** 3-D max pooling without padding. */
    public Value validVolumeMaxPool(String name, Value input, Extent window, Extent stride) {
        return volumeMaxPool(name, input, window, stride, VolumePadding.NONE);
    }

    private Value volumeMaxPool(String name, Value input, Extent window, Extent stride, VolumePadding padding) {
        return add(
                name,
                new Layer.VolumeMaxPool(window, stride, padding),
                windowed(name, input, input.volume().channels(), window, stride, padding),
                input);
    }

    private static Shape.Volume windowed(
            String name, Value input, int channels, Extent window, Extent stride, VolumePadding padding) {
        Shape.Volume volume = input.volume();
        Extent before = padding.before();
        Extent after = padding.after();
        return new Shape.Volume(
                channels,
                outputSize(name, volume.frames(), before.frames(), after.frames(), window.frames(), stride.frames()),
                outputSize(name, volume.height(), before.rows(), after.rows(), window.rows(), stride.rows()),
                outputSize(
                        name, volume.width(), before.columns(), after.columns(), window.columns(), stride.columns()));
    }

    /** Sum of two values of equal shape. */
    public Value add(String name, Value left, Value right) {
        if (!left.shape().equals(right.shape())) {
            throw new IllegalArgumentException(name + " cannot add " + left + " and " + right);
        }
        return add(name, new Layer.Add(), left.shape(), left, right);
    }

    /** Images or volumes of one size joined along channels, or vectors joined end to end. */
    public Value concatenate(String name, Value... parts) {
        Shape joined = parts[0].shape();
        for (int i = 1; i < parts.length; i++) {
            joined = join(name, joined, parts[i]);
        }
        return add(name, new Layer.Concatenation(), joined, parts);
    }

    private static Shape join(String name, Shape joined, Value next) {
        if (joined instanceof Shape.Vector vector) {
            return new Shape.Vector(vector.features() + next.features());
        }
        if (joined instanceof Shape.Image left
                && next.shape() instanceof Shape.Image right
                && left.height() == right.height()
                && left.width() == right.width()) {
            return new Shape.Image(left.channels() + right.channels(), left.height(), left.width());
        }
        if (joined instanceof Shape.Volume left
                && next.shape() instanceof Shape.Volume right
                && left.extent().equals(right.extent())) {
            return new Shape.Volume(left.channels() + right.channels(), left.frames(), left.height(), left.width());
        }
        throw new IllegalArgumentException(name + " cannot join " + joined + " and " + next);
    }

    /** Global average pooling. */
    public Value globalAveragePool(String name, Value input) {
        return add(name, new Layer.GlobalAveragePool(), new Shape.Vector(input.channels()), input);
    }

    /** A series turned so that 1-D convolutions run along its steps. */
    public Value seriesAsImage(String name, Value input) {
        Shape.Series series = input.series();
        return add(name, new Layer.SeriesAsImage(), new Shape.Image(series.features(), 1, series.steps()), input);
    }

    /** Mean over the steps. */
    public Value averageOverTime(String name, Value input) {
        return add(
                name,
                new Layer.AverageOverTime(),
                new Shape.Vector(input.series().features()),
                input);
    }

    /** Dropout. */
    public Value dropout(String name, Value input, double rate) {
        return add(name, new Layer.Dropout(rate), input.shape(), input);
    }

    /** Fully connected layer, on a vector or on each vector of a series. */
    public Value dense(String name, Value input, int units) {
        Shape shape = input.shape() instanceof Shape.Series series
                ? new Shape.Series(series.steps(), units)
                : new Shape.Vector(units);
        input.lastFeatures();
        return add(name, new Layer.Dense(units), shape, input);
    }

    /** The modal answer of a series of logits. */
    public Value modalVote(String name, Value input) {
        return add(name, new Layer.ModalVote(), new Shape.Vector(input.series().features()), input);
    }

    /** Publishes a value under a name. */
    public GraphBuilder output(String publishedName, Value value) {
        outputs.put(publishedName, value);
        return this;
    }

    /** The finished graph. */
    public Graph build() {
        return new Graph(graphName, nodes, outputs);
    }

    private Value add(String name, Layer layer, Shape shape, Value... inputs) {
        if (!names.add(name)) {
            throw new IllegalArgumentException(graphName + " already has a node named " + name);
        }
        Value value = new Value(name, shape);
        nodes.add(new Node(value, layer, List.of(inputs)));
        return value;
    }

    private static int outputSize(String name, int size, int before, int after, int kernel, int stride) {
        int padded = size + before + after;
        if (padded < kernel) {
            throw new IllegalArgumentException(
                    name + " needs at least " + kernel + " pixels and gets " + padded + ": use a larger input size");
        }
        return (padded - kernel) / stride + 1;
    }
}
