package org.echoscribe.pipeline;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return "reader-" + HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
