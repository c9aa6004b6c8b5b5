package org.echoscribe.study.report;

import java.util.List;

/**
 * A matrix of counts as the paper's figure 3 prints them: one cell for each pair of classes, the count in it, its colour the
 * share of its row. Agreement is blue, confusion orange; in a difference more is blue on the diagonal, which is better, and
 * orange off it, which is worse.
 */
final class MatrixPlot {

    private static final double CELL = 34;
    private static final double LEFT = 226;
    private static final double TOP = 92;
    private static final String AGREEMENT = "#0072B2";
    private static final String CONFUSION = "#D55E00";

    private final String title;
    private final String rowsTitle;
    private final String columnsTitle;
    private final List<String> names;
    private final List<String> codes;
    private final boolean synthetic;

    /**
     * @param names of the rows' classes
     * @param codes of the columns' classes, short
     */
    MatrixPlot(
            String title,
            String rowsTitle,
            String columnsTitle,
            List<String> names,
            List<String> codes,
            boolean synthetic) {
        this.title = title;
        this.rowsTitle = rowsTitle;
        this.columnsTitle = columnsTitle;
        this.names = names;
        this.codes = codes;
        this.synthetic = synthetic;
    }

    Drawing draw(int[][] counts, boolean difference) {
        int classes = counts.length;
        Drawing drawing = new Drawing(LEFT + classes * CELL + 60, TOP + classes * CELL + 26, title, synthetic);
        drawing.add(Drawing.label(LEFT + classes * CELL / 2, 14, columnsTitle, "middle")
                .set("fill", Palette.MUTED));
        drawing.add(Drawing.label(8, TOP - 10, rowsTitle, "start").set("fill", Palette.MUTED));
        for (int i = 0; i < classes; i++) {
            double middle = TOP + i * CELL + CELL / 2;
            drawing.add(Drawing.label(LEFT - 8, middle + 4, names.get(i), "end"));
            drawing.add(Drawing.label(0, 0, codes.get(i), "start")
                    .set("font-size", "11")
                    .set(
                            "transform",
                            "translate(%d %d) rotate(-60)"
                                    .formatted(Math.round(LEFT + i * CELL + CELL / 2 + 3), Math.round(TOP - 8))));
            drawRow(drawing, counts[i], i, difference);
        }
        drawing.add(Drawing.rectangle(LEFT, TOP, classes * CELL, classes * CELL, "none")
                .set("stroke", Palette.MUTED));
        return drawing;
    }

    private static void drawRow(Drawing drawing, int[] row, int truth, boolean difference) {
        int total = 0;
        int greatest = 1;
        for (int count : row) {
            total += count;
            greatest = Math.max(greatest, Math.abs(count));
        }
        double y = TOP + truth * CELL;
        for (int answer = 0; answer < row.length; answer++) {
            double x = LEFT + answer * CELL;
            double share = difference
                    ? Math.abs(row[answer]) / (double) Math.max(4, greatest)
                    : row[answer] / (double) Math.max(1, total);
            // Rare confusions must stay visible beside a full diagonal.
            double strength = row[answer] == 0 ? 0 : 0.12 + 0.88 * Math.sqrt(share);
            boolean good = difference ? (row[answer] > 0) == (answer == truth) : answer == truth;
            drawing.add(Drawing.rectangle(x, y, CELL, CELL, Palette.tint(good ? AGREEMENT : CONFUSION, strength))
                    .set("stroke", Palette.GRID)
                    .set("stroke-width", "0.5"));
            if (row[answer] != 0) {
                drawing.add(Drawing.label(x + CELL / 2, y + CELL / 2 + 4, text(row[answer], difference), "middle")
                        .set("font-size", "11.5")
                        .set("fill", strength > 0.6 ? Palette.PAPER : Palette.INK));
            }
        }
        if (!difference) {
            drawing.add(Drawing.label(LEFT + row.length * CELL + 8, y + CELL / 2 + 4, "n = " + total, "start")
                    .set("fill", Palette.MUTED)
                    .set("font-size", "11"));
        }
    }

    private static String text(int count, boolean difference) {
        return difference ? (count > 0 ? "+" : "\u2212") + Math.abs(count) : Integer.toString(count);
    }
}
