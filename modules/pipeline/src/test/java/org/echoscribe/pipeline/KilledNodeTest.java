package org.echoscribe.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.ReceivedLoop;
import org.echoscribe.testkit.Cart;
import org.echoscribe.testkit.LoopbackPacs;
import org.echoscribe.testkit.LoopbackPacs.Received;
import org.echoscribe.testkit.Part10;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the node at random moments while a cart pushes, starts it again, and asks at the end: does every loop that was
 * acknowledged have exactly one report at the PACS?
 */
class KilledNodeTest {

    private static final int LOOPS_PER_ROUND = 6;
    private static final Duration MOST_WAIT_FOR_AN_EVENT = Duration.ofSeconds(60);
    private static final int MOST_MILLIS_AFTER_IT = 300;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    private final Map<Path, Optional<String>> sourceOf = new HashMap<>();

    @Test
    void everyAcknowledgedLoopEndsInExactlyOneReport() throws Exception {
        kill(20, new Random(20));
    }

    @Test
    @Tag("nightly")
    void everyAcknowledgedLoopEndsInExactlyOneReportAfterHundredsOfKills() throws Exception {
        kill(200, new Random());
    }

    private void kill(int kills, Random random) throws Exception {
        Path bundle = TinyBundle.write(directory.resolve("bundle"));
        Path data = directory.resolve("data");
        Path temporary = withOnnxRuntime(Files.createDirectories(directory.resolve("tmp")));
        Path cart = Files.createDirectories(directory.resolve("cart"));
        Set<Path> acknowledged = ConcurrentHashMap.newKeySet();
        try (LoopbackPacs pacs = LoopbackPacs.start(directory.resolve("pacs"));
                ExecutorService sender = Executors.newSingleThreadExecutor()) {
            for (int round = 0; round < kills; round++) {
                List<Path> files = loops(cart, round);
                NodeProcess node = start(data, temporary, pacs, bundle);
                Semaphore answers = new Semaphore(0);
                Future<?> sent = sender.submit(() -> send(node.port(), files, file -> {
                    acknowledged.add(file);
                    answers.release();
                }));
                awaitRandomMoment(random, answers, pacs);
                node.kill();
                sent.get();
            }
            System.out.println(kills + " kills, " + acknowledged.size() + " loops acknowledged, "
                    + pacs.received().size() + " reports delivered between the kills");
            assertThat(acknowledged).as("loops acknowledged before a kill").hasSizeGreaterThan(kills);
            try (NodeProcess _ = start(data, temporary, pacs, bundle);
                    Journal journal = Journal.open(data)) {
                awaitReports(pacs, sopInstanceUids(acknowledged), journal);
            }
            assertOneReportEach(pacs, sopInstanceUids(acknowledged));
        }
    }

    private static NodeProcess start(Path data, Path temporary, LoopbackPacs pacs, Path bundle) throws IOException {
        return NodeProcess.start(List.of(), data, temporary, Optional.of(pacs.destination()), Optional.of(bundle));
    }

    private static List<Path> loops(Path cart, int round) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int number = 1; number <= LOOPS_PER_ROUND; number++) {
            files.add(new SyntheticLoop("2.25.99." + (round + 1), number).write(cart));
        }
        return files;
    }

    /**
     * Some moment between connecting and the last delivery. It is bound to what has happened, not to the clock, so that it
     * falls into every step on a slow machine too: after some acknowledgements, or after some reports of this round.
     */
    private static void awaitRandomMoment(Random random, Semaphore answers, LoopbackPacs pacs)
            throws InterruptedException {
        boolean whileReporting = random.nextBoolean();
        int reportsBefore = pacs.received().size();
        boolean answered = answers.tryAcquire(
                whileReporting ? 1 : random.nextInt(LOOPS_PER_ROUND + 1),
                MOST_WAIT_FOR_AN_EVENT.toSeconds(),
                TimeUnit.SECONDS);
        assertThat(answered).as("loops are acknowledged in time").isTrue();
        if (whileReporting) {
            pacs.awaitReceived(reportsBefore + random.nextInt(LOOPS_PER_ROUND), MOST_WAIT_FOR_AN_EVENT);
        }
        TimeUnit.MILLISECONDS.sleep(random.nextInt(MOST_MILLIS_AFTER_IT));
    }

    private static Void send(int port, List<Path> files, Consumer<Path> acknowledged) throws Exception {
        if (Programs.has("storescu")) {
            Programs.storescu(port, files, acknowledged);
            return null;
        }
        try {
            for (Path file : files) {
                Destination node = new Destination("ECHOSCRIBE", "127.0.0.1", port);
                if (Cart.send(node, List.of(file)).getFirst().stored()) {
                    acknowledged.accept(file);
                }
            }
        } catch (IOException e) {
            // The node was killed: what it had acknowledged by then counts.
        }
        return null;
    }

    private static Set<String> sopInstanceUids(Set<Path> files) throws IOException {
        Set<String> uids = new HashSet<>();
        for (Path file : files) {
            uids.add(Part10.read(file).sopInstanceUid());
        }
        return uids;
    }

    private void awaitReports(LoopbackPacs pacs, Set<String> sources, Journal journal) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!reportsBySource(pacs).keySet().containsAll(sources)) {
            Set<String> missing = new HashSet<>(sources);
            missing.removeAll(reportsBySource(pacs).keySet());
            assertThat(System.nanoTime())
                    .as("in time a report for each of %s", told(missing, journal))
                    .isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static List<ReceivedLoop> told(Set<String> missing, Journal journal) {
        return journal.loops().newest(Integer.MAX_VALUE).stream()
                .filter(loop -> missing.contains(loop.loop().sopInstanceUid()))
                .toList();
    }

    private void assertOneReportEach(LoopbackPacs pacs, Set<String> sources) throws IOException {
        Map<String, Set<String>> reports = reportsBySource(pacs);
        for (String source : sources) {
            assertThat(reports.get(source)).as("reports of %s", source).hasSize(1);
        }
        Map<String, Part10> firstBytes = new HashMap<>();
        for (Received received : pacs.received()) {
            Part10 report = Part10.read(received.file());
            assertThat(firstBytes.getOrDefault(received.sopInstanceUid(), report))
                    .as("a report sent again after a kill has the bytes of the first time")
                    .isEqualTo(report);
            firstBytes.put(received.sopInstanceUid(), report);
        }
    }

    /** The SOP Instance UIDs of the loop reports at the PACS, by the loop that each is about. */
    private Map<String, Set<String>> reportsBySource(LoopbackPacs pacs) throws IOException {
        Map<String, Set<String>> reports = new HashMap<>();
        for (Received received : pacs.received()) {
            if (!sourceOf.containsKey(received.file())) {
                sourceOf.put(received.file(), ReportAtPacs.read(received.file()).loop());
            }
            sourceOf.get(received.file())
                    .ifPresent(source -> reports.computeIfAbsent(source, _ -> new HashSet<>())
                            .add(received.sopInstanceUid()));
        }
        return reports;
    }

    /** Unpacks ONNX Runtime once: each killed process would leave its own copy behind. */
    private static Path withOnnxRuntime(Path temporary) throws IOException {
        for (String library : List.of("libonnxruntime.so", "libonnxruntime4j_jni.so")) {
            try (InputStream in =
                    OrtEnvironment.class.getResourceAsStream("/ai/onnxruntime/native/linux-x64/" + library)) {
                Files.copy(in, temporary.resolve(library));
            }
        }
        return temporary;
    }
}
