package org.echoscribe.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.journal.LoopState;
import org.echoscribe.journal.ReceivedLoop;
import org.echoscribe.report.ReadViewReport;
import org.echoscribe.report.ViewLabel;
import org.echoscribe.testkit.Cart;
import org.echoscribe.testkit.LoopbackPacs;
import org.echoscribe.testkit.LoopbackPacs.Received;
import org.echoscribe.vocabulary.ModelIdentity;
import org.echoscribe.vocabulary.NetworkInput;
import org.echoscribe.vocabulary.Scores;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network takes another's place while loops come in: none is lost, and each report names who scored its loop. */
class PromotionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String STUDY = "2.25.4711";

    @TempDir
    private Path directory;

    private Path data;
    private Path cart;

    @BeforeEach
    void directories() throws IOException {
        data = directory.resolve("data");
        cart = Files.createDirectories(directory.resolve("cart"));
    }

    /** Which network really scored what: each answers with a view of its own, so a report cannot hide who it was. */
    @Test
    void underLoadNoLoopIsLostAndEachReportNamesTheNetworkThatScoredItsLoop() throws Exception {
        int loops = 24;
        List<View> views = List.of(View.PLAX, View.A2C, View.APEX);
        Map<String, View> viewOf = new ConcurrentHashMap<>();
        AtomicInteger scored = new AtomicInteger();
        AtomicInteger givenBack = new AtomicInteger();
        List<TrainedNetwork> networks = new ArrayList<>();
        for (View view : views) {
            TrainedNetwork network = network(view.name(), input -> {
                scored.incrementAndGet();
                return TestNode.certain(view, 0.9f);
            });
            viewOf.put(network.identity().sha256(), view);
            networks.add(network);
        }
        try (LoopbackPacs pacs = LoopbackPacs.start(directory.resolve("pacs"));
                EchoPipeline node = start(pacs, networks.getFirst())) {
            Thread sender = Thread.startVirtualThread(() -> send(node, loops));
            for (TrainedNetwork next : networks.subList(1, networks.size())) {
                int before = scored.get();
                Waiting.until(PATIENCE, () -> scored.get() >= before + 4);
                node.replaceNetwork(next, givenBack::incrementAndGet);
            }
            sender.join();
            Map<String, View> reported = new HashMap<>();
            Set<View> used = new HashSet<>();
            Waiting.until(PATIENCE, () -> node.journal().loops().count(LoopState.DELIVERED) == loops);
            for (Received received : pacs.received()) {
                for (ViewLabel label : labels(received)) {
                    View view = viewOf.get(modelOf(label));
                    assertThat(label.view()).contains(view);
                    assertThat(label.algorithmName()).contains(view.name() + " (synthetic)");
                    assertThat(reported.computeIfAbsent(label.sourceSopInstanceUid(), _ -> view))
                            .as("loop report and summary agree on who it was")
                            .isEqualTo(view);
                    used.add(view);
                }
            }
            assertThat(reported).hasSize(loops);
            assertThat(used).containsExactlyInAnyOrderElementsOf(views);
            Waiting.until(PATIENCE, () -> givenBack.get() == networks.size() - 1);
        }
    }

    @Test
    void aNetworkIsGivenBackOnlyAfterTheLoopThatItIsScoring() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicInteger givenBack = new AtomicInteger();
        TrainedNetwork slow = network("slow", input -> {
            begun.countDown();
            await(mayEnd);
            return TestNode.certain(View.PLAX, 0.9f);
        });
        try (LoopbackPacs pacs = LoopbackPacs.start(directory.resolve("pacs"));
                EchoPipeline node = start(pacs, slow)) {
            send(node, 1);
            begun.await();
            node.replaceNetwork(network("next", _ -> TestNode.certain(View.A2C, 0.9f)), givenBack::incrementAndGet);
            Cart.send(NodeUnderTest.address(node), List.of(new SyntheticLoop(STUDY + ".9", 1).write(cart)));
            assertThat(labels(pacs.awaitReceived(1, PATIENCE).getFirst())
                            .getFirst()
                            .view())
                    .as("the next loop does not wait for the slow one")
                    .contains(View.A2C);
            assertThat(givenBack).hasValue(0);
            mayEnd.countDown();
            Waiting.until(PATIENCE, () -> givenBack.get() == 1);
            Waiting.until(PATIENCE, () -> node.journal().loops().count(LoopState.DELIVERED) == 2);
            ReceivedLoop loop = node.journal().loops().ofStudy(STUDY).getFirst();
            assertThat(loop.labelling().orElseThrow().modelSha256())
                    .isEqualTo(slow.identity().sha256());
        }
    }

    /** Reports that were written while there was no destination are written again for the first that is configured. */
    @Test
    void whatOneNetworkHasLabelledIsReportedInItsNameAndNotLabelledAgain() throws Exception {
        TrainedNetwork old = network("old", _ -> TestNode.certain(View.PLAX, 0.9f));
        try (EchoPipeline node = EchoPipeline.start(TestNode.options(data, Map.of()), old)) {
            send(node, 1);
            Waiting.until(PATIENCE, () -> node.journal().studies().open().isEmpty());
        }
        try (LoopbackPacs pacs = LoopbackPacs.start(directory.resolve("pacs"));
                EchoPipeline _ = start(pacs, network("new", _ -> {
                    throw new AssertionError("nothing is to be scored");
                }))) {
            List<Received> received = pacs.awaitReceived(2, PATIENCE);
            for (Received each : received) {
                assertThat(modelOf(labels(each).getFirst()))
                        .isEqualTo(old.identity().sha256());
            }
        }
    }

    private EchoPipeline start(LoopbackPacs pacs, TrainedNetwork network) throws IOException {
        return EchoPipeline.start(TestNode.options(data, Map.of("pacs", pacs.destination())), network);
    }

    private void send(EchoPipeline node, int loops) {
        try {
            for (int number = 1; number <= loops; number++) {
                Cart.send(NodeUnderTest.address(node), List.of(new SyntheticLoop(STUDY, number).write(cart)));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<ViewLabel> labels(Received received) throws IOException {
        Attributes document = DataSetReader.read(received.file()).dataSet();
        return new ReadViewReport().read(document).orElseThrow().labels();
    }

    private static String modelOf(ViewLabel label) {
        return label.algorithmParameters().stream()
                .filter(parameter -> parameter.startsWith("model-sha256="))
                .findFirst()
                .orElseThrow()
                .substring("model-sha256=".length());
    }

    private static TrainedNetwork network(String name, Function<NetworkInput, Scores> classify) {
        String sha256 = Integer.toHexString(name.hashCode() | 0x10000000).repeat(8);
        return new TrainedNetwork(
                new ModelIdentity(name, "1.0.0", "Test", sha256, true), TestNode.SPECIFICATION, 0.5, classify);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
