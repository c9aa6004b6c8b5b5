package org.echoscribe.node.compare;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.echoscribe.vocabulary.View;

/**
 * The views in a {@code labels.csv} as the study reads it: the columns {@code sop_instance_uid} and {@code view}, and
 * {@code reader} where there are several, of whom the first counts. Loops that a reader calls unclassifiable are left out.
 */
public final class LabelTable {

    private static final String TABLE = "labels.csv";
    private static final String UNCLASSIFIABLE = "unclassifiable";

    private LabelTable() {}

    /** The table that is meant: a file, or the one in a directory. */
    public static Path tableOf(Path data) {
        return Files.isDirectory(data) ? data.resolve(TABLE) : data;
    }

    /**
     * The view of each loop, by SOP Instance UID, in the table's order.
     *
     * @throws IOException if the table cannot be read or a line is wrong: the message names it
     */
    public static Map<String, View> read(Path data) throws IOException {
        Path table = tableOf(data);
        CsvSchema schema = CsvSchema.emptySchema().withHeader();
        Map<String, View> views = new LinkedHashMap<>();
        Optional<String> reader = Optional.empty();
        try (BufferedReader text = Files.newBufferedReader(table);
                MappingIterator<Map<String, String>> rows = CsvMapper.builder()
                        .enable(CsvParser.Feature.TRIM_SPACES, CsvParser.Feature.SKIP_EMPTY_LINES)
                        .build()
                        .readerForMapOf(String.class)
                        .with(schema)
                        .readValues(withoutByteOrderMark(text))) {
            for (int line = 2; rows.hasNext(); line++) {
                Map<String, String> row = rows.next();
                String whose = row.getOrDefault("reader", "");
                reader = reader.or(() -> Optional.of(whose));
                if (reader.get().equals(whose)) {
                    String uid = cell(row, "sop_instance_uid", table, line);
                    view(cell(row, "view", table, line), table, line).ifPresent(view -> views.putIfAbsent(uid, view));
                }
            }
        } catch (RuntimeJsonMappingException e) {
            throw new IOException(table + " is not a comma-separated table: " + e.getMessage(), e);
        }
        return views;
    }

    /** Spreadsheets write one. */
    private static BufferedReader withoutByteOrderMark(BufferedReader text) throws IOException {
        text.mark(1);
        if (text.read() != '\uFEFF') {
            text.reset();
        }
        return text;
    }

    private static String cell(Map<String, String> row, String column, Path table, int line) throws IOException {
        String cell = row.getOrDefault(column, "");
        if (cell.isBlank()) {
            throw new IOException(table + ":" + line + ": " + column
                    + " is missing; the header line must name sop_instance_uid and view, and each line must fill them");
        }
        return cell;
    }

    private static Optional<View> view(String name, Path table, int line) throws IOException {
        if (name.equalsIgnoreCase(UNCLASSIFIABLE)) {
            return Optional.empty();
        }
        return Optional.of(Stream.of(View.values())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .or(() -> View.ofClassValue(name))
                .orElseThrow(() -> new IOException(table + ":" + line + ": \"" + name
                        + "\" is none of the 14 views; write one as in " + View.A4C_LV + " or "
                        + View.A4C_LV.modelClass().value() + ", or " + UNCLASSIFIABLE)));
    }
}
