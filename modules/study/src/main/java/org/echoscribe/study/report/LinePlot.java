package org.echoscribe.study.report;

import java.util.List;

/** Lines over two axes of shares or ratios, one for each network. */
final class LinePlot {

    private static final double WIDTH = 640;
    private static final double LEFT = 62;
    private static final double RIGHT = 20;
    private static final double PLOT_HEIGHT = 300;
    private static final double LEGEND_ROW = 20;

    private final String title;
    private final String acrossTitle;
    private final String upTitle;
    private final boolean synthetic;

    LinePlot(String title, String acrossTitle, String upTitle, boolean synthetic) {
        this.title = title;
        this.acrossTitle = acrossTitle;
        this.upTitle = upTitle;
        this.synthetic = synthetic;
    }

    /**
     * One line.
     *
     * @param name in the legend
     * @param points across and up in turn, in drawing order
     * @param marks points drawn as dots, likewise
     */
    record Line(String name, double[] points, double[] marks) {}

    /**
     * Draws the lines.
     *
     * @param across from and to, and whether logarithmic; its pixels are ignored
     * @param acrossTicks where it is labelled
     * @param acrossLabels how
     * @param upTo the greatest share upwards
     */
    Drawing draw(List<Line> lines, Axis across, List<Double> acrossTicks, List<String> acrossLabels, double upTo) {
        double top = 10 + LEGEND_ROW * ((lines.size() + 1) / 2);
        double bottom = top + PLOT_HEIGHT;
        Drawing drawing = new Drawing(WIDTH, bottom + 52, title, synthetic);
        Axis x = new Axis(across.from(), across.to(), LEFT, WIDTH - RIGHT, across.logarithmic());
        Axis y = Axis.linear(0, upTo, bottom, top);
        for (double tick : y.ticks(5)) {
            drawing.add(Drawing.line(LEFT, y.at(tick), WIDTH - RIGHT, y.at(tick), Palette.GRID, 1));
            drawing.add(muted(Drawing.label(LEFT - 8, y.at(tick) + 4, Axis.percent(tick), "end")));
        }
        for (int i = 0; i < acrossTicks.size(); i++) {
            double at = x.at(acrossTicks.get(i));
            drawing.add(Drawing.line(at, bottom, at, bottom + 4, Palette.MUTED, 1));
            drawing.add(muted(Drawing.label(at, bottom + 18, acrossLabels.get(i), "middle")));
        }
        drawing.add(Drawing.line(LEFT, bottom, WIDTH - RIGHT, bottom, Palette.MUTED, 1));
        drawing.add(Drawing.label((LEFT + WIDTH - RIGHT) / 2, bottom + 38, acrossTitle, "middle")
                .set("fill", Palette.MUTED));
        drawing.add(Drawing.label(0, 0, upTitle, "middle")
                .set("fill", Palette.MUTED)
                .set("transform", "translate(14 " + Math.round((top + bottom) / 2) + ") rotate(-90)"));
        for (int i = 0; i < lines.size(); i++) {
            drawLine(drawing, lines.get(i), i, x, y);
        }
        return drawing;
    }

    private static void drawLine(Drawing drawing, Line line, int number, Axis x, Axis y) {
        String colour = Palette.series(number);
        double legendX = 10 + number % 2 * (WIDTH / 2);
        double legendY = 16 + number / 2 * LEGEND_ROW;
        drawing.add(Drawing.line(legendX, legendY - 4, legendX + 18, legendY - 4, colour, 2.5));
        drawing.add(Drawing.label(legendX + 25, legendY, line.name(), "start"));
        drawing.add(Drawing.path(onPaper(line.points(), x, y), colour, 2));
        double[] marks = onPaper(line.marks(), x, y);
        for (int i = 0; i < marks.length; i += 2) {
            drawing.add(Drawing.circle(marks[i], marks[i + 1], 4, colour).set("stroke", Palette.PAPER));
        }
    }

    private static double[] onPaper(double[] points, Axis x, Axis y) {
        double[] placed = new double[points.length];
        for (int i = 0; i < points.length; i += 2) {
            placed[i] = x.at(points[i]);
            placed[i + 1] = y.at(Math.min(points[i + 1], y.to()));
        }
        return placed;
    }

    private static Element muted(Element label) {
        return label.set("fill", Palette.MUTED).set("font-size", "11");
    }
}
