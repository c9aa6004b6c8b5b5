package org.echoscribe.study.data;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.echoscribe.vocabulary.View;

/** Writes a data set as a table of labels, as {@link Labels} reads it. */
public final class WriteLabels {

    private WriteLabels() {}

    /** Files are named as seen from the table, so that both may be moved together. */
    public static void to(Path table, DataSet data) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader("sop_instance_uid", "study_instance_uid", "view", "reader", "file")
                .setRecordSeparator('\n')
                .get();
        Path place = table.toAbsolutePath().getParent();
        Files.createDirectories(place);
        try (BufferedWriter text = Files.newBufferedWriter(table);
                CSVPrinter printer = new CSVPrinter(text, format)) {
            for (ReadLoop loop : data.loops()) {
                for (Map.Entry<String, Optional<View>> reading : loop.readings().entrySet()) {
                    printer.printRecord(
                            loop.sopInstanceUid(),
                            loop.studyInstanceUid(),
                            reading.getValue().map(View::name).orElse("unclassifiable"),
                            reading.getKey(),
                            place.relativize(loop.file().toAbsolutePath()));
                }
            }
        }
    }
}
