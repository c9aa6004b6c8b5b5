package org.echoscribe.study.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An element of HTML or SVG with its content. Text is escaped, and every element is closed, so the result is XML too. */
final class Element {

    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<Object> content = new ArrayList<>();

    private Element(String name) {
        this.name = name;
    }

    static Element of(String name) {
        return new Element(name);
    }

    /** An element with text alone. */
    static Element of(String name, String text) {
        return new Element(name).text(text);
    }

    Element set(String attribute, String value) {
        attributes.put(attribute, value);
        return this;
    }

    /** A coordinate or length, to a hundredth of a pixel. */
    Element set(String attribute, double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return set(attribute, text.endsWith(".00") ? text.substring(0, text.length() - 3) : text);
    }

    Element text(String text) {
        content.add(text);
        return this;
    }

    Element add(Element... elements) {
        content.addAll(List.of(elements));
        return this;
    }

    Element add(List<Element> elements) {
        content.addAll(elements);
        return this;
    }

    @Override
    public String toString() {
        StringBuilder target = new StringBuilder();
        write(target);
        return target.toString();
    }

    private void write(StringBuilder target) {
        target.append('<').append(name);
        attributes.forEach((attribute, value) -> target.append(' ')
                .append(attribute)
                .append("=\"")
                .append(escaped(value))
                .append('"'));
        target.append('>');
        for (Object each : content) {
            if (each instanceof Element element) {
                element.write(target);
            } else {
                target.append(escaped(each.toString()));
            }
        }
        target.append("</").append(name).append('>');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
