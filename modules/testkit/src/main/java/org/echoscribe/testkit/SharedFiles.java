package org.echoscribe.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The DICOM files of public test sets that lie beside the source tree, where the machine has them. */
public final class SharedFiles {
    private SharedFiles() {}

    /**
     * The DICOM files of a folder, by name; empty, and a printed reason, when they are not here.
     *
     * @param folder for example {@code data}
     */
    public static List<Path> in(String folder) throws IOException {
        Path directory = Path.of(System.getProperty("echoscribe.shared", ""), folder);
        if (!Files.isDirectory(directory)) {
            System.out.println("Skipping: " + missing(folder));
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".dcm"))
                    .sorted()
                    .toList();
        }
    }

    /** The reason to skip a test that needs them. */
    public static String missing(String folder) {
        return "the test files '" + folder + "' are not here (system property echoscribe.shared)";
    }
}
