package org.echoscribe.study.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.echoscribe.vocabulary.View;

/**
 * Reads {@code labels.csv}: {@code sop_instance_uid,study_instance_uid,view,reader,file}, UTF-8, one loop a line. A view is
 * named as in {@link View} ({@code A4C_LV}) or by its class code ({@code EV-A4CLV}); files are relative to the table.
 */
public final class Labels {

    private static final String HEADER = "sop_instance_uid,study_instance_uid,view,reader,file";
    private static final int COLUMNS = 5;

    private Labels() {}

    /**
     * All loops, in the order of the table.
     *
     * @throws IOException if the table cannot be read, or a line is wrong: the message names file and line
     */
    public static List<LabelledLoop> read(Path table) throws IOException {
        List<String> lines = Files.readAllLines(table);
        if (lines.isEmpty() || !lines.getFirst().strip().equals(HEADER)) {
            throw new IOException(table + " does not begin with the header line " + HEADER);
        }
        List<LabelledLoop> loops = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            LabelledLoop loop = parse(table, i + 1, lines.get(i));
            if (!seen.add(loop.sopInstanceUid())) {
                throw new IOException(table + ":" + (i + 1) + ": " + loop.sopInstanceUid()
                        + " is labelled twice; keep one reader's line for each loop");
            }
            loops.add(loop);
        }
        return loops;
    }

    private static LabelledLoop parse(Path table, int lineNumber, String line) throws IOException {
        String[] cells = line.strip().split(",", -1);
        if (cells.length != COLUMNS) {
            throw new IOException(
                    table + ":" + lineNumber + ": " + COLUMNS + " columns are needed, got " + cells.length);
        }
        View view = Stream.of(View.values())
                .filter(each -> each.name().equals(cells[2]))
                .findFirst()
                .or(() -> View.ofClassValue(cells[2]))
                .orElseThrow(() -> new IOException(table + ":" + lineNumber + ": \"" + cells[2]
                        + "\" is none of the 14 views; write one as in " + View.A4C_LV + " or "
                        + View.A4C_LV.modelClass().value()));
        return new LabelledLoop(cells[0], cells[1], view, table.resolveSibling(cells[4]));
    }
}
