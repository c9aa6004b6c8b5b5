package org.echoscribe.study.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.echoscribe.study.evaluation.Measured;

/**
 * Writes what was measured: {@code report.html}, which holds all of it; {@code numbers/*.csv} and {@code numbers.json},
 * every number unrounded; {@code figures/*.svg} for print; {@code predictions.csv}, what each network said of each loop; and
 * {@code left-out.csv}, why a loop was not scored.
 */
public final class WriteReport {

    private final Measured measured;
    private final String title;
    private final String subtitle;

    /**
     * @param title the heading of the page
     * @param subtitle what was measured when, in one line
     */
    public WriteReport(Measured measured, String title, String subtitle) {
        this.measured = measured;
        this.title = title;
        this.subtitle = subtitle;
    }

    /**
     * Writes all files, replacing those of an earlier report in the same place.
     *
     * @return the page
     */
    public Path write(Path directory) throws IOException {
        List<Section> sections = new ArrayList<>(List.of(
                ResultsSection.of(measured),
                DataSection.of(measured),
                ComparisonSection.of(measured),
                ConfusionSection.of(measured),
                ViewsSection.of(measured),
                BreakdownSection.of(measured),
                ReadersSection.of(measured),
                CalibrationSection.of(measured),
                AbstentionSection.of(measured),
                ExperimentsSection.of(measured),
                MethodsSection.of(measured)));
        PaperSection.of(measured).ifPresent(section -> sections.add(1, section));
        Path numbers = Files.createDirectories(directory.resolve("numbers"));
        Path figures = Files.createDirectories(directory.resolve("figures"));
        Map<String, NumberTable> tables = new LinkedHashMap<>();
        for (Section section : sections) {
            for (Section.Block block : section.blocks()) {
                switch (block) {
                    case Section.Words _ -> {}
                    case Section.Numbers(var table) -> tables.put(table.id(), table);
                    case Section.Figure figure -> {
                        tables.put(figure.numbers().id(), figure.numbers());
                        Files.writeString(
                                figures.resolve(figure.id() + ".svg"),
                                figure.drawing().element().toString());
                    }
                }
            }
        }
        for (NumberTable table : tables.values()) {
            writeCsv(numbers.resolve(table.id() + ".csv"), table);
        }
        writeJson(directory.resolve("numbers.json"), tables);
        writeCsv(directory.resolve("predictions.csv"), PredictionTable.of(measured));
        writeCsv(directory.resolve("left-out.csv"), PredictionTable.leftOut(measured));
        Path page = directory.resolve("report.html");
        Files.writeString(page, new HtmlPage(title, subtitle, measured.synthetic()).write(sections));
        return page;
    }

    private static void writeCsv(Path file, NumberTable table) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader(
                        table.columns().stream().map(NumberTable.Column::name).toArray(String[]::new))
                .get();
        try (BufferedWriter text = Files.newBufferedWriter(file);
                CSVPrinter printer = new CSVPrinter(text, format)) {
            for (List<Object> row : table.rows()) {
                printer.printRecord(row.stream().map(WriteReport::known).toList());
            }
        }
    }

    private void writeJson(Path file, Map<String, NumberTable> tables) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("title", title);
        all.put("description", subtitle);
        all.put("synthetic", measured.synthetic());
        Map<String, Object> content = new LinkedHashMap<>();
        for (NumberTable table : tables.values()) {
            List<Map<String, Object>> rows = new ArrayList<>();
            for (List<Object> values : table.rows()) {
                Map<String, Object> row = new LinkedHashMap<>();
                for (int i = 0; i < values.size(); i++) {
                    row.put(table.columns().get(i).name(), known(values.get(i)));
                }
                rows.add(row);
            }
            content.put(table.id(), Map.of("title", table.title(), "rows", rows));
        }
        all.put("tables", content);
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), all);
    }

    /** Neither format has a sign for what is not a number. */
    private static Object known(Object value) {
        return value instanceof Double number && number.isNaN() ? "" : value;
    }
}
