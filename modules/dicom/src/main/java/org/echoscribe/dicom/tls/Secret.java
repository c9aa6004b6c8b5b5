package org.echoscribe.dicom.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A password, or the file that holds it. It never shows itself in text. */
public final class Secret {
    private final Source source;

    private Secret(Source source) {
        this.source = source;
    }

    /** A password that is known now. */
    public static Secret of(String password) {
        return new Secret(password::toCharArray);
    }

    /** A password that stands in the first line of a file, read whenever it is needed. */
    public static Secret inFile(Path file) {
        return new Secret(() -> Files.readString(file, StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElse("")
                .toCharArray());
    }

    /**
     * The password itself; the caller wipes it.
     *
     * @throws IOException when its file cannot be read
     */
    public char[] reveal() throws IOException {
        return source.read();
    }

    @Override
    public String toString() {
        return "(secret)";
    }

    /** Where it comes from. */
    @FunctionalInterface
    private interface Source {
        char[] read() throws IOException;
    }
}
