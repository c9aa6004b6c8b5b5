package org.echoscribe.node.field;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.node.Echoscribe;
import org.echoscribe.testkit.Cart;
import org.echoscribe.testkit.ExternalProgram;

/** {@code echoscribe serve} in a Java process of its own, with a heap of 512 MB. */
public final class NodeProcess implements AutoCloseable {

    private final Process process;
    private final Path log;
    private final Destination address;

    private NodeProcess(Process process, Path log, Destination address) {
        this.process = process;
        this.log = log;
        this.address = address;
    }

    /** Starts it and waits until it listens; all that it writes is in the directory. */
    public static NodeProcess start(Path directory, List<String> settings) throws IOException, InterruptedException {
        return start(List.of(), directory, directory.resolve("node"), settings);
    }

    /**
     * Starts it and waits until it listens.
     *
     * @param prefix what to run the JVM under, such as {@code nsenter} with its arguments
     * @param directory where its log goes
     * @param data its data directory, as it sees it
     */
    public static NodeProcess start(List<String> prefix, Path directory, Path data, List<String> settings)
            throws IOException, InterruptedException {
        int port = ExternalProgram.freePort();
        Path log = directory.resolve("node.log");
        Process process = launch(prefix, log, port, data, settings);
        NodeProcess node = new NodeProcess(process, log, new Destination("ECHOSCRIBE", "127.0.0.1", port));
        try {
            new ExternalProgram.Running(process, log).awaitListening(port);
        } catch (IOException | InterruptedException e) {
            process.destroyForcibly();
            throw e;
        }
        return node;
    }

    /** Starts one that should not start, and waits until it has ended; its exit code and all that it said. */
    public static ExternalProgram.Result refuse(List<String> prefix, Path directory, Path data, List<String> settings)
            throws IOException, InterruptedException {
        Path log = directory.resolve("refused.log");
        Process process = launch(prefix, log, ExternalProgram.freePort(), data, settings);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("it did not end: " + Files.readString(log));
        }
        return new ExternalProgram.Result(process.exitValue(), Files.readString(log));
    }

    private static Process launch(List<String> prefix, Path log, int port, Path data, List<String> settings)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules=jdk.incubator.vector",
                Echoscribe.class.getName(),
                "serve"));
        List<String> all = new ArrayList<>(List.of(
                "node.port=" + port,
                "admin.port=0",
                "node.data-directory=" + data,
                "node.study-quiet-time=1s",
                "storage.minimum-free-space=64MiB",
                "model.bundle=" + ShippedBundle.PATH.toAbsolutePath(),
                "imaging.screen-masks=" + ShippedBundle.SCREEN_MASKS.toAbsolutePath()));
        all.addAll(settings);
        all.forEach(setting -> command.addAll(List.of("--set", setting)));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        // On the command line it could be too long for ONNX Runtime, which crashes from 3900 bytes on.
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder.start();
    }

    /** Where to send to. */
    public Destination address() {
        return address;
    }

    /** The process, whose number is that of the JVM. */
    public long pid() {
        return process.pid();
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Whether it still answers C-ECHO on a new association. */
    public boolean answers() throws IOException {
        return process.isAlive() && Cart.echo(address);
    }

    /** What it has logged so far. */
    public String log() throws IOException {
        return Files.readString(log);
    }

    /** How many files and sockets it has open. */
    public int openDescriptors() throws IOException {
        try (Stream<Path> entries = Files.list(Path.of("/proc", Long.toString(pid()), "fd"))) {
            return (int) entries.count();
        }
    }

    /** The memory that it occupies now, in MiB. */
    public long residentMebibytes() throws IOException {
        return status("VmRSS:") >> 10;
    }

    /** The most memory that it has occupied so far, in MiB. */
    public long peakMebibytes() throws IOException {
        return status("VmHWM:") >> 10;
    }

    private long status(String field) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid()), "status"))) {
            if (line.startsWith(field)) {
                return Long.parseLong(line.replaceAll("\\D+", ""));
            }
        }
        throw new IOException("no " + field + " in the status of process " + pid());
    }

    /** A condition that may be asked again and again. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws IOException;
    }

    /**
     * Waits until something holds.
     *
     * @throws AssertionError when the node ends before, or it takes longer
     */
    public void await(String what, Duration atMost, Condition condition) throws IOException {
        long deadline = System.nanoTime() + atMost.toNanos();
        try {
            while (!condition.holds()) {
                // Ends at once when the node does, so this is no blind pause.
                if (process.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() - deadline > 0) {
                    throw new AssertionError("within " + atMost + ": " + what + "\n" + endOfLog());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Its last log lines. */
    public String endOfLog() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    }

    /** Ends it as a power cut would, as far as a process can be. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
