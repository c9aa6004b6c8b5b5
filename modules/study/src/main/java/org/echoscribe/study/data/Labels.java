package org.echoscribe.study.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.echoscribe.vocabulary.View;

/**
 * Reads {@code labels.csv}: UTF-8, comma-separated (RFC 4180), a header line, then one line for each reading of a loop. The
 * columns {@code sop_instance_uid}, {@code study_instance_uid} and {@code view} are needed; {@code reader} tells several
 * readers apart, {@code file} says where the object is, relative to the table; others are left alone.
 *
 * <p>A view is named as in {@link View} ({@code A4C_LV}) or by its class code ({@code EV-A4CLV}), or is
 * {@value #UNCLASSIFIABLE} where the loop shows none of them, or two: such loops are kept out of training and scoring, as in
 * Howard et al. 2020 (doi 10.21037/jmai.2019.10.03).
 */
public final class Labels {

    static final String UNCLASSIFIABLE = "unclassifiable";

    private static final List<String> NEEDED = List.of("sop_instance_uid", "study_instance_uid", "view");
    private static final String ONLY_READER = "reader";

    private final Path table;

    private Labels(Path table) {
        this.table = table;
    }

    /** One line of the table. */
    record Line(
            long number,
            String sopInstanceUid,
            String studyInstanceUid,
            Optional<View> view,
            String reader,
            Optional<Path> file) {}

    /**
     * The loops to which the table's first reader gives a view, in the order of the table, which must name their files.
     *
     * @throws IOException if the table cannot be read, or a line is wrong: the message names file and line
     */
    public static List<LabelledLoop> read(Path table) throws IOException {
        DataSet dataSet = DataSet.of(lines(table), Map.of(), table);
        return dataSet.labelledBy(dataSet.readers().getFirst());
    }

    /** Every line, in order. */
    static List<Line> lines(Path table) throws IOException {
        return new Labels(table).lines();
    }

    private List<Line> lines() throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreHeaderCase(true)
                .setTrim(true)
                .setIgnoreEmptyLines(true)
                .get();
        try (BufferedReader text = Files.newBufferedReader(table)) {
            skipByteOrderMark(text);
            try (CSVParser parser = format.parse(text)) {
                requireColumns(parser);
                List<Line> lines = new ArrayList<>();
                Map<String, String> studies = new LinkedHashMap<>();
                for (CSVRecord row : parser) {
                    lines.add(line(parser.getCurrentLineNumber(), row, studies));
                }
                if (lines.isEmpty()) {
                    throw new IOException(table + " labels no loop");
                }
                return lines;
            }
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw new IOException(table + " is not a comma-separated table: " + e.getMessage(), e);
        }
    }

    /** Spreadsheets write one. */
    private static void skipByteOrderMark(BufferedReader text) throws IOException {
        text.mark(1);
        if (text.read() != '\uFEFF') {
            text.reset();
        }
    }

    private void requireColumns(CSVParser parser) throws IOException {
        for (String column : NEEDED) {
            if (!parser.getHeaderMap().containsKey(column)) {
                throw new IOException(table + " has no column " + column + " in its header line; needed are "
                        + String.join(", ", NEEDED)
                        + ", and reader and file where there are several readers or folders");
            }
        }
    }

    private Line line(long number, CSVRecord row, Map<String, String> studies) throws IOException {
        if (!row.isConsistent()) {
            throw new IOException(table + ":" + number + ": "
                    + row.getParser().getHeaderMap().size() + " columns are needed, got " + row.size());
        }
        String loop = uid(number, row, "sop_instance_uid");
        String study = uid(number, row, "study_instance_uid");
        String before = studies.putIfAbsent(loop, study);
        if (before != null && !before.equals(study)) {
            throw new IOException(
                    table + ":" + number + ": " + loop + " belongs to the study " + before + " in an earlier line");
        }
        return new Line(
                number,
                loop,
                study,
                view(number, row.get("view")),
                optional(row, "reader").orElse(ONLY_READER),
                optional(row, "file").map(table::resolveSibling));
    }

    private String uid(long number, CSVRecord row, String column) throws IOException {
        String uid = row.get(column);
        if (!uid.matches("[0-9.]{1,64}")) {
            throw new IOException(table + ":" + number + ": " + column + " is not a UID");
        }
        return uid;
    }

    private static Optional<String> optional(CSVRecord row, String column) {
        return row.isMapped(column) ? Optional.of(row.get(column)).filter(cell -> !cell.isBlank()) : Optional.empty();
    }

    private Optional<View> view(long number, String name) throws IOException {
        if (name.equalsIgnoreCase(UNCLASSIFIABLE)) {
            return Optional.empty();
        }
        return Optional.of(Stream.of(View.values())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .or(() -> View.ofClassValue(name))
                .orElseThrow(() -> new IOException(table + ":" + number + ": \"" + name
                        + "\" is none of the 14 views; write one as in " + View.A4C_LV + " or "
                        + View.A4C_LV.modelClass().value() + ", or " + UNCLASSIFIABLE)));
    }
}
