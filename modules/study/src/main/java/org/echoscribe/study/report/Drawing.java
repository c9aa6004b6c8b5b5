package org.echoscribe.study.report;

import java.util.Locale;

/** An SVG picture that stands alone: it carries its fonts' names, its white ground, and whether its data are synthetic. */
final class Drawing {

    private static final String FONT = "Inter, 'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif";

    private final double width;
    private final double height;
    private final Element svg;

    /**
     * @param title read out to those who cannot see the picture
     * @param synthetic whether the picture says that its data are not of patients
     */
    Drawing(double width, double height, String title, boolean synthetic) {
        this.width = width;
        this.height = height;
        this.svg = Element.of("svg")
                .set("xmlns", "http://www.w3.org/2000/svg")
                .set("viewBox", String.format(Locale.ROOT, "0 0 %.0f %.0f", width, height))
                .set("width", width)
                .set("height", height)
                .set("role", "img")
                .set("font-family", FONT)
                .set("font-size", "12")
                .set("fill", Palette.INK)
                .add(Element.of("title", title))
                .add(rectangle(0, 0, width, height, Palette.PAPER));
        if (synthetic) {
            svg.add(label(width - 6, height - 6, "SYNTHETIC", "end")
                    .set("font-size", "10")
                    .set("letter-spacing", "2")
                    .set("fill", "#b3261e"));
        }
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }

    Drawing add(Element element) {
        svg.add(element);
        return this;
    }

    Element element() {
        return svg;
    }

    static Element rectangle(double x, double y, double width, double height, String fill) {
        return Element.of("rect")
                .set("x", x)
                .set("y", y)
                .set("width", width)
                .set("height", height)
                .set("fill", fill);
    }

    static Element line(double x1, double y1, double x2, double y2, String stroke, double strokeWidth) {
        return Element.of("line")
                .set("x1", x1)
                .set("y1", y1)
                .set("x2", x2)
                .set("y2", y2)
                .set("stroke", stroke)
                .set("stroke-width", strokeWidth);
    }

    static Element circle(double x, double y, double radius, String fill) {
        return Element.of("circle").set("cx", x).set("cy", y).set("r", radius).set("fill", fill);
    }

    /** Text at its base line; {@code anchor} is start, middle or end. */
    static Element label(double x, double y, String text, String anchor) {
        return Element.of("text", text).set("x", x).set("y", y).set("text-anchor", anchor);
    }

    /** A line through points, x and y in turn. */
    static Element path(double[] points, String stroke, double strokeWidth) {
        StringBuilder d = new StringBuilder();
        for (int i = 0; i < points.length; i += 2) {
            d.append(String.format(Locale.ROOT, "%s%.2f %.2f", i == 0 ? "M" : "L", points[i], points[i + 1]));
        }
        return Element.of("path")
                .set("d", d.toString())
                .set("fill", "none")
                .set("stroke", stroke)
                .set("stroke-width", strokeWidth)
                .set("stroke-linejoin", "round");
    }
}
