package org.echoscribe.study.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.echoscribe.study.network.NetworkWeights;
import org.echoscribe.study.torch.OpenMp;
import org.echoscribe.study.torch.Precision;
import org.echoscribe.study.torch.Rendezvous;
import org.echoscribe.study.torch.WorkerGroup;

/**
 * A training of {@link Bars} in a process of its own, which tells on standard output how it goes on: what a test needs that
 * kills, measures or joins processes.
 */
final class TrainingProcess implements AutoCloseable {

    private static final int EPOCHS = 12;

    private final Process process;
    private final BufferedReader output;
    private final List<String> lines = new ArrayList<>();

    private TrainingProcess(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    /** One process that trains alone. */
    static TrainingProcess alone(Path directory) throws IOException {
        return start(directory, "0", "1", "file:/unused");
    }

    /** One of two. */
    static TrainingProcess worker(Path directory, int rank, String rendezvous) throws IOException {
        return start(directory, String.valueOf(rank), "2", rendezvous);
    }

    private static TrainingProcess start(Path directory, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                // A heap of fixed size, all of it there from the start, so that what grows is native memory.
                "-Xms128m",
                "-Xmx128m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                TrainingProcess.class.getName(),
                directory.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return new TrainingProcess(builder.start());
    }

    /** Reads on until a line starts so; empty where the process ends before. */
    Optional<String> await(String start) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
            if (line.startsWith(start)) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    /** Reads to the end. */
    int exitStatus() throws IOException, InterruptedException {
        await("no line starts so");
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The process has closed its output and does not end");
        }
        return process.exitValue();
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        // Not by the process itself, which would close its output with what is still to be read.
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    List<String> lines() {
        return lines;
    }

    /** What stands behind this word in the line of each epoch. */
    List<Double> ofEpochs(String word) {
        return lines.stream()
                .filter(line -> line.startsWith("epoch "))
                .map(line -> Double.valueOf(line.replaceAll(".* " + word + " (\\S+).*", "$1")))
                .toList();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Runs the training: directory, rank, number of workers, rendezvous. */
    public static void main(String[] arguments) throws IOException {
        OpenMp.waitPassively();
        Path directory = Path.of(arguments[0]);
        int rank = Integer.parseInt(arguments[1]);
        int size = Integer.parseInt(arguments[2]);
        try (WorkerGroup workers = size == 1
                ? WorkerGroup.alone()
                : WorkerGroup.join(Rendezvous.parse(arguments[3]), rank, size, Duration.ofSeconds(60))) {
            TrainingOptions options =
                    new TrainingOptions(Precision.FLOAT32, 1, ClassWeighting.NONE, Freezing.NONE, workers);
            TrainNetwork.Trained trained = train(directory, options, telling());
            if (workers.leads()) {
                Files.write(directory.resolve("weights.bin"), Bars.bytes(trained.weights()));
            }
        } catch (RuntimeException e) {
            System.out.println("failed: " + e.getMessage());
            System.exit(1);
        }
    }

    /** The same training in this process. */
    static TrainNetwork.Trained train(Path directory, TrainingOptions options, TrainingObserver observer)
            throws IOException {
        TrainingSettings settings = new TrainingSettings(16, 3e-3, EPOCHS, EPOCHS, 1, 0.3, 11);
        return new TrainNetwork(Bars.reader(), settings, options, directory)
                .train(NetworkWeights.initial(Bars.reader(), 1), new Bars(160, 1), new Bars(60, 2), observer);
    }

    private static TrainingObserver telling() {
        return new TrainingObserver() {
            @Override
            public void epochStarted(int epoch, int maximumEpochs, int steps) {
                System.out.println("start " + epoch);
            }

            @Override
            public void stepDone(double loss, double accuracy) {
                System.out.println("step");
            }

            @Override
            public void epochDone(Epoch epoch, boolean best) {
                System.out.println("epoch " + epoch.number() + " loss " + epoch.trainingLoss() + " validation "
                        + epoch.validationLoss() + " rss " + residentKilobytes());
            }
        };
    }

    private static long residentKilobytes() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.valueOf(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
