package org.echoscribe.study.recipe;

import java.util.List;
import java.util.Locale;

/**
 * The machine-readable head of a model card: YAML between two lines of dashes, with the keys that model hubs read (Hugging
 * Face's model-card metadata, {@code model-index} with what was measured on what).
 *
 * @param name the bundle's name
 * @param version its version
 * @param synthetic whether it was trained on synthetic data
 * @param architecture the network's name
 * @param dataSet what it was measured on, in words
 * @param figures what was measured
 */
record CardFrontMatter(
        String name, String version, boolean synthetic, String architecture, String dataSet, List<Figure> figures) {

    /**
     * One measured figure.
     *
     * @param type the metric's name as hubs have it, such as {@code accuracy}
     * @param name for people
     * @param value its value
     */
    record Figure(String type, String name, double value) {}

    String yaml() {
        StringBuilder text = new StringBuilder();
        line(text, "---");
        // What an archive's own loops have taught is its keeper's to license.
        line(text, "license: %s", synthetic ? "apache-2.0" : "other");
        line(text, "library_name: onnxruntime");
        line(text, "pipeline_tag: video-classification");
        line(text, "tags:");
        for (String tag : List.of("echocardiography", "ultrasound", "dicom", "view-classification", "onnx")) {
            line(text, "- %s", tag);
        }
        if (synthetic) {
            line(text, "- synthetic-data-only");
        }
        line(text, "model_name: %s", quoted(name));
        line(text, "model_version: %s", quoted(version));
        line(text, "architecture: %s", quoted(architecture));
        if (!figures.isEmpty()) {
            addResults(text);
        }
        line(text, "---");
        return text.toString();
    }

    private void addResults(StringBuilder text) {
        line(text, "metrics:");
        figures.stream().map(Figure::type).distinct().forEach(type -> line(text, "- %s", type));
        line(text, "model-index:");
        line(text, "- name: %s", quoted(name));
        line(text, "  results:");
        line(text, "  - task:");
        line(text, "      type: video-classification");
        line(text, "      name: Echocardiographic view classification");
        line(text, "    dataset:");
        line(text, "      type: dicom");
        line(text, "      name: %s", quoted(dataSet));
        line(text, "    metrics:");
        for (Figure figure : figures) {
            line(text, "    - type: %s", figure.type());
            line(text, "      name: %s", quoted(figure.name()));
            line(text, "      value: %.6f", figure.value());
        }
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
