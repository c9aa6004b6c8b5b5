package org.echoscribe.testkit;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of this machine, such as DCMTK's, as a peer in tests. */
public final class ExternalProgram {
    private final String name;

    /** Names a program; it need not be there. */
    public ExternalProgram(String name) {
        this.name = name;
    }

    /**
     * What a program did.
     *
     * @param output its standard output and error together
     */
    public record Result(int exitCode, String output) {}

    /** A program that runs until it is closed. */
    public record Running(Process process, Path log) implements AutoCloseable {
        /**
         * Waits until a port of loopback takes connections.
         *
         * @throws IOException when the program ends or three minutes pass before; with what it printed
         */
        public void awaitListening(int port) throws IOException, InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
            while (!listens(port)) {
                // Ends at once when the program does, so this is no blind pause.
                if (process.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() - deadline > 0) {
                    throw new IOException("port " + port + " never opened; the program printed: " + output());
                }
            }
        }

        /** What it has printed so far. */
        public String output() throws IOException {
            return Files.readString(log);
        }

        @Override
        public void close() {
            process.destroy();
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }

        private static boolean listens(int port) {
            try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return probe.isConnected();
            } catch (IOException e) {
                return false;
            }
        }
    }

    /** Where it is, empty when this machine does not have it. */
    public Optional<Path> path() {
        return Stream.concat(
                        Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin", "/sbin"))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Whether this machine has it; says on standard output that tests are skipped when not. */
    public boolean isAvailable() {
        boolean available = path().isPresent();
        if (!available) {
            System.out.println("Skipping: " + missing());
        }
        return available;
    }

    /** The reason to skip a test that needs it. */
    public String missing() {
        return "the program '" + name + "' is not installed (packages dcmtk, orthanc)";
    }

    /** Runs it to its end. */
    public Result run(Duration atMost, List<String> arguments) throws IOException, InterruptedException {
        Path log = Files.createTempFile(name, ".log");
        try {
            Process process = builder(arguments, log).start();
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IOException(name + " did not end within " + atMost + ": " + Files.readString(log));
            }
            return new Result(process.exitValue(), Files.readString(log));
        } finally {
            Files.delete(log);
        }
    }

    /** Starts it; what it prints goes to the log file. */
    public Running start(Path log, List<String> arguments) throws IOException {
        return new Running(builder(arguments, log).start(), log);
    }

    /** A port of loopback that nobody uses now. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private ProcessBuilder builder(List<String> arguments, Path log) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(path().orElseThrow(() -> new IOException(missing())).toString());
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        // Debian's DCMTK leaves Nagle's algorithm on, which costs some 50 ms an object on loopback.
        builder.environment().put("TCP_NODELAY", "1");
        return builder;
    }
}
