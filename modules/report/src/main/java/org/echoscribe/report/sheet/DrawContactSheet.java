package org.echoscribe.report.sheet;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Draws a study's loops in one picture: a small picture of each with what is said of it. One thumbnail is in memory at a time. */
public final class DrawContactSheet {

    /** Finds the small picture of a loop when its place is drawn. */
    @FunctionalInterface
    public interface Thumbnails {
        /**
         * The picture of an entry.
         *
         * @param index of the entry
         * @param side its columns and rows
         * @return empty where there is none
         */
        Optional<Thumbnail> of(int index, int side) throws IOException;
    }

    /**
     * A drawn sheet.
     *
     * @param width columns
     * @param height rows
     * @param rgb 8-bit red, green, blue interleaved, row-major
     */
    public record Sheet(int width, int height, byte[] rgb) {}

    /**
     * Draws a sheet.
     *
     * @param title its first line
     * @param subtitle its second line
     * @param caution a third line that nobody may overlook; empty for none
     * @param entries at least one
     */
    public Sheet draw(String title, String subtitle, String caution, List<Entry> entries, Thumbnails thumbnails)
            throws IOException {
        SheetLayout layout = SheetLayout.of(entries.size());
        Canvas canvas = new Canvas(layout.width(), layout.height(), Colour.GROUND);
        String rest = layout.shown() < entries.size()
                ? " - the first " + layout.shown() + " are shown, the summary report tells all"
                : "";
        header(canvas, title, subtitle + rest, caution);
        for (int i = 0; i < layout.shown(); i++) {
            entry(canvas, layout, i, entries.get(i), thumbnails.of(i, layout.side()));
        }
        return new Sheet(canvas.width(), canvas.height(), canvas.rgb());
    }

    private static void header(Canvas canvas, String title, String subtitle, String caution) {
        int width = canvas.width();
        canvas.fill(0, 0, width, SheetLayout.HEADER - SheetLayout.MARGIN, Colour.PANEL);
        canvas.fill(0, 0, 5, SheetLayout.HEADER - SheetLayout.MARGIN, Colour.CAUTION);
        int room = width - 2 * SheetLayout.MARGIN;
        canvas.text(
                title,
                SheetLayout.MARGIN,
                30,
                fitting(title, 14, caution.isEmpty() ? room : room * 0.62),
                2.2,
                Colour.CAUTION);
        double second = fitting(subtitle, 10, room);
        canvas.text(subtitle, SheetLayout.MARGIN, 58, second, 1.4, Colour.TEXT);
        if (!caution.isEmpty()) {
            double size = fitting(caution, 14, room * 0.34);
            double left = width - SheetLayout.MARGIN - Canvas.textWidth(caution, size);
            canvas.text(caution, left, 30, size, 2.6, Colour.CAUTION);
        }
    }

    private static double fitting(String text, double capHeight, double room) {
        return Math.min(capHeight, capHeight * room / Math.max(1, Canvas.textWidth(text, capHeight)));
    }

    private static void entry(
            Canvas canvas, SheetLayout layout, int index, Entry entry, Optional<Thumbnail> thumbnail) {
        int left = layout.left(index);
        int top = layout.top(index);
        int side = layout.side();
        double size = layout.capHeight();
        double pen = Math.max(1.15, size * 0.135);
        if (thumbnail.isPresent()) {
            canvas.picture(left, top, thumbnail.get());
        } else {
            canvas.fill(left, top, side, side, Colour.PANEL);
            String none = "no moving picture";
            double small = Math.min(size, 8);
            canvas.text(
                    none,
                    left + (side - Canvas.textWidth(none, small)) / 2,
                    top + side / 2.0,
                    small,
                    1.1,
                    Colour.QUIET);
        }
        canvas.outline(left, top, side, side, Colour.LINE);
        Colour tone = tone(entry.tone());
        canvas.fill(left, top + side, side, 3, Colour.LINE);
        if (entry.tone() == Entry.Tone.VERIFIED) {
            canvas.fill(left, top + side, side, 3, tone);
        } else if (entry.certainty().isPresent()) {
            canvas.fill(
                    left, top + side, (int) Math.round(side * entry.certainty().getAsDouble()), 3, Colour.CERTAINTY);
        }
        double baseline = top + side + 8 + 1.25 * size;
        canvas.text(entry.name(), left, baseline, size, pen, Colour.QUIET);
        String right = right(entry);
        canvas.text(right, left + side - Canvas.textWidth(right, size), baseline, size, pen, tone);
        for (String line : Canvas.wrapped(entry.label(), size, side, layout.labelLines())) {
            baseline += layout.lineHeight();
            canvas.text(line, left, baseline, size, pen, entry.tone() == Entry.Tone.OPEN ? tone : Colour.TEXT);
        }
    }

    private static String right(Entry entry) {
        return switch (entry.tone()) {
            case VERIFIED -> "verified";
            case OPEN -> "";
            case ASSERTED ->
                entry.certainty().isPresent()
                        ? String.format(
                                Locale.ROOT, "%.1f %%", 100 * entry.certainty().getAsDouble())
                        : "";
        };
    }

    private static Colour tone(Entry.Tone tone) {
        return switch (tone) {
            case ASSERTED -> Colour.CERTAINTY;
            case OPEN -> Colour.CAUTION;
            case VERIFIED -> Colour.VERIFIED;
        };
    }
}
