package org.echoscribe.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.echoscribe.inference.InferenceException;
import org.echoscribe.journal.LoopState;
import org.echoscribe.journal.Report;
import org.echoscribe.journal.ShadowScores;
import org.echoscribe.testkit.Cart;
import org.echoscribe.vocabulary.ModelIdentity;
import org.echoscribe.vocabulary.NetworkInput;
import org.echoscribe.vocabulary.Scores;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShadowScoringTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String STUDY = "2.25.4711";
    private static final String SHADOW = "5a".repeat(32);

    @TempDir
    private Path directory;

    private Path cart;

    @BeforeEach
    void directories() throws IOException {
        cart = Files.createDirectories(directory.resolve("cart"));
    }

    @Test
    void everyLoopIsScoredSilentlyAndAgreementIsCountedByView() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (EchoPipeline node = start(_ -> TestNode.certain(View.PLAX, 0.9f))) {
            // Agrees on the first, third and fifth loop that it is asked about.
            shadow(node, 100, _ -> TestNode.certain(asked.getAndIncrement() % 2 == 0 ? View.PLAX : View.A2C, 0.8f));
            send(node, 5);
            Waiting.until(PATIENCE, () -> counts(node).get(ShadowScores.State.SCORED) == 5);
            assertThat(node.metrics())
                    .contains("echoscribe_shadow_agreement_total{agrees=\"true\",view=\"plax\"} 3.0")
                    .contains("echoscribe_shadow_agreement_total{agrees=\"false\",view=\"plax\"} 2.0")
                    .contains("echoscribe_shadow_loops_total{result=\"scored\"} 5.0")
                    .contains("echoscribe_shadow_waiting 0.0")
                    .contains("role=\"shadow\",sha256=\"" + SHADOW + "\"");
            String serving = TestNode.network().identity().sha256();
            assertThat(node.journal().shadowScores().pairs(serving, SHADOW))
                    .hasSize(5)
                    .allSatisfy(pair -> assertThat(pair.first().best()).isEqualTo(View.PLAX))
                    .filteredOn(pair -> pair.shadow().best() == View.PLAX)
                    .hasSize(3);
            assertThat(node.journal().reports().ofStudy(STUDY, Report.Kind.LOOP))
                    .as("a shadow writes no report")
                    .hasSize(5);
            node.endShadow();
            assertThat(node.metrics()).doesNotContain("role=\"shadow\"");
        }
    }

    @Test
    void aShadowThatFailsTouchesNothingOfTheFirst() throws Exception {
        List<Function<NetworkInput, Scores>> failures = List.of(
                _ -> {
                    throw new InferenceException("broken");
                },
                _ -> {
                    throw new IllegalStateException("a defect");
                },
                _ -> {
                    throw new OutOfMemoryError("only said so");
                });
        AtomicInteger asked = new AtomicInteger();
        try (EchoPipeline node = start(TestNode::byBrightness)) {
            shadow(
                    node,
                    100,
                    input -> failures.get(asked.getAndIncrement() % failures.size())
                            .apply(input));
            send(node, 3);
            Waiting.until(PATIENCE, () -> counts(node).get(ShadowScores.State.FAILED) == 3);
            Waiting.until(PATIENCE, () -> node.journal().studies().open().isEmpty());
            assertThat(node.journal().loops().count(LoopState.REPORTED)).isEqualTo(3);
            assertThat(node.journal().deadLetters().list()).isEmpty();
            assertThat(node.metrics()).contains("echoscribe_shadow_loops_total{result=\"failed\"} 3.0");
        }
    }

    /** The shadow hangs in its network; the first goes on, and the shadow gives way. */
    @Test
    void aShadowThatHangsHoldsNothingUpAndGivesWay() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        AtomicInteger gaveWay = new AtomicInteger();
        Semaphore never = new Semaphore(0);
        try (EchoPipeline node = start(TestNode::byBrightness)) {
            shadow(node, 100, _ -> {
                hanging.countDown();
                try {
                    never.acquire();
                    return TestNode.certain(View.PLAX, 0.9f);
                } catch (InterruptedException e) {
                    gaveWay.incrementAndGet();
                    Thread.currentThread().interrupt();
                    throw new InferenceException("interrupted", e);
                }
            });
            send(node, 1);
            hanging.await();
            Cart.send(NodeUnderTest.address(node), List.of(new SyntheticLoop(STUDY, 2).write(cart)));
            Waiting.until(PATIENCE, () -> node.journal().loops().count(LoopState.REPORTED) == 2);
            Waiting.until(PATIENCE, () -> gaveWay.get() >= 1);
            assertThat(counts(node).get(ShadowScores.State.FAILED))
                    .as("giving way is no failure")
                    .isZero();
            never.release(100);
            Waiting.until(PATIENCE, () -> counts(node).get(ShadowScores.State.SCORED) == 2);
        }
    }

    @Test
    void underLoadTheOldestIsGivenUpAndCounted() throws Exception {
        CountDownLatch mayBegin = new CountDownLatch(1);
        List<Integer> order = new ArrayList<>();
        try (EchoPipeline node = start(TestNode::byBrightness)) {
            Instant since = Instant.EPOCH;
            send(node, 6);
            Waiting.until(PATIENCE, () -> node.journal().loops().count(LoopState.REPORTED) == 6);
            node.shadow(
                    network(_ -> {
                        order.add(1);
                        return TestNode.certain(View.PLAX, 0.9f);
                    }),
                    since,
                    2,
                    mayBegin::countDown);
            Waiting.until(PATIENCE, () -> counts(node).get(ShadowScores.State.SCORED) == 2);
            assertThat(counts(node).get(ShadowScores.State.SHED)).isEqualTo(4);
            assertThat(node.metrics()).contains("echoscribe_shadow_loops_total{result=\"shed\"} 4.0");
            node.endShadow();
            assertThat(mayBegin.getCount()).as("given back").isZero();
            assertThat(order).hasSize(2);
        }
    }

    private static Map<ShadowScores.State, Long> counts(EchoPipeline node) {
        return node.journal().shadowScores().counts(SHADOW);
    }

    private EchoPipeline start(Function<NetworkInput, Scores> classify) throws IOException {
        return EchoPipeline.start(TestNode.options(directory.resolve("data"), Map.of()), TestNode.network(classify));
    }

    private static void shadow(EchoPipeline node, int mostWaiting, Function<NetworkInput, Scores> classify) {
        node.shadow(network(classify), Instant.now().minusSeconds(1), mostWaiting, () -> {});
    }

    private static TrainedNetwork network(Function<NetworkInput, Scores> classify) {
        return new TrainedNetwork(
                new ModelIdentity("candidate", "2.0.0", "Test", SHADOW, true), TestNode.SPECIFICATION, 0.5, classify);
    }

    private void send(EchoPipeline node, int loops) throws IOException {
        for (int number = 1; number <= loops; number++) {
            Cart.send(NodeUnderTest.address(node), List.of(new SyntheticLoop(STUDY, number).write(cart)));
        }
    }
}
