package org.echoscribe.study.report;

import java.util.ArrayList;
import java.util.List;

/** A matrix of counts as a table: a row for each class of the truth, a column for each answer. */
final class MatrixNumbers {

    private MatrixNumbers() {}

    static NumberTable of(String id, String title, int[][] counts, List<String> names) {
        NumberTable.Builder table = NumberTable.of(id, title).column("truth", "", NumberFormat.TEXT);
        names.forEach(name -> table.column(name, name, NumberFormat.COUNT));
        for (int truth = 0; truth < counts.length; truth++) {
            List<Object> row = new ArrayList<>(List.of(names.get(truth)));
            for (int count : counts[truth]) {
                row.add(count);
            }
            table.row(row.toArray());
        }
        return table.build();
    }
}
