package org.echoscribe.imaging.decode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a table of screen masks: comma-separated values (RFC 4180), one rectangle a line, with the heading {@value #HEADING}.
 * Text may stand in double quotes; lines that are empty or begin with {@code #} say nothing. Several lines for one machine and
 * screen add up.
 */
public final class ReadScreenMasks {
    static final String HEADING = "manufacturer,model,columns,rows,x,y,width,height";

    private static final int FIELDS = 8;
    private static final int MOST_LINES = 10_000;
    private static final long MOST_BYTES = 4 << 20;

    private ReadScreenMasks() {}

    /**
     * Reads a file.
     *
     * @throws IOException if there is no such file, or a line of it makes no sense; the message names file, line and reason
     */
    public static ScreenMasks from(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("There is no table of screen masks at " + file.toAbsolutePath());
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + " has more than " + MOST_BYTES + " bytes: that is no table of screen masks");
        }
        try {
            return parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ", " + e.getMessage(), e);
        }
    }

    /** @throws IllegalArgumentException with line and reason */
    static ScreenMasks parse(String table) {
        List<ScreenMask> masks = new ArrayList<>();
        boolean headed = false;
        List<String> lines = table.lines().toList();
        if (lines.size() > MOST_LINES) {
            throw new IllegalArgumentException("line " + MOST_LINES + ": a table has no more lines than that");
        }
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            try {
                if (headed) {
                    masks.add(mask(fields(line)));
                } else if (!line.equalsIgnoreCase(HEADING)) {
                    throw new IllegalArgumentException("the heading is not " + HEADING);
                }
                headed = true;
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
            }
        }
        return new ScreenMasks(masks);
    }

    private static ScreenMask mask(List<String> fields) {
        if (fields.size() != FIELDS) {
            throw new IllegalArgumentException(fields.size() + " values instead of " + FIELDS + " (" + HEADING
                    + "); write a text that has a comma in double quotes");
        }
        if (fields.getFirst().isBlank()) {
            throw new IllegalArgumentException("the manufacturer is empty");
        }
        Rectangle place = new Rectangle(
                number(fields, 4, "x", 0),
                number(fields, 5, "y", 0),
                number(fields, 6, "width", 1),
                number(fields, 7, "height", 1));
        return new ScreenMask(
                fields.get(0).strip(),
                fields.get(1).strip(),
                number(fields, 2, "columns", 1),
                number(fields, 3, "rows", 1),
                List.of(place));
    }

    private static int number(List<String> fields, int index, String name, int least) {
        String text = fields.get(index).strip();
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= 65535) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Refused below, as a number outside the range is.
        }
        throw new IllegalArgumentException(
                name + " is '" + text + "', not a whole number from " + least + " to 65535 pixels");
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        if (quoted) {
            throw new IllegalArgumentException("a double quote is not closed");
        }
        fields.add(field.toString());
        return fields;
    }
}
