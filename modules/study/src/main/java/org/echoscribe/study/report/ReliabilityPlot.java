package org.echoscribe.study.report;

import org.echoscribe.statistics.Interval;
import org.echoscribe.statistics.Reliability;

/** How often answers of each certainty were right, with exact intervals, and below it how many answers there were. */
final class ReliabilityPlot {

    private static final double SIDE = 300;
    private static final double LEFT = 58;
    private static final double TOP = 12;
    private static final double COUNTS_HEIGHT = 60;

    private final String title;
    private final int colour;
    private final boolean synthetic;

    ReliabilityPlot(String title, int colour, boolean synthetic) {
        this.title = title;
        this.colour = colour;
        this.synthetic = synthetic;
    }

    Drawing draw(Reliability reliability) {
        double countsTop = TOP + SIDE + 10;
        double bottom = countsTop + COUNTS_HEIGHT;
        Drawing drawing = new Drawing(LEFT + SIDE + 24, bottom + 46, title, synthetic);
        Axis x = Axis.linear(0, 1, LEFT, LEFT + SIDE);
        Axis y = Axis.linear(0, 1, TOP + SIDE, TOP);
        for (double tick : x.ticks(5)) {
            String percent = Axis.percent(tick);
            drawing.add(Drawing.line(x.at(tick), TOP, x.at(tick), bottom, Palette.GRID, 1));
            drawing.add(Drawing.line(LEFT, y.at(tick), LEFT + SIDE, y.at(tick), Palette.GRID, 1));
            drawing.add(muted(Drawing.label(x.at(tick), bottom + 16, percent, "middle")));
            drawing.add(muted(Drawing.label(LEFT - 8, y.at(tick) + 4, percent, "end")));
        }
        drawing.add(Drawing.line(x.at(0), y.at(0), x.at(1), y.at(1), Palette.MUTED, 1.2)
                .set("stroke-dasharray", "5 4"));
        int most = reliability.bins().stream()
                .mapToInt(bin -> bin.right().trials())
                .max()
                .orElse(1);
        for (Reliability.Bin bin : reliability.bins()) {
            if (bin.right().trials() > 0) {
                drawBin(drawing, bin, x, y, bottom, most);
            }
        }
        drawing.add(Drawing.label(LEFT + SIDE / 2, bottom + 36, "certainty of the answer", "middle")
                .set("fill", Palette.MUTED));
        drawing.add(Drawing.label(0, 0, "answers that were right", "middle")
                .set("fill", Palette.MUTED)
                .set("transform", "translate(13 " + Math.round(TOP + SIDE / 2) + ") rotate(-90)"));
        drawing.add(muted(Drawing.label(LEFT - 8, countsTop + 10, "n \u2264 " + most, "end")));
        return drawing;
    }

    private void drawBin(Drawing drawing, Reliability.Bin bin, Axis x, Axis y, double bottom, int most) {
        double at = x.at(bin.meanCertainty());
        Interval interval = bin.right().exactInterval95();
        drawing.add(Drawing.line(at, y.at(interval.lower()), at, y.at(interval.upper()), Palette.series(colour), 2)
                .set("stroke-opacity", "0.45"));
        drawing.add(Drawing.circle(at, y.at(bin.right().value()), 4.5, Palette.series(colour)));
        double height = COUNTS_HEIGHT * bin.right().trials() / most;
        drawing.add(Drawing.rectangle(
                x.at(bin.lower()) + 1,
                bottom - height,
                x.at(bin.upper()) - x.at(bin.lower()) - 2,
                height,
                Palette.tint(Palette.series(colour), 0.55)));
    }

    private static Element muted(Element label) {
        return label.set("fill", Palette.MUTED).set("font-size", "11");
    }
}
