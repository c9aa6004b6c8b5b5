package org.echoscribe.study.recipe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** A table of how long each step took, which a run that goes on adds to. */
final class Timings {

    private final Path file;

    Timings(Path file) {
        this.file = file;
    }

    /** Something that takes its time. */
    @FunctionalInterface
    interface Work<T> {
        T done() throws IOException;
    }

    /** Does it and writes down what it took: of the clock, and of all processors together. */
    <T> T of(String step, Work<T> work) throws IOException {
        Instant started = Instant.now();
        Duration before = processorTime();
        T result = work.done();
        if (!Files.exists(file)) {
            Files.writeString(file, "finished,step,seconds,processor_seconds\n");
        }
        Instant now = Instant.now();
        Files.writeString(
                file,
                String.format(
                        Locale.ROOT,
                        "%s,%s,%.1f,%.1f%n",
                        now,
                        step,
                        Duration.between(started, now).toMillis() / 1e3,
                        processorTime().minus(before).toMillis() / 1e3),
                StandardOpenOption.APPEND);
        return result;
    }

    private static Duration processorTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
