package org.echoscribe.study.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.echoscribe.study.torch.Rendezvous;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The other processes of {@code --workers N}: this program again, with the same arguments and a number of its own. They end
 * when this process ends: what it starts it also stops, and should it be killed, they notice that it is gone.
 */
final class LocalWorkers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalWorkers.class);

    private final Path rendezvous;
    private final List<Process> processes = new ArrayList<>();
    private final Thread atExit = new Thread(this::stop);

    /**
     * Starts them.
     *
     * @param main the class to run
     * @param arguments as this process was started with
     * @param count how many beside this one
     * @param firstDevice the CUDA device of this process; the others take those after it
     */
    LocalWorkers(Class<?> main, List<String> arguments, int count, int firstDevice) throws IOException {
        this.rendezvous = Files.createTempDirectory("echoscribe-workers-").resolve("rendezvous");
        Runtime.getRuntime().addShutdownHook(atExit);
        for (int rank = 1; rank <= count; rank++) {
            processes.add(start(main, arguments, rank, count + 1, firstDevice + rank));
        }
    }

    private Process start(Class<?> main, List<String> arguments, int rank, int size, int device) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add(main.getName());
        command.addAll(withoutWorkers(arguments));
        command.addAll(List.of(
                "--rank", String.valueOf(rank),
                "--world-size", String.valueOf(size),
                "--rendezvous", place().toString(),
                "--device-index", String.valueOf(device)));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("OMP_NUM_THREADS", String.valueOf(threadsEach(size)));
        return builder.start();
    }

    /** Cores shared out among the processes of this machine. */
    static int threadsEach(int processes) {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / processes);
    }

    private static List<String> withoutWorkers(List<String> arguments) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--workers") || argument.equals("--device-index")) {
                i++; // its value too
            } else if (!argument.startsWith("--workers=") && !argument.startsWith("--device-index=")) {
                kept.add(argument);
            }
        }
        return kept;
    }

    /** Where they wait for this process. */
    Rendezvous place() {
        return new Rendezvous.File(rendezvous);
    }

    /** Stops those that have not ended, and says how the others ended if not well. */
    @Override
    public void close() {
        for (int i = 0; i < processes.size(); i++) {
            Process process = processes.get(i);
            if (!process.isAlive() && process.exitValue() != 0) {
                LOG.error("Worker {} ended with status {}: its own messages say why", i + 1, process.exitValue());
            }
        }
        stop();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private void stop() {
        processes.forEach(Process::destroy);
        try {
            Files.deleteIfExists(rendezvous);
            Files.deleteIfExists(rendezvous.getParent());
        } catch (IOException e) {
            LOG.warn("{} could not be removed: {}", rendezvous.getParent(), e.getMessage());
        }
    }
}
