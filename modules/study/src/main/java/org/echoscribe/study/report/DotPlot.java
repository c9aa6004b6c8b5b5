package org.echoscribe.study.report;

import java.util.List;
import org.echoscribe.statistics.Interval;
import org.echoscribe.statistics.Proportion;

/**
 * Shares with their intervals, side by side: a row for each thing that is compared, a dot for each network, a line for the
 * exact 95 % interval. Dots compare better than bars, whose length says nothing about certainty.
 */
final class DotPlot {

    private static final double LEFT = 292;
    private static final double RIGHT = 24;
    private static final double WIDTH = 860;
    private static final double AXIS_HEIGHT = 44;
    private static final double LEGEND_ROW = 20;

    private final String title;
    private final String axisTitle;
    private final List<String> series;
    private final boolean synthetic;

    /**
     * @param axisTitle what the shares are
     * @param series names of what each row has a dot for
     */
    DotPlot(String title, String axisTitle, List<String> series, boolean synthetic) {
        this.title = title;
        this.axisTitle = axisTitle;
        this.series = series;
        this.synthetic = synthetic;
    }

    /**
     * One row.
     *
     * @param label what it is
     * @param note small text behind the label, such as how many loops
     * @param shares by series; without trials nothing is drawn
     */
    record Row(String label, String note, List<Proportion> shares) {}

    Drawing draw(List<Row> rows, double from, double to) {
        double legend = series.size() > 1 ? LEGEND_ROW * ((series.size() + 1) / 2) + 8 : 8;
        double rowHeight = Math.max(24, 11 * series.size() + 10);
        double bottom = legend + rows.size() * rowHeight;
        Drawing drawing = new Drawing(WIDTH, bottom + AXIS_HEIGHT, title, synthetic);
        Axis axis = Axis.linear(from, to, LEFT, WIDTH - RIGHT);
        drawAxis(drawing, axis, legend, bottom);
        if (series.size() > 1) {
            drawLegend(drawing);
        }
        for (int row = 0; row < rows.size(); row++) {
            drawRow(drawing, axis, rows.get(row), legend + row * rowHeight, rowHeight, row % 2 == 1);
        }
        return drawing;
    }

    private void drawAxis(Drawing drawing, Axis axis, double top, double bottom) {
        for (double tick : axis.ticks(6)) {
            double x = axis.at(tick);
            drawing.add(Drawing.line(x, top, x, bottom, Palette.GRID, 1));
            drawing.add(Drawing.label(x, bottom + 16, Axis.percent(tick), "middle")
                    .set("fill", Palette.MUTED)
                    .set("font-size", "11"));
        }
        drawing.add(Drawing.label((axis.start() + axis.end()) / 2, bottom + 34, axisTitle, "middle")
                .set("fill", Palette.MUTED));
    }

    private void drawLegend(Drawing drawing) {
        for (int i = 0; i < series.size(); i++) {
            double x = 8 + i % 2 * (WIDTH / 2);
            double y = 14 + i / 2 * LEGEND_ROW;
            drawing.add(Drawing.circle(x + 4, y - 4, 4.5, Palette.series(i)));
            drawing.add(Drawing.label(x + 14, y, series.get(i), "start"));
        }
    }

    private void drawRow(Drawing drawing, Axis axis, Row row, double top, double height, boolean shaded) {
        if (shaded) {
            drawing.add(Drawing.rectangle(0, top, LEFT - 8, height, "#f6f8f9"));
        }
        double middle = top + height / 2;
        drawing.add(Drawing.label(8, middle + 4, row.label(), "start"));
        drawing.add(Drawing.label(LEFT - 14, middle + 4, row.note(), "end")
                .set("fill", Palette.MUTED)
                .set("font-size", "10.5"));
        for (int i = 0; i < row.shares().size(); i++) {
            Proportion share = row.shares().get(i);
            if (share.trials() > 0) {
                double y = middle + (i - (row.shares().size() - 1) / 2.0) * 11;
                Interval interval = share.exactInterval95();
                String colour = Palette.series(i);
                drawing.add(Drawing.line(
                                axis.at(Math.max(axis.from(), interval.lower())),
                                y,
                                axis.at(Math.min(axis.to(), interval.upper())),
                                y,
                                colour,
                                2)
                        .set("stroke-opacity", "0.45"));
                drawing.add(Drawing.circle(axis.at(Math.clamp(share.value(), axis.from(), axis.to())), y, 4.5, colour));
            }
        }
    }
}
