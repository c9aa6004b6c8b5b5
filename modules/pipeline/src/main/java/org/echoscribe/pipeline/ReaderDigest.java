package org.echoscribe.pipeline;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.echoscribe.report.Reader;

/** Tells readers apart without naming them, in the journal and in tables: a pseudonym, the same wherever one reads. */
final class ReaderDigest {

    private static final int BYTES = 6;

    private ReaderDigest() {}

    static String of(Optional<Reader> reader) {
        if (reader.isEmpty()) {
            return "reader-unnamed";
        }
        String name = (reader.get().name() + "\n" + reader.get().organization())
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\^ ]+", " ")
                .strip();
        return "reader-" + HexFormat.of().formatHex(TextDigest.sha256(name), 0, BYTES);
    }
}
