package org.echoscribe.node.field;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.node.Echoscribe;
import org.echoscribe.testkit.Cart;
import org.echoscribe.testkit.ExternalProgram;

/** {@code echoscribe serve} in a Java process of its own, with a heap of 512 MB. */
final class NodeProcess implements AutoCloseable {

    private final Process process;
    private final Path log;
    private final Destination address;

    private NodeProcess(Process process, Path log, Destination address) {
        this.process = process;
        this.log = log;
        this.address = address;
    }

    static NodeProcess start(Path directory, List<String> settings) throws IOException, InterruptedException {
        int port = ExternalProgram.freePort();
        Path log = directory.resolve("node.log");
        List<String> command = new ArrayList<>(List.of(
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
                "node.data-directory=" + directory.resolve("node"),
                "node.study-quiet-time=1s",
                "storage.minimum-free-space=64MiB",
                "model.bundle=" + ShippedBundle.PATH));
        all.addAll(settings);
        all.forEach(setting -> command.addAll(List.of("--set", setting)));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        // On the command line it could be too long for ONNX Runtime, which crashes from 3900 bytes on.
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process process = builder.start();
        NodeProcess node = new NodeProcess(process, log, new Destination("ECHOSCRIBE", "127.0.0.1", port));
        new ExternalProgram.Running(process, log).awaitListening(port);
        return node;
    }

    Destination address() {
        return address;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Whether it still answers C-ECHO on a new association. */
    boolean answers() throws IOException {
        return process.isAlive() && Cart.echo(address);
    }

    String log() throws IOException {
        return Files.readString(log);
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
