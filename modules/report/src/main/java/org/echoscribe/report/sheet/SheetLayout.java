package org.echoscribe.report.sheet;

/**
 * Where things are on a sheet: the largest thumbnails with which it stays within three million pixels, which is nine
 * megabytes however many loops a study has.
 *
 * @param side columns and rows of a thumbnail
 * @param columns thumbnails side by side
 * @param rows thumbnails one below the other
 * @param shown how many of the loops there is room for
 */
record SheetLayout(int side, int columns, int rows, int shown) {

    private static final long MOST_PIXELS = 3_000_000;
    private static final int[] SIDES = {320, 256, 208, 160, 128, 112, 96};
    private static final int LEAST_WIDTH = 704;

    static final int MARGIN = 18;
    static final int GAP = 14;
    static final int HEADER = 92;

    static SheetLayout of(int loops) {
        for (int side : SIDES) {
            SheetLayout layout = of(loops, side);
            if ((long) layout.width() * layout.height() <= MOST_PIXELS) {
                return layout;
            }
        }
        int shown = loops;
        while ((long) of(shown, SIDES[SIDES.length - 1]).width()
                        * of(shown, SIDES[SIDES.length - 1]).height()
                > MOST_PIXELS) {
            shown--;
        }
        return of(shown, SIDES[SIDES.length - 1]);
    }

    private static SheetLayout of(int loops, int side) {
        int square = (int) Math.ceil(Math.sqrt(loops * 1.6));
        int columns = Math.max(1, Math.min(loops, square));
        int rows = (loops + columns - 1) / columns;
        return new SheetLayout(side, columns, rows, loops);
    }

    int width() {
        return Math.max(LEAST_WIDTH, 2 * MARGIN + columns * side + (columns - 1) * GAP);
    }

    int height() {
        return HEADER + rows * (cellHeight() + GAP) + MARGIN - GAP;
    }

    /** How many lines a label may take. */
    int labelLines() {
        return side >= 160 ? 2 : 3;
    }

    /** A thumbnail, its bar, its name and its label. */
    int cellHeight() {
        return side + 10 + (int) Math.ceil((1 + labelLines()) * lineHeight());
    }

    double capHeight() {
        return side >= 256 ? 12 : side >= 208 ? 11 : side >= 160 ? 10 : side >= 128 ? 9 : 8;
    }

    double lineHeight() {
        return capHeight() * StrokeFont.LINE / 10;
    }

    int left(int index) {
        int used = columns * side + (columns - 1) * GAP;
        return Math.max(MARGIN, (width() - used) / 2) + (index % columns) * (side + GAP);
    }

    int top(int index) {
        return HEADER + (index / columns) * (cellHeight() + GAP);
    }
}
