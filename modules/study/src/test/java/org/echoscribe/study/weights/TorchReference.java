package org.echoscribe.study.weights;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.echoscribe.study.weights.Maps.Window;
import org.echoscribe.study.weights.ReferenceNetworks.Variable;

/**
 * What PyTorch's modules compute, in plain loops over channels, rows and columns, and the arrays that they hold under the
 * names of a {@code state_dict}. An array is made, with random values, when its module is first called; a width below 1 makes
 * fewer channels, which the published definitions do not know. {@link TorchDefinitions} and {@link TorchInception} have the networks.
 */
class TorchReference {

    private final Map<String, Variable> state = new LinkedHashMap<>();
    private final SplittableRandom random;
    private final double width;

    TorchReference(double width, long seed) {
        this.width = width;
        this.random = new SplittableRandom(seed);
    }

    /** The {@code state_dict} so far. */
    Map<String, Variable> state() {
        return state;
    }

    int channels(int published) {
        return Math.max(8, (int) Math.round(published * width / 8) * 8);
    }

    Maps randomPicture(int pixels) {
        float[] values = new float[3 * pixels * pixels];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble();
        }
        return new Maps(3, pixels, pixels, values);
    }

    /** {@code nn.Conv2d} to so many channels of the published definition. */
    Maps conv(String module, Maps x, int published, Window window, boolean bias) {
        return convTo(module, x, channels(published), window, bias);
    }

    /** {@code nn.Conv2d} to exactly so many channels. */
    Maps convTo(String module, Maps x, int filters, Window window, boolean bias) {
        int taps = x.channels() * window.rows() * window.columns();
        float[] kernel = tensor(
                        module + ".weight",
                        0,
                        Math.sqrt(2.0 / taps),
                        filters,
                        x.channels(),
                        window.rows(),
                        window.columns())
                .values();
        float[] offsets = bias ? tensor(module + ".bias", 0, 0.1, filters).values() : new float[filters];
        Maps out = window.empty(filters, x);
        for (int f = 0; f < filters; f++) {
            for (int c = 0; c < x.channels(); c++) {
                correlate(x, c, kernel, (f * x.channels() + c) * window.rows() * window.columns(), window, out, f);
            }
            add(out, f, offsets[f]);
        }
        return out;
    }

    /** {@code nn.Conv2d} with as many groups as channels, without bias. */
    Maps depthwise(String module, Maps x, Window window) {
        int taps = window.rows() * window.columns();
        float[] kernel = tensor(
                        module + ".weight", 0, Math.sqrt(2.0 / taps), x.channels(), 1, window.rows(), window.columns())
                .values();
        Maps out = window.empty(x.channels(), x);
        for (int c = 0; c < x.channels(); c++) {
            correlate(x, c, kernel, c * taps, window, out, c);
        }
        return out;
    }

    private static void correlate(Maps x, int channel, float[] kernel, int first, Window window, Maps out, int filter) {
        for (int i = 0; i < window.rows(); i++) {
            for (int j = 0; j < window.columns(); j++) {
                float weight = kernel[first + i * window.columns() + j];
                for (int row = 0; row < out.rows(); row++) {
                    int from = row * window.stride() + i - window.up();
                    int to = (filter * out.rows() + row) * out.columns();
                    for (int column = 0; column < out.columns(); column++) {
                        out.values()[to + column] +=
                                weight * x.at(channel, from, column * window.stride() + j - window.left());
                    }
                }
            }
        }
    }

    private static void add(Maps out, int channel, float offset) {
        int pixels = out.rows() * out.columns();
        for (int i = channel * pixels; i < (channel + 1) * pixels; i++) {
            out.values()[i] += offset;
        }
    }

    /** {@code nn.BatchNorm2d} in evaluation. */
    Maps norm(String module, Maps x, double epsilon) {
        int channels = x.channels();
        float[] gain = gain(module, channels);
        float[] offset = tensor(module + ".bias", 0, 0.1, channels).values();
        float[] mean = tensor(module + ".running_mean", 0, 0.1, channels).values();
        float[] variance = tensor(module + ".running_var", 1, 0.2, channels).values();
        state.put(module + ".num_batches_tracked", new Variable(new int[] {1}, new float[] {1000}));
        int pixels = x.rows() * x.columns();
        float[] out = new float[x.values().length];
        for (int i = 0; i < out.length; i++) {
            int c = i / pixels;
            out[i] = (float) ((x.values()[i] - mean[c]) / Math.sqrt(variance[c] + epsilon) * gain[c] + offset[c]);
        }
        return new Maps(channels, x.rows(), x.columns(), out);
    }

    /** Around 1, as after a training; a network whose published gains are all 1 overrides it. */
    float[] gain(String module, int channels) {
        return tensor(module + ".weight", 1, 0.1, channels).values();
    }

    Variable tensor(String name, double mean, double deviation, int... shape) {
        return state.computeIfAbsent(name, _ -> {
            float[] values = new float[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (mean + deviation * Math.clamp(random.nextGaussian(), -3, 3));
            }
            return new Variable(shape, values);
        });
    }
}
