package org.echoscribe.study.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.echoscribe.study.data.DataSet;

/** The labels that a person named on the command line of a training: which table, and whose readings. */
final class GivenLabels {

    private GivenLabels() {}

    /** The table at {@code --data}, which is the table itself or the directory that holds {@code labels.csv}. */
    static Path table(Path data) throws WrongUsageException {
        Path table = Files.isDirectory(data) ? data.resolve("labels.csv") : data;
        if (!Files.exists(table)) {
            throw new WrongUsageException(table + " is not there: --data needs a directory with labels.csv");
        }
        return table;
    }

    /** The reader of {@code --reader}, who must have read something; without it the first one in the table. */
    static String reader(Optional<String> named, DataSet dataSet) throws WrongUsageException {
        String wanted = named.orElse(dataSet.readers().getFirst());
        if (!dataSet.readers().contains(wanted)) {
            throw new WrongUsageException(
                    "No loop was read by \"" + wanted + "\"; the readers are " + String.join(", ", dataSet.readers()));
        }
        return wanted;
    }
}
