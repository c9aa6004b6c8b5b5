package org.echoscribe.node.cart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the files that a person means by naming files and directories. */
public final class FindFiles {

    private FindFiles() {}

    /**
     * Every named file, and every regular file below the named directories, in the order of their paths.
     *
     * @throws IOException when a name stands for nothing
     */
    public static List<Path> below(List<Path> named) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path name : named) {
            if (Files.isDirectory(name)) {
                try (Stream<Path> walk = Files.walk(name)) {
                    walk.filter(Files::isRegularFile).sorted().forEach(files::add);
                }
            } else if (Files.exists(name)) {
                files.add(name);
            } else {
                throw new IOException(name + ": no such file or directory");
            }
        }
        return files;
    }
}
