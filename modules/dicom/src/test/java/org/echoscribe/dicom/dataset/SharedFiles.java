package org.echoscribe.dicom.dataset;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The public test files, which lie beside the repository; tests that need them skip where they are absent. */
final class SharedFiles {

    private SharedFiles() {}

    static Path directory(String name) {
        Path directory = Path.of(System.getProperty("echoscribe.shared", "../shared"), name);
        assumeTrue(
                Files.isDirectory(directory),
                "Skipped: the public test files are not there (" + name + " beside the repository)");
        return directory;
    }

    static Path hostile(String name) {
        return directory("hostile").resolve(name);
    }

    static Path real(String name) {
        return directory("data").resolve(name);
    }

    static List<Path> all(String directory) throws IOException {
        try (Stream<Path> files = Files.list(directory(directory))) {
            return files.filter(file -> file.toString().endsWith(".dcm"))
                    .sorted()
                    .toList();
        }
    }
}
