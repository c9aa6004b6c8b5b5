package org.echoscribe.testkit.sr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One finished run of a command-line tool.
 *
 * @param exitCode 0 says little: some of these tools end with 0 whatever they found
 * @param output lines on standard output
 * @param errors lines on standard error
 */
record ToolRun(int exitCode, List<String> output, List<String> errors) {

    private static final int MAX_MINUTES = 5;

    /** Runs a tool to its end; lines are read as ISO 8859-1, so that no byte is refused. */
    static ToolRun of(List<String> command) {
        try {
            Path output = Files.createTempFile("tool", ".out");
            Path errors = Files.createTempFile("tool", ".err");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile())
                        .start();
                if (!process.waitFor(MAX_MINUTES, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                    throw new IllegalStateException(command.getFirst() + " did not end within 5 minutes");
                }
                return new ToolRun(process.exitValue(), lines(output), lines(errors));
            } finally {
                Files.delete(output);
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run " + command.getFirst(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + command.getFirst() + " ran", e);
        }
    }

    /** Why these tools cannot run here; empty where all can. */
    static Optional<String> missing(String debianPackage, String... tools) {
        List<String> absent = Stream.of(tools)
                .filter(tool -> Stream.of(System.getenv("PATH").split(":"))
                        .noneMatch(directory -> Files.isExecutable(Path.of(directory, tool))))
                .toList();
        return absent.isEmpty()
                ? Optional.empty()
                : Optional.of("not installed: " + absent + " (Debian package " + debianPackage + ")");
    }

    /** Lines of both outputs that start with one of these words. */
    List<String> linesStartingWith(String... beginnings) {
        return Stream.concat(output.stream(), errors.stream())
                .filter(line -> Stream.of(beginnings).anyMatch(line::startsWith))
                .toList();
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    }
}
