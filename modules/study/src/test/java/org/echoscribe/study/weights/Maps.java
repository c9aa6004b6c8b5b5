package org.echoscribe.study.weights;

import java.util.Arrays;

/**
 * A picture or feature maps as PyTorch holds them, and what it computes from them without weights.
 *
 * @param values channels, rows, columns
 */
record Maps(int channels, int rows, int columns, float[] values) {

    /** Zero outside. */
    float at(int channel, int row, int column) {
        return row < 0 || row >= rows || column < 0 || column >= columns
                ? 0
                : values[(channel * rows + row) * columns + column];
    }

    /** A window's rows and columns, its stride, and the padding above (and below) and to the left (and right). */
    record Window(int rows, int columns, int stride, int up, int left) {
        static Window square(int side, int stride, int padding) {
            return new Window(side, side, stride, padding, padding);
        }

        Maps empty(int channels, Maps x) {
            int outRows = (x.rows() + 2 * up - rows) / stride + 1;
            int outColumns = (x.columns() + 2 * left - columns) / stride + 1;
            return new Maps(channels, outRows, outColumns, new float[channels * outRows * outColumns]);
        }
    }

    /** {@code adaptive_avg_pool2d(x, 1)}. */
    static float[] means(Maps x) {
        float[] means = new float[x.channels()];
        int pixels = x.rows() * x.columns();
        for (int i = 0; i < x.values().length; i++) {
            means[i / pixels] += x.values()[i] / pixels;
        }
        return means;
    }

    static Maps relu(Maps x) {
        float[] out = x.values().clone();
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.max(0, out[i]);
        }
        return new Maps(x.channels(), x.rows(), x.columns(), out);
    }

    /** {@code nn.MaxPool2d}: padding never wins. */
    static Maps maxPool(Maps x, Window window) {
        Maps out = window.empty(x.channels(), x);
        for (int i = 0; i < out.values().length; i++) {
            int channel = i / (out.rows() * out.columns());
            int row = i / out.columns() % out.rows() * window.stride() - window.up();
            int column = i % out.columns() * window.stride() - window.left();
            float best = Float.NEGATIVE_INFINITY;
            for (int r = Math.max(0, row); r < Math.min(x.rows(), row + window.rows()); r++) {
                for (int c = Math.max(0, column); c < Math.min(x.columns(), column + window.columns()); c++) {
                    best = Math.max(best, x.at(channel, r, c));
                }
            }
            out.values()[i] = best;
        }
        return out;
    }

    /** {@code nn.AvgPool2d}, with {@code count_include_pad} as given. */
    static Maps averagePool(Maps x, Window window, boolean countPadding) {
        Maps out = window.empty(x.channels(), x);
        for (int i = 0; i < out.values().length; i++) {
            int channel = i / (out.rows() * out.columns());
            int row = i / out.columns() % out.rows() * window.stride() - window.up();
            int column = i % out.columns() * window.stride() - window.left();
            int inside = 0;
            float sum = 0;
            for (int r = Math.max(0, row); r < Math.min(x.rows(), row + window.rows()); r++) {
                for (int c = Math.max(0, column); c < Math.min(x.columns(), column + window.columns()); c++) {
                    sum += x.at(channel, r, c);
                    inside++;
                }
            }
            out.values()[i] = sum / (countPadding ? window.rows() * window.columns() : inside);
        }
        return out;
    }

    static Maps sum(Maps a, Maps b) {
        float[] out = a.values().clone();
        for (int i = 0; i < out.length; i++) {
            out[i] += b.values()[i];
        }
        return new Maps(a.channels(), a.rows(), a.columns(), out);
    }

    /** {@code torch.cat(parts, 1)}. */
    static Maps cat(Maps... parts) {
        int channels = Arrays.stream(parts).mapToInt(Maps::channels).sum();
        float[] out = new float[channels * parts[0].rows() * parts[0].columns()];
        int next = 0;
        for (Maps part : parts) {
            System.arraycopy(part.values(), 0, out, next, part.values().length);
            next += part.values().length;
        }
        return new Maps(channels, parts[0].rows(), parts[0].columns(), out);
    }
}
