package org.echoscribe.study.weights;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The five networks of {@code keras.applications} once more, from Keras' source and the papers, in loops over plain arrays:
 * no graph, no name map and no layout of ours. As Keras does, it makes a layer's arrays, with random values, when the layer is
 * first called; they are then what a weight file holds. Pictures are rows, columns, channels, kernels rows, columns, channels,
 * filters.
 */
final class ReferenceNetworks {

    /** An array under Keras' name for it, such as {@code conv1/conv/kernel:0}. */
    record Variable(int[] shape, float[] values) {}

    /** A picture, rows first, channels last. */
    record Picture(int rows, int columns, int channels, float[] values) {
        float at(int row, int column, int channel) {
            return values[(row * columns + column) * channels + channel];
        }
    }

    private final Map<String, Variable> variables = new LinkedHashMap<>();
    private final SplittableRandom random;
    private final double width;
    private int numbered;

    ReferenceNetworks(double width, long seed) {
        this.width = width;
        this.random = new SplittableRandom(seed);
    }

    /** The arrays made so far, layer by layer: the layer's name, then the variable's. */
    Map<String, Variable> variables() {
        return variables;
    }

    Picture randomPicture(int pixels) {
        float[] values = new float[pixels * pixels * 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble();
        }
        return new Picture(pixels, pixels, 3, values);
    }

    /** The mean of each channel. */
    static float[] means(Picture x) {
        float[] means = new float[x.channels()];
        for (int i = 0; i < x.values().length; i++) {
            means[i % x.channels()] += x.values()[i] / (x.rows() * x.columns());
        }
        return means;
    }

    // keras/applications/vgg16.py
    Picture vgg16(Picture x) {
        int[] filters = {64, 128, 256, 512, 512};
        int[] layers = {2, 2, 3, 3, 3};
        for (int block = 1; block <= 5; block++) {
            for (int i = 1; i <= layers[block - 1]; i++) {
                x = relu(conv("block" + block + "_conv" + i, x, filters[block - 1], 3, 3, 1, true, true));
            }
            x = maxPool(x, 2, 2, false);
        }
        return x;
    }

    // keras/applications/resnet.py, ResNet50
    Picture resnet50(Picture x) {
        x = conv("conv1_conv", zeroPadded(x, 3), 64, 7, 7, 2, false, true);
        x = relu(norm("conv1_bn", x, true, 1.001e-5));
        x = maxPool(zeroPadded(x, 1), 3, 2, false);
        int[] filters = {64, 128, 256, 512};
        int[] blocks = {3, 4, 6, 3};
        for (int stack = 0; stack < 4; stack++) {
            for (int block = 1; block <= blocks[stack]; block++) {
                String name = "conv" + (stack + 2) + "_block" + block;
                int stride = block == 1 && stack > 0 ? 2 : 1;
                Picture shortcut = x;
                if (block == 1) {
                    shortcut = conv(name + "_0_conv", x, 4 * filters[stack], 1, 1, stride, false, true);
                    shortcut = norm(name + "_0_bn", shortcut, true, 1.001e-5);
                }
                Picture y = conv(name + "_1_conv", x, filters[stack], 1, 1, stride, false, true);
                y = relu(norm(name + "_1_bn", y, true, 1.001e-5));
                y = conv(name + "_2_conv", y, filters[stack], 3, 3, 1, true, true);
                y = relu(norm(name + "_2_bn", y, true, 1.001e-5));
                y = conv(name + "_3_conv", y, 4 * filters[stack], 1, 1, 1, false, true);
                x = relu(sum(shortcut, norm(name + "_3_bn", y, true, 1.001e-5)));
            }
        }
        return x;
    }

    // keras/applications/densenet.py, DenseNet121
    Picture densenet121(Picture x) {
        x = conv("conv1/conv", zeroPadded(x, 3), 64, 7, 7, 2, false, false);
        x = relu(norm("conv1/bn", x, true, 1.001e-5));
        x = maxPool(zeroPadded(x, 1), 3, 2, false);
        int[] layers = {6, 12, 24, 16};
        int growth = channels(32);
        for (int block = 0; block < 4; block++) {
            if (block > 0) {
                String pool = "pool" + (block + 1);
                x = relu(norm(pool + "_bn", x, true, 1.001e-5));
                x = averagePool(convTo(pool + "_conv", x, x.channels() / 2, 1, 1, 1, false, false), 2, 2, false);
            }
            for (int layer = 1; layer <= layers[block]; layer++) {
                String name = "conv" + (block + 2) + "_block" + layer;
                Picture y = relu(norm(name + "_0_bn", x, true, 1.001e-5));
                y = convTo(name + "_1_conv", y, 4 * growth, 1, 1, 1, false, false);
                y = relu(norm(name + "_1_bn", y, true, 1.001e-5));
                x = joined(x, convTo(name + "_2_conv", y, growth, 3, 3, 1, true, false));
            }
        }
        return relu(norm("bn", x, true, 1.001e-5));
    }

    // keras/applications/xception.py
    Picture xception(Picture x) {
        x = relu(norm("block1_conv1_bn", conv("block1_conv1", x, 32, 3, 3, 2, false, false), true, 1e-3));
        x = relu(norm("block1_conv2_bn", conv("block1_conv2", x, 64, 3, 3, 1, false, false), true, 1e-3));
        int[][] halving = {{2, 128, 128}, {3, 256, 256}, {4, 728, 728}, {13, 728, 1024}};
        for (int i = 0; i < 4; i++) {
            for (int block = 5; i == 3 && block <= 12; block++) {
                Picture y = x;
                for (int j = 1; j <= 3; j++) {
                    String name = "block" + block + "_sepconv" + j;
                    y = norm(name + "_bn", separable(name, relu(y), 728), true, 1e-3);
                }
                x = sum(y, x);
            }
            numbered++;
            Picture residual = conv("conv2d_" + numbered, x, halving[i][2], 1, 1, 2, true, false);
            residual = norm("batch_normalization_" + numbered, residual, true, 1e-3);
            String name = "block" + halving[i][0] + "_sepconv";
            Picture y = i == 0 ? x : relu(x);
            y = norm(name + "1_bn", separable(name + "1", y, halving[i][1]), true, 1e-3);
            y = norm(name + "2_bn", separable(name + "2", relu(y), halving[i][2]), true, 1e-3);
            x = sum(maxPool(y, 3, 2, true), residual);
        }
        x = relu(norm("block14_sepconv1_bn", separable("block14_sepconv1", x, 1536), true, 1e-3));
        return relu(norm("block14_sepconv2_bn", separable("block14_sepconv2", x, 2048), true, 1e-3));
    }

    // keras/applications/inception_v3.py
    Picture inceptionV3(Picture x) {
        x = unit(x, 32, 3, 3, 2, false);
        x = unit(x, 32, 3, 3, 1, false);
        x = maxPool(unit(x, 64, 3, 3, 1, true), 3, 2, false);
        x = unit(x, 80, 1, 1, 1, false);
        x = maxPool(unit(x, 192, 3, 3, 1, false), 3, 2, false);
        for (int pool : new int[] {32, 64, 64}) {
            Picture a = unit(x, 64, 1, 1, 1, true);
            Picture b = unit(unit(x, 48, 1, 1, 1, true), 64, 5, 5, 1, true);
            Picture c = unit(unit(unit(x, 64, 1, 1, 1, true), 96, 3, 3, 1, true), 96, 3, 3, 1, true);
            x = joined(a, b, c, unit(averagePool(x, 3, 1, true), pool, 1, 1, 1, true));
        }
        Picture three = unit(x, 384, 3, 3, 2, false);
        Picture twice = unit(unit(unit(x, 64, 1, 1, 1, true), 96, 3, 3, 1, true), 96, 3, 3, 2, false);
        x = joined(three, twice, maxPool(x, 3, 2, false));
        for (int middle : new int[] {128, 160, 160, 192}) {
            Picture a = unit(x, 192, 1, 1, 1, true);
            Picture b = unit(unit(unit(x, middle, 1, 1, 1, true), middle, 1, 7, 1, true), 192, 7, 1, 1, true);
            Picture c = unit(unit(x, middle, 1, 1, 1, true), middle, 7, 1, 1, true);
            c = unit(unit(unit(c, middle, 1, 7, 1, true), middle, 7, 1, 1, true), 192, 1, 7, 1, true);
            x = joined(a, b, c, unit(averagePool(x, 3, 1, true), 192, 1, 1, 1, true));
        }
        three = unit(unit(x, 192, 1, 1, 1, true), 320, 3, 3, 2, false);
        Picture seven = unit(unit(unit(x, 192, 1, 1, 1, true), 192, 1, 7, 1, true), 192, 7, 1, 1, true);
        x = joined(three, unit(seven, 192, 3, 3, 2, false), maxPool(x, 3, 2, false));
        for (int i = 0; i < 2; i++) {
            Picture a = unit(x, 320, 1, 1, 1, true);
            Picture b = unit(x, 384, 1, 1, 1, true);
            b = joined(unit(b, 384, 1, 3, 1, true), unit(b, 384, 3, 1, 1, true));
            Picture c = unit(unit(x, 448, 1, 1, 1, true), 384, 3, 3, 1, true);
            c = joined(unit(c, 384, 1, 3, 1, true), unit(c, 384, 3, 1, 1, true));
            x = joined(a, b, c, unit(averagePool(x, 3, 1, true), 192, 1, 1, 1, true));
        }
        return x;
    }

    /** {@code conv2d_bn} of Inception V3. */
    private Picture unit(Picture x, int filters, int rows, int columns, int stride, boolean same) {
        numbered++;
        Picture y = conv("conv2d_" + numbered, x, filters, rows, columns, stride, same, false);
        return relu(norm("batch_normalization_" + numbered, y, false, 1e-3));
    }

    private int channels(int published) {
        return Math.max(8, (int) Math.round(published * width / 8) * 8);
    }

    private Picture conv(
            String layer, Picture x, int filters, int rows, int columns, int stride, boolean same, boolean bias) {
        return convTo(layer, x, channels(filters), rows, columns, stride, same, bias);
    }

    private Picture convTo(
            String layer, Picture x, int filters, int rows, int columns, int stride, boolean same, boolean bias) {
        double deviation = Math.sqrt(2.0 / (rows * columns * x.channels()));
        Variable kernel = variable(layer, "kernel:0", 0, deviation, rows, columns, x.channels(), filters);
        float[] offsets = bias ? variable(layer, "bias:0", 0, 0.1, filters).values() : new float[filters];
        int up = same ? before(x.rows(), rows, stride) : 0;
        int left = same ? before(x.columns(), columns, stride) : 0;
        int outRows = outputs(x.rows(), rows, stride, same);
        int outColumns = outputs(x.columns(), columns, stride, same);
        float[] out = new float[outRows * outColumns * filters];
        for (int row = 0; row < outRows; row++) {
            for (int column = 0; column < outColumns; column++) {
                int to = (row * outColumns + column) * filters;
                System.arraycopy(offsets, 0, out, to, filters);
                for (int i = 0; i < rows; i++) {
                    for (int j = 0; j < columns; j++) {
                        int fromRow = row * stride + i - up;
                        int fromColumn = column * stride + j - left;
                        if (fromRow < 0 || fromRow >= x.rows() || fromColumn < 0 || fromColumn >= x.columns()) {
                            continue;
                        }
                        for (int c = 0; c < x.channels(); c++) {
                            float value = x.at(fromRow, fromColumn, c);
                            int weight = ((i * columns + j) * x.channels() + c) * filters;
                            for (int f = 0; f < filters; f++) {
                                out[to + f] += value * kernel.values()[weight + f];
                            }
                        }
                    }
                }
            }
        }
        return new Picture(outRows, outColumns, filters, out);
    }

    /** {@code SeparableConv2D}, 3 x 3, same, without bias. */
    private Picture separable(String layer, Picture x, int published) {
        Variable kernel = variable(layer, "depthwise_kernel:0", 0, Math.sqrt(2.0 / 9), 3, 3, x.channels(), 1);
        float[] out = new float[x.values().length];
        for (int row = 0; row < x.rows(); row++) {
            for (int column = 0; column < x.columns(); column++) {
                for (int i = Math.max(0, 1 - row); i < Math.min(3, x.rows() - row + 1); i++) {
                    for (int j = Math.max(0, 1 - column); j < Math.min(3, x.columns() - column + 1); j++) {
                        for (int c = 0; c < x.channels(); c++) {
                            out[(row * x.columns() + column) * x.channels() + c] += x.at(row + i - 1, column + j - 1, c)
                                    * kernel.values()[(i * 3 + j) * x.channels() + c];
                        }
                    }
                }
            }
        }
        Picture depthwise = new Picture(x.rows(), x.columns(), x.channels(), out);
        int filters = channels(published);
        Variable pointwise =
                variable(layer, "pointwise_kernel:0", 0, Math.sqrt(2.0 / x.channels()), 1, 1, x.channels(), filters);
        float[] mixed = new float[x.rows() * x.columns() * filters];
        for (int pixel = 0; pixel < x.rows() * x.columns(); pixel++) {
            for (int c = 0; c < x.channels(); c++) {
                for (int f = 0; f < filters; f++) {
                    mixed[pixel * filters + f] += depthwise.values()[pixel * x.channels() + c]
                            * pointwise.values()[c * filters + f];
                }
            }
        }
        return new Picture(x.rows(), x.columns(), filters, mixed);
    }

    private Picture norm(String layer, Picture x, boolean scale, double epsilon) {
        int channels = x.channels();
        float[] gamma = new float[channels];
        java.util.Arrays.fill(gamma, 1);
        if (scale) {
            gamma = variable(layer, "gamma:0", 1, 0.1, channels).values();
        }
        float[] beta = variable(layer, "beta:0", 0, 0.1, channels).values();
        float[] mean = variable(layer, "moving_mean:0", 0, 0.1, channels).values();
        float[] variance =
                variable(layer, "moving_variance:0", 1, 0.2, channels).values();
        float[] out = new float[x.values().length];
        for (int i = 0; i < out.length; i++) {
            int c = i % channels;
            out[i] = (float) ((x.values()[i] - mean[c]) / Math.sqrt(variance[c] + epsilon) * gamma[c] + beta[c]);
        }
        return new Picture(x.rows(), x.columns(), channels, out);
    }

    private static Picture relu(Picture x) {
        float[] out = x.values().clone();
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.max(0, out[i]);
        }
        return new Picture(x.rows(), x.columns(), x.channels(), out);
    }

    private static Picture sum(Picture a, Picture b) {
        float[] out = a.values().clone();
        for (int i = 0; i < out.length; i++) {
            out[i] += b.values()[i];
        }
        return new Picture(a.rows(), a.columns(), a.channels(), out);
    }

    private static Picture joined(Picture... parts) {
        int channels = 0;
        for (Picture part : parts) {
            channels += part.channels();
        }
        int pixels = parts[0].rows() * parts[0].columns();
        float[] out = new float[pixels * channels];
        int first = 0;
        for (Picture part : parts) {
            for (int pixel = 0; pixel < pixels; pixel++) {
                System.arraycopy(
                        part.values(), pixel * part.channels(), out, pixel * channels + first, part.channels());
            }
            first += part.channels();
        }
        return new Picture(parts[0].rows(), parts[0].columns(), channels, out);
    }

    private static Picture zeroPadded(Picture x, int margin) {
        int columns = x.columns() + 2 * margin;
        float[] out = new float[(x.rows() + 2 * margin) * columns * x.channels()];
        for (int row = 0; row < x.rows(); row++) {
            System.arraycopy(
                    x.values(),
                    row * x.columns() * x.channels(),
                    out,
                    ((row + margin) * columns + margin) * x.channels(),
                    x.columns() * x.channels());
        }
        return new Picture(x.rows() + 2 * margin, columns, x.channels(), out);
    }

    private static Picture maxPool(Picture x, int window, int stride, boolean same) {
        return pool(x, window, stride, same, true);
    }

    private static Picture averagePool(Picture x, int window, int stride, boolean same) {
        return pool(x, window, stride, same, false);
    }

    private static Picture pool(Picture x, int window, int stride, boolean same, boolean greatest) {
        int rows = outputs(x.rows(), window, stride, same);
        int columns = outputs(x.columns(), window, stride, same);
        int up = same ? before(x.rows(), window, stride) : 0;
        int left = same ? before(x.columns(), window, stride) : 0;
        float[] out = new float[rows * columns * x.channels()];
        for (int i = 0; i < out.length; i++) {
            int channel = i % x.channels();
            int firstRow = i / x.channels() / columns * stride - up;
            int firstColumn = i / x.channels() % columns * stride - left;
            float best = Float.NEGATIVE_INFINITY;
            float total = 0;
            int inside = 0;
            for (int row = Math.max(0, firstRow); row < Math.min(x.rows(), firstRow + window); row++) {
                for (int column = Math.max(0, firstColumn);
                        column < Math.min(x.columns(), firstColumn + window);
                        column++) {
                    float value = x.at(row, column, channel);
                    best = Math.max(best, value);
                    total += value;
                    inside++;
                }
            }
            out[i] = greatest ? best : total / inside;
        }
        return new Picture(rows, columns, x.channels(), out);
    }

    /** TensorFlow's rule for {@code same}: the odd pixel goes below and to the right. */
    private static int before(int size, int window, int stride) {
        int needed = (Math.ceilDiv(size, stride) - 1) * stride + window - size;
        return Math.max(0, needed) / 2;
    }

    private static int outputs(int size, int window, int stride, boolean same) {
        return same ? Math.ceilDiv(size, stride) : (size - window) / stride + 1;
    }

    private Variable variable(String layer, String name, double mean, double deviation, int... shape) {
        int size = 1;
        for (int axis : shape) {
            size *= axis;
        }
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) (mean + deviation * Math.clamp(random.nextGaussian(), -3, 3));
        }
        Variable made = new Variable(shape, values);
        variables.put(layer + "|" + name, made);
        return made;
    }
}
