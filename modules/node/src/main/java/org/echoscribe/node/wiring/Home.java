package org.echoscribe.node.wiring;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the program's own files lie: the launcher passes its directory as the system property {@code echoscribe.home}. */
public final class Home {

    private Home() {}

    /** The path itself where it exists, else the same path beside the launcher. */
    public static Optional<Path> find(Path path) {
        if (Files.exists(path) || path.isAbsolute()) {
            return Files.exists(path) ? Optional.of(path) : Optional.empty();
        }
        return Optional.ofNullable(System.getProperty("echoscribe.home"))
                .map(home -> Path.of(home).resolve(path))
                .filter(Files::exists);
    }

    /** As {@link #find}, or the path as it was written, so that an error names it. */
    public static Path orSame(Path path) {
        return find(path).orElse(path);
    }
}
