package org.echoscribe.imaging.flow;

import java.util.ArrayList;
import java.util.List;

/**
 * Comparisons that bring the median of a square window to one wire, whatever the values.
 *
 * <p>Wire {@code width * row + column} carries one pixel of the window. First each column is sorted by itself, which
 * neighbouring windows share, then each row; of a square sorted both ways only a band around the anti-diagonal can hold
 * the median, and a few comparisons more select it. Comparisons that cannot reach the median are left out.
 *
 * @param width of the window
 * @param columnSort comparisons between rows, the same for every column
 * @param selection comparisons between wires, after the columns are sorted
 * @param medianWire where the median ends up
 */
record SelectionNetwork(int width, List<Comparison> columnSort, List<Comparison> selection, int medianWire) {

    /** Puts the lesser of two wires on {@code low} and the greater on {@code high}. */
    record Comparison(int low, int high) {}

    private static final int[][] SORT_3 = {{0, 1}, {1, 2}, {0, 1}};
    private static final int[][] SORT_5 = {{0, 1}, {3, 4}, {2, 4}, {2, 3}, {1, 4}, {0, 3}, {0, 2}, {1, 3}, {1, 2}};
    private static final int[][] SELECT_3 = {{2, 4}, {4, 6}, {2, 4}};
    /** Found by search over the 252 arrangements of zeros and ones that a 5 x 5 square sorted both ways can have. */
    private static final int[][] SELECT_5 = {
        {4, 8}, {12, 20}, {11, 15}, {17, 21}, {7, 12}, {16, 20}, {17, 20}, {8, 13}, {9, 13},
        {12, 16}, {7, 15}, {12, 15}, {16, 17}, {7, 11}, {9, 17}, {8, 16}, {4, 15}, {3, 12},
        {13, 20}, {13, 15}, {9, 12}, {16, 21}, {8, 11}, {11, 13}, {12, 13}
    };

    /** The network for a window of 3 x 3 or 5 x 5 pixels. */
    static SelectionNetwork of(int width) {
        return switch (width) {
            case 3 -> of(width, SORT_3, SELECT_3, 4);
            case 5 -> of(width, SORT_5, SELECT_5, 12);
            default -> throw new IllegalArgumentException("no median network for a window of " + width);
        };
    }

    private static SelectionNetwork of(int width, int[][] sort, int[][] select, int medianWire) {
        List<Comparison> all = new ArrayList<>();
        for (int row = 0; row < width; row++) {
            for (int[] pair : sort) {
                all.add(new Comparison(width * row + pair[0], width * row + pair[1]));
            }
        }
        List<Comparison> columnSort = new ArrayList<>();
        for (int[] pair : sort) {
            columnSort.add(new Comparison(pair[0], pair[1]));
        }
        for (int[] pair : select) {
            all.add(new Comparison(pair[0], pair[1]));
        }
        return new SelectionNetwork(width, columnSort, reaching(medianWire, all), medianWire);
    }

    private static List<Comparison> reaching(int medianWire, List<Comparison> all) {
        List<Comparison> reaching = new ArrayList<>();
        List<Integer> wanted = new ArrayList<>(List.of(medianWire));
        for (Comparison comparison : all.reversed()) {
            if (wanted.contains(comparison.low()) || wanted.contains(comparison.high())) {
                reaching.addFirst(comparison);
                wanted.add(comparison.low());
                wanted.add(comparison.high());
            }
        }
        return List.copyOf(reaching);
    }
}
