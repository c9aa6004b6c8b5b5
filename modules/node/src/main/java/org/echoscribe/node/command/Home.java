package org.echoscribe.node.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the program's own files lie: the launcher passes its directory as the system property {@code echoscribe.home}. */
final class Home {

    private Home() {}

    /** The path itself where it exists, else the same path beside the launcher. */
    static Optional<Path> find(Path path) {
        if (Files.exists(path) || path.isAbsolute()) {
            return Files.exists(path) ? Optional.of(path) : Optional.empty();
        }
        return Optional.ofNullable(System.getProperty("echoscribe.home"))
                .map(home -> Path.of(home).resolve(path))
                .filter(Files::exists);
    }
}
