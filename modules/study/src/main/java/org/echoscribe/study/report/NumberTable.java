package org.echoscribe.study.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers with names: what a page shows rounded, and a file holds in full.
 *
 * @param id names the file, such as {@code table-2}
 * @param title what a person reads above it
 * @param columns from left to right
 * @param rows one value for each column: text, a number, or an empty string where there is none
 */
record NumberTable(String id, String title, List<Column> columns, List<List<Object>> rows) {

    NumberTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Object> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        id + " has " + columns.size() + " columns and a row of " + row.size());
            }
        }
    }

    /**
     * A column.
     *
     * @param name in files, such as {@code error_lower_95}
     * @param heading on the page
     * @param format how the page rounds it
     */
    record Column(String name, String heading, NumberFormat format) {}

    /** Starts a table. */
    static Builder of(String id, String title) {
        return new Builder(id, title);
    }

    /** Collects columns, then rows. */
    static final class Builder {
        private final String id;
        private final String title;
        private final List<Column> columns = new ArrayList<>();
        private final List<List<Object>> rows = new ArrayList<>();

        private Builder(String id, String title) {
            this.id = id;
            this.title = title;
        }

        Builder column(String name, String heading, NumberFormat format) {
            columns.add(new Column(name, heading, format));
            return this;
        }

        Builder row(Object... values) {
            rows.add(List.of(values));
            return this;
        }

        NumberTable build() {
            return new NumberTable(id, title, columns, rows);
        }
    }
}
