package org.echoscribe.imaging.decode;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real and hostile files that lie beside the checkout, where they do. */
final class Shared {

    private Shared() {}

    /** A file or folder there; skips the calling test where it is absent. */
    static Path path(String relative) {
        Path path =
                Path.of(System.getProperty("echoscribe.shared", "../shared")).resolve(relative);
        assumeTrue(Files.exists(path), () -> "skipped: " + path + " is absent (set -Dechoscribe.shared)");
        return path;
    }
}
