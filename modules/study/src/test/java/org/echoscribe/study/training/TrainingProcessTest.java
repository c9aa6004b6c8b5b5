package org.echoscribe.study.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings as processes that are killed, measured and joined, held against one that nothing happened to. */
class TrainingProcessTest {

    private static final int KILLS = 2;
    private static final double MEGABYTE_IN_KILOBYTES = 1024;

    @TempDir
    private static Path undisturbedDirectory;

    private static TrainingProcess undisturbed;

    @TempDir
    private Path directory;

    @BeforeAll
    static void trainUndisturbed() throws IOException, InterruptedException {
        undisturbed = TrainingProcess.alone(undisturbedDirectory);
        assertThat(undisturbed.exitStatus()).as("%s", undisturbed.lines()).isZero();
    }

    @Test
    void theSameSeedGivesTheSameBytesInAnotherProcess() throws IOException {
        TrainNetwork.Trained again = TrainingProcess.train(directory, TrainingOptions.standard(), new Bars.Silent());
        assertThat(again.epochs().stream().map(Epoch::trainingLoss).toList()).isEqualTo(undisturbed.ofEpochs("loss"));
        assertThat(Bars.bytes(again.weights())).isEqualTo(weights(undisturbedDirectory));
    }

    @Test
    void killedAtAnyMomentItLosesNoMoreThanTheEpochAndEndsWithTheSameBytes() throws IOException, InterruptedException {
        long seed = System.nanoTime();
        SplittableRandom moments = new SplittableRandom(seed);
        int done = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            try (TrainingProcess killed = TrainingProcess.alone(directory)) {
                Optional<String> started = killed.await("start ");
                if (started.isEmpty()) {
                    break; // the kill before came after the last epoch
                }
                assertThat(Integer.parseInt(started.get().substring("start ".length())))
                        .as(
                                "goes on with the epoch after the last one told, or its checkpoint was just written; seed %d",
                                seed)
                        .isBetween(done + 1, done + 2);
                int lines = moments.nextInt(5, 40);
                for (int line = 0; line < lines; line++) {
                    killed.await("");
                }
                killed.kill();
                killed.await("no line starts so");
                done = killed.lines().stream()
                        .filter(line -> line.matches("epoch \\d+ .*"))
                        .mapToInt(line -> Integer.parseInt(line.split(" ")[1]))
                        .max()
                        .orElse(done);
            }
        }
        try (TrainingProcess last = TrainingProcess.alone(directory)) {
            assertThat(last.exitStatus()).as("%s", last.lines()).isZero();
        }
        assertThat(weights(directory)).as("seed %d", seed).isEqualTo(weights(undisturbedDirectory));
        assertThat(EventFileTest.stepsIn(directory))
                .containsExactlyElementsOf(EventFileTest.stepsIn(undisturbedDirectory));
    }

    @Test
    void memoryIsFlatFromTheSecondEpochToTheTwelfth() {
        List<Double> kilobytes = undisturbed.ofEpochs("rss");
        assertThat(kilobytes).hasSize(12);
        System.out.printf(
                "resident after epoch 2: %.0f MB, after epoch 12: %.0f MB%n",
                kilobytes.get(1) / MEGABYTE_IN_KILOBYTES, kilobytes.get(11) / MEGABYTE_IN_KILOBYTES);
        assertThat(kilobytes.get(11) - kilobytes.get(1)).isLessThan(24 * MEGABYTE_IN_KILOBYTES);
    }

    @Test
    void twoProcessesLearnAlongTheSameCurveAsOne() throws IOException, InterruptedException {
        String rendezvous = "file:" + directory.resolve("rendezvous");
        try (TrainingProcess first = TrainingProcess.worker(directory.resolve("first"), 0, rendezvous);
                TrainingProcess second = TrainingProcess.worker(directory.resolve("second"), 1, rendezvous)) {
            assertThat(first.exitStatus()).as("%s", first.lines()).isZero();
            assertThat(second.exitStatus()).as("%s", second.lines()).isZero();
            assertSameCurve(first.ofEpochs("loss"), undisturbed.ofEpochs("loss"));
            assertSameCurve(first.ofEpochs("validation"), undisturbed.ofEpochs("validation"));
            assertThat(second.ofEpochs("loss")).as("both workers agree exactly").isEqualTo(first.ofEpochs("loss"));
        }
        assertThat(directory.resolve("second")).as("worker 1 writes nothing").doesNotExist();
    }

    private static void assertSameCurve(List<Double> actual, List<Double> expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i)).as("epoch %d", i + 1).isEqualTo(expected.get(i), within(2e-4));
        }
    }

    @Test
    void aWorkerThatDiesEndsTheOtherWithAnErrorThatSaysWhatToDo() throws IOException, InterruptedException {
        String rendezvous = "tcp://127.0.0.1:" + freePort();
        try (TrainingProcess first = TrainingProcess.worker(directory.resolve("first"), 0, rendezvous);
                TrainingProcess second = TrainingProcess.worker(directory.resolve("second"), 1, rendezvous)) {
            assertThat(second.await("epoch 2")).as("%s", second.lines()).isPresent();
            second.kill();
            assertThat(first.exitStatus()).isEqualTo(1);
            assertThat(first.lines().getLast())
                    .contains("Worker 0 of 2 lost another worker")
                    .contains("--resume");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static byte[] weights(Path directory) throws IOException {
        return Files.readAllBytes(directory.resolve("weights.bin"));
    }
}
