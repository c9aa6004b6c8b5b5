package org.echoscribe.study.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.echoscribe.study.report.NumberTable.Column;

/** The report as one HTML file that needs nothing else: no script, no style sheet, no picture beside it. */
final class HtmlPage {

    private static final String SYNTHETIC = "SYNTHETIC DATA \u2013 not from patients, not for clinical use";
    private static final String ON_EACH_PRINTED_PAGE = "@page { @top-center { content: '" + SYNTHETIC
            + "'; color: #b3261e; font: 8pt Helvetica, Arial, sans-serif; } }";
    /** Longer tables are folded; every row is in the files. */
    private static final int ROWS_SHOWN = 40;

    private final String title;
    private final String subtitle;
    private final boolean synthetic;

    HtmlPage(String title, String subtitle, boolean synthetic) {
        this.title = title;
        this.subtitle = subtitle;
        this.synthetic = synthetic;
    }

    String write(List<Section> sections) {
        Element body = Element.of("body");
        if (synthetic) {
            body.add(Element.of("div", SYNTHETIC).set("class", "synthetic"));
        }
        Element contents = Element.of("nav").set("aria-label", "Contents");
        sections.forEach(
                section -> contents.add(Element.of("a", section.title()).set("href", "#" + section.id())));
        body.add(Element.of("header")
                .add(Element.of("h1", title), Element.of("p", subtitle).set("class", "subtitle")));
        body.add(contents);
        Element main = Element.of("main");
        sections.forEach(section -> main.add(section(section)));
        body.add(main);
        Element head = Element.of("head")
                .add(
                        Element.of("meta").set("charset", "utf-8"),
                        Element.of("meta")
                                .set("name", "viewport")
                                .set("content", "width=device-width, initial-scale=1"),
                        Element.of("title", title),
                        Element.of("style", style() + (synthetic ? ON_EACH_PRINTED_PAGE : "")));
        return "<!DOCTYPE html>\n"
                + Element.of("html")
                        .set("lang", "en")
                        .add(head, body)
                        .toString()
                        .replace("</meta>", "");
    }

    private static Element section(Section section) {
        Element element = Element.of("section").set("id", section.id()).add(Element.of("h2", section.title()));
        for (Section.Block block : section.blocks()) {
            element.add(
                    switch (block) {
                        case Section.Words(var text) -> Element.of("p", text);
                        case Section.Numbers(var table) -> table(table);
                        case Section.Figure figure ->
                            Element.of("figure")
                                    .set("id", figure.id())
                                    .add(figure.drawing().element(), Element.of("figcaption", figure.caption()));
                    });
        }
        return element;
    }

    private static Element table(NumberTable table) {
        Element head = Element.of("tr");
        for (Column column : table.columns()) {
            head.add(Element.of("th", column.heading()).set("class", column.format() == NumberFormat.TEXT ? "t" : "n"));
        }
        List<Element> rows = new ArrayList<>();
        Object before = "";
        for (List<Object> values : table.rows()) {
            rows.add(row(table.columns(), values, before));
            before = values.getFirst();
        }
        Element element = Element.of("table")
                .add(Element.of("thead").add(head), Element.of("tbody").add(rows));
        Element scrolling = Element.of("div").set("class", "wide").add(element);
        if (rows.size() > ROWS_SHOWN) {
            return Element.of("details")
                    .add(Element.of("summary", table.title() + " (" + rows.size() + " rows)"), scrolling);
        }
        return Element.of("div")
                .set("class", "table")
                .set("id", table.id())
                .add(Element.of("h3", table.title()), scrolling);
    }

    /** What is repeated from the row above is left to the eye. */
    private static Element row(List<Column> columns, List<Object> values, Object before) {
        Element row = Element.of("tr");
        boolean repeated = values.getFirst().equals(before);
        if (!repeated) {
            row.set("class", "first");
        }
        for (int i = 0; i < values.size(); i++) {
            Column column = columns.get(i);
            Element cell = Element.of("td", column.format().show(values.get(i)));
            cell.set("class", column.format() == NumberFormat.TEXT ? (i == 0 && repeated ? "t again" : "t") : "n");
            row.add(cell);
        }
        return row;
    }

    private static String style() {
        try (InputStream stream = HtmlPage.class.getResourceAsStream("report.css")) {
            if (stream == null) {
                throw new IllegalStateException("report.css is missing from the program");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
