package org.echoscribe.report.sheet;

import java.util.ArrayList;
import java.util.List;

/** A picture that is drawn on. What lies outside it is left out. */
final class Canvas {

    private final int width;
    private final int height;
    private final byte[] rgb;

    Canvas(int width, int height, Colour ground) {
        this.width = width;
        this.height = height;
        this.rgb = new byte[3 * width * height];
        fill(0, 0, width, height, ground);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** 8-bit red, green, blue interleaved, row-major. */
    byte[] rgb() {
        return rgb;
    }

    void fill(int left, int top, int fillWidth, int fillHeight, Colour colour) {
        for (int y = Math.max(0, top); y < Math.min(height, top + fillHeight); y++) {
            for (int x = Math.max(0, left); x < Math.min(width, left + fillWidth); x++) {
                for (int c = 0; c < 3; c++) {
                    rgb[3 * (y * width + x) + c] = (byte) colour.channel(c);
                }
            }
        }
    }

    /** A frame one pixel wide. */
    void outline(int left, int top, int outlineWidth, int outlineHeight, Colour colour) {
        fill(left, top, outlineWidth, 1, colour);
        fill(left, top + outlineHeight - 1, outlineWidth, 1, colour);
        fill(left, top, 1, outlineHeight, colour);
        fill(left + outlineWidth - 1, top, 1, outlineHeight, colour);
    }

    void picture(int left, int top, Thumbnail thumbnail) {
        int side = thumbnail.side();
        for (int y = Math.max(0, -top); y < Math.min(side, height - top); y++) {
            int columns = Math.min(side, width - left);
            System.arraycopy(thumbnail.rgb(), 3 * y * side, rgb, 3 * ((top + y) * width + left), 3 * columns);
        }
    }

    /** How wide a text becomes, in pixels. */
    static double textWidth(String text, double capHeight) {
        return StrokeFont.width(text) * capHeight / 10;
    }

    /**
     * Draws a text with a round pen.
     *
     * @param capHeight the height of capitals in pixels
     * @param penWidth in pixels
     */
    void text(String text, double left, double baseline, double capHeight, double penWidth, Colour colour) {
        double scale = capHeight / 10;
        int margin = (int) Math.ceil(penWidth) + 1;
        int x0 = (int) Math.floor(left) - margin;
        int y0 = (int) Math.floor(baseline - 1.2 * capHeight) - margin;
        int columns = (int) Math.ceil(textWidth(text, capHeight)) + 2 * margin + 2;
        int rows = (int) Math.ceil(1.6 * capHeight) + 2 * margin;
        float[] coverage = new float[columns * rows];
        for (double[] stroke : StrokeFont.strokes(text)) {
            for (int i = 0; i + 3 < stroke.length; i += 2) {
                cover(
                        coverage,
                        columns,
                        rows,
                        left - x0 + scale * stroke[i],
                        baseline - y0 - scale * stroke[i + 1],
                        left - x0 + scale * stroke[i + 2],
                        baseline - y0 - scale * stroke[i + 3],
                        penWidth / 2);
            }
        }
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                blend(x0 + x, y0 + y, coverage[y * columns + x], colour);
            }
        }
    }

    /** Raises each pixel's coverage to that of one straight stroke: one where the pen's disc reaches it wholly. */
    private static void cover(
            float[] coverage,
            int columns,
            int rows,
            double fromX,
            double fromY,
            double toX,
            double toY,
            double radius) {
        double reach = radius + 1;
        double lengthX = toX - fromX;
        double lengthY = toY - fromY;
        double squared = lengthX * lengthX + lengthY * lengthY;
        for (int y = floor(Math.min(fromY, toY) - reach, rows); y < ceil(Math.max(fromY, toY) + reach, rows); y++) {
            for (int x = floor(Math.min(fromX, toX) - reach, columns);
                    x < ceil(Math.max(fromX, toX) + reach, columns);
                    x++) {
                double atX = x + 0.5 - fromX;
                double atY = y + 0.5 - fromY;
                double along = squared == 0 ? 0 : Math.clamp((atX * lengthX + atY * lengthY) / squared, 0, 1);
                double offX = atX - along * lengthX;
                double offY = atY - along * lengthY;
                double distance = Math.sqrt(offX * offX + offY * offY);
                float covered = (float) Math.clamp(radius + 0.5 - distance, 0, 1);
                int index = y * columns + x;
                coverage[index] = Math.max(coverage[index], covered);
            }
        }
    }

    private static int floor(double value, int end) {
        return Math.clamp((long) Math.floor(value), 0, end);
    }

    private static int ceil(double value, int end) {
        return Math.clamp((long) Math.ceil(value), 0, end);
    }

    private void blend(int x, int y, float coverage, Colour colour) {
        if (coverage == 0 || x < 0 || y < 0 || x >= width || y >= height) {
            return;
        }
        for (int c = 0; c < 3; c++) {
            int index = 3 * (y * width + x) + c;
            float below = rgb[index] & 0xff;
            rgb[index] = (byte) Math.round(below + coverage * (colour.channel(c) - below));
        }
    }

    /** Breaks a text between words so that each line fits, and ends the last one with dots where more would follow. */
    static List<String> wrapped(String text, double capHeight, double lineWidth, int mostLines) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.split(" ")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (line.isEmpty() || textWidth(longer, capHeight) <= lineWidth) {
                line = longer;
            } else {
                lines.add(line);
                line = word;
            }
        }
        lines.add(line);
        if (lines.size() > mostLines) {
            lines.set(mostLines - 1, lines.get(mostLines - 1) + "...");
        }
        return List.copyOf(lines.subList(0, Math.min(mostLines, lines.size())));
    }
}
