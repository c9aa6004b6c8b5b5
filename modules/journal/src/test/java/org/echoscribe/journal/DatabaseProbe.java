package org.echoscribe.journal;

import java.nio.file.Path;

/** Asks the journal's own writing connection how it writes. */
final class DatabaseProbe {

    private final Path file;

    DatabaseProbe(Path file) {
        this.file = file;
    }

    int synchronous() {
        try (Database database = new Database(file)) {
            return database.commit(connection -> Rows.one(connection, row -> row.getInt(1), "PRAGMA synchronous")
                    .orElseThrow());
        }
    }
}
