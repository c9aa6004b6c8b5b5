package org.echoscribe.testkit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes system calls of a running process fail, through strace, until closed: what a disk does that has gone bad, seen
 * from above the kernel.
 */
public final class FailingCalls implements AutoCloseable {
    private static final ExternalProgram STRACE = new ExternalProgram("strace");

    private final ExternalProgram.Running strace;

    private FailingCalls(ExternalProgram.Running strace) {
        this.strace = strace;
    }

    /** Whether this machine has strace. */
    public static boolean isAvailable() {
        return STRACE.isAvailable();
    }

    /**
     * From now on these calls fail.
     *
     * @param calls their names, separated by commas
     * @param error such as EIO
     * @param paths only calls that have to do with these files; all when empty
     */
    public static FailingCalls of(long pid, Path log, String calls, String error, List<Path> paths)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "-f", "-p", Long.toString(pid), "-e", "trace=" + calls, "-e", "inject=" + calls + ":error=" + error));
        for (Path path : paths) {
            arguments.addAll(List.of("-P", path.toString()));
        }
        ExternalProgram.Running strace = STRACE.start(log, arguments);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!strace.output().contains("attached")) {
            if (strace.process().waitFor(10, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                strace.close();
                throw new IOException(
                        "strace does not attach: " + strace.output().strip());
            }
        }
        return new FailingCalls(strace);
    }

    /** The calls that failed so far, as strace prints them. */
    public List<String> failed() throws IOException {
        return strace.output()
                .lines()
                .filter(line -> line.contains("(INJECTED)"))
                .toList();
    }

    /** From now on they work again. */
    @Override
    public void close() {
        strace.close();
    }
}
