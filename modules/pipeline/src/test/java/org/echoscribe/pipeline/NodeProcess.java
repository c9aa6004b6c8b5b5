package org.echoscribe.pipeline;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.inference.Classifier;
import org.echoscribe.inference.ExecutionOptions;
import org.echoscribe.inference.ModelBundle;

/** A node in a JVM of its own, to be followed by strace or killed at any moment. */
final class NodeProcess implements AutoCloseable {

    private static final String LISTENING = "LISTENING ";

    /** As the node's own default: a kill counts as a failed attempt of the loops that were being labelled. */
    private static final int ATTEMPTS = 50;

    private final Process process;
    private final BufferedReader output;
    private final int port;

    private NodeProcess(Process process, BufferedReader output, int port) {
        this.process = process;
        this.output = output;
        this.port = port;
    }

    /**
     * What runs in the child: {@code data-directory [AET@HOST:PORT|-] [bundle|-] [AET@HOST:PORT|-]}, the last of which is
     * a cart that may ask for storage commitment.
     */
    public static void main(String[] arguments) throws Exception {
        Map<String, Destination> destinations =
                arguments[1].equals("-") ? Map.of() : Map.of("pacs", Destination.parse(arguments[1]));
        TrainedNetwork network = TestNode.network();
        if (!arguments[2].equals("-")) {
            ModelBundle bundle = ModelBundle.open(Path.of(arguments[2]));
            network = TrainedNetwork.of(bundle, new Classifier(bundle, ExecutionOptions.forCpu()));
        }
        Path data = Path.of(arguments[0]);
        PipelineOptions options = arguments[3].equals("-")
                ? TestNode.options(data, destinations, ATTEMPTS)
                : new NodeWithPeers(data)
                        .attempts(ATTEMPTS)
                        .knows(Destination.parse(arguments[3]))
                        .services(NodeWithPeers.commitment())
                        .options();
        EchoPipeline node = EchoPipeline.start(options, network);
        System.out.println(LISTENING + node.port());
        // Ends with the test that started it, should that die without a word.
        while (System.in.read() >= 0) {
            Thread.onSpinWait();
        }
        System.exit(0);
    }

    /**
     * Starts a child and waits until it listens.
     *
     * @param prefix what to run the JVM under, such as strace with its arguments
     * @param temporary the child's temporary directory
     */
    static NodeProcess start(
            List<String> prefix, Path data, Path temporary, Optional<Destination> pacs, Optional<Path> bundle)
            throws IOException {
        return start(prefix, data, temporary, pacs, bundle, Optional.empty());
    }

    /** Starts a child that may be asked for storage commitment by a cart, and waits until it listens. */
    static NodeProcess start(Path data, Path temporary, Destination cart) throws IOException {
        return start(List.of(), data, temporary, Optional.empty(), Optional.empty(), Optional.of(cart));
    }

    private static NodeProcess start(
            List<String> prefix,
            Path data,
            Path temporary,
            Optional<Destination> pacs,
            Optional<Path> bundle,
            Optional<Destination> cart)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-Djava.io.tmpdir=" + temporary,
                "-Donnxruntime.native.path=" + temporary,
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules=jdk.incubator.vector",
                NodeProcess.class.getName(),
                data.toString(),
                pacs.map(Destination::toString).orElse("-"),
                bundle.map(Path::toString).orElse("-"),
                cart.map(Destination::toString).orElse("-")));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        // Not on the command line: ONNX Runtime 1.29 searches that with a recursive regular expression, and a class
        // path
        // of 4,000 characters there overflows its stack and takes the JVM down.
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process process = builder.start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(LISTENING)) {
                return new NodeProcess(process, output, Integer.parseInt(line.substring(LISTENING.length())));
            }
        }
        throw new IOException("The node's process ended before it listened, with exit code " + exitCode(process));
    }

    private static String exitCode(Process process) throws IOException {
        try {
            return Integer.toString(process.waitFor());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    int port() {
        return port;
    }

    /** Ends it as a power cut would, as far as a process can be. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /** Lets it end by itself. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        exitCode(process);
        output.close();
    }
}
