package org.echoscribe.imaging.flow;

import java.util.List;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;
import org.echoscribe.imaging.flow.SelectionNetwork.Comparison;

/**
 * The median of the square window around each pixel, borders repeated.
 *
 * <p>A {@link SelectionNetwork} runs on whole rows at once. Floats are compared as integers of the same order, because a
 * vector minimum of integers is one instruction and that of floats, with the rules for NaN and signed zero, is several.
 */
final class MedianFilter {

    private static final VectorSpecies<Integer> SPECIES = IntVector.SPECIES_PREFERRED;

    private final Grid grid;
    private final int window;
    private final SelectionNetwork network;
    /** The window's rows as they were before the filter wrote over them; row y lies at y modulo the window. */
    private final int[][] original;

    private final int[][] sorted;
    private final int[][] wires;

    /** @param window 1 for no filter, 3 or 5 */
    MedianFilter(Grid grid, int window) {
        this.grid = grid;
        this.window = window;
        this.network = window == 1 ? new SelectionNetwork(1, List.of(), List.of(), 0) : SelectionNetwork.of(window);
        int padded = grid.stride() + 2 * SPECIES.length();
        this.original = new int[window][padded];
        this.sorted = new int[window][padded];
        this.wires = new int[window * window][padded];
    }

    /** Filters a plane in place. */
    void apply(float[] plane) {
        if (window == 1) {
            return;
        }
        int reach = window / 2;
        for (int y = 0; y < Math.min(reach, grid.height()); y++) {
            keep(plane, y);
        }
        for (int y = 0; y < grid.height(); y++) {
            if (y + reach < grid.height()) {
                keep(plane, y + reach);
            }
            filterRow(plane, y);
        }
    }

    private void filterRow(float[] plane, int y) {
        int width = grid.width();
        int reach = window / 2;
        for (int row = 0; row < window; row++) {
            int source = Math.clamp(y + row - reach, 0, grid.height() - 1);
            System.arraycopy(original[source % window], 0, sorted[row], 0, width + 2 * reach);
        }
        run(network.columnSort(), sorted, width + 2 * reach);
        for (int row = 0; row < window; row++) {
            for (int column = 0; column < window; column++) {
                System.arraycopy(sorted[row], column, wires[window * row + column], 0, width);
            }
        }
        run(network.selection(), wires, width);
        int[] median = wires[network.medianWire()];
        int out = grid.row(y);
        for (int x = 0; x < width; x++) {
            plane[out + x] = Float.intBitsToFloat(ordered(median[x]));
        }
    }

    private static void run(List<Comparison> comparisons, int[][] wires, int length) {
        for (Comparison comparison : comparisons) {
            compare(wires[comparison.low()], wires[comparison.high()], length);
        }
    }

    private static void compare(int[] low, int[] high, int length) {
        for (int x = 0; x < length; x += SPECIES.length()) {
            IntVector a = IntVector.fromArray(SPECIES, low, x);
            IntVector b = IntVector.fromArray(SPECIES, high, x);
            a.min(b).intoArray(low, x);
            a.max(b).intoArray(high, x);
        }
    }

    private void keep(float[] plane, int y) {
        int reach = window / 2;
        int width = grid.width();
        int row = grid.row(y);
        int[] kept = original[y % window];
        for (int x = 0; x < width; x++) {
            kept[x + reach] = ordered(Float.floatToRawIntBits(plane[row + x]));
        }
        for (int i = 0; i < reach; i++) {
            kept[i] = kept[reach];
            kept[width + reach + i] = kept[width + reach - 1];
        }
    }

    /** Between a float's bits and an integer of the same order; its own inverse. */
    private static int ordered(int bits) {
        return bits ^ (bits >> 31 & 0x7fffffff);
    }
}
