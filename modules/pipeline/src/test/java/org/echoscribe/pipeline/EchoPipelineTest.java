package org.echoscribe.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.dicom.network.StoreResult;
import org.echoscribe.dicom.network.StoreStatus;
import org.echoscribe.inference.InferenceException;
import org.echoscribe.journal.DeadLetter;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.LoopState;
import org.echoscribe.journal.ReceivedLoop;
import org.echoscribe.journal.Report;
import org.echoscribe.testkit.Cart;
import org.echoscribe.testkit.LoopbackPacs;
import org.echoscribe.testkit.LoopbackPacs.Behaviour;
import org.echoscribe.testkit.LoopbackPacs.Received;
import org.echoscribe.testkit.Part10;
import org.echoscribe.vocabulary.Loop;
import org.echoscribe.vocabulary.Outcome;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EchoPipelineTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
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

    @Test
    void aStudyComesBackAsOneReportPerLoopAndASummary() throws Exception {
        try (LoopbackPacs pacs = pacs();
                EchoPipeline node = start(pacs)) {
            List<StoreResult> results =
                    Cart.send(NodeUnderTest.address(node), NodeUnderTest.loops(cart, STUDY, 1, 2, 3));
            assertThat(results).allMatch(StoreResult::stored);

            List<Received> received = pacs.awaitReceived(4, PATIENCE);

            assertThat(received)
                    .allMatch(report -> report.sopClassUid().equals(Uids.Comprehensive3DSRStorage))
                    .allMatch(report -> report.callingAeTitle().equals("ECHOSCRIBE"));
            assertThat(List.of(
                            report(received.get(0)).source(),
                            report(received.get(1)).source(),
                            report(received.get(2)).source()))
                    .containsExactlyInAnyOrder(STUDY + ".1", STUDY + ".2", STUDY + ".3");
            assertThat(report(received.get(3)).isSummary()).isTrue();
            NodeUnderTest.await(() -> count(node, LoopState.DELIVERED) == 3);
            assertThat(node.journal().studies().open()).isEmpty();
        }
    }

    @Test
    void theSpoolHoldsTheDataSetExactlyAsItCame() throws Exception {
        try (LoopbackPacs pacs = pacs();
                EchoPipeline node = start(pacs)) {
            Path file = new SyntheticLoop(STUDY, 1).write(cart);
            Cart.send(NodeUnderTest.address(node), List.of(file));
            ReceivedLoop loop = node.journal().loops().ofStudy(STUDY).getFirst();
            assertThat(Part10.read(data.resolve("spool").resolve(loop.object().spoolPath())))
                    .isEqualTo(Part10.read(file));
        }
    }

    @Test
    void theSameObjectAgainIsAcknowledgedAndMakesNoNewWork() throws Exception {
        try (LoopbackPacs pacs = pacs();
                EchoPipeline node = start(pacs)) {
            Cart.send(NodeUnderTest.address(node), NodeUnderTest.loops(cart, STUDY, 1));
            pacs.awaitReceived(2, PATIENCE);
            assertThat(Cart.send(NodeUnderTest.address(node), NodeUnderTest.loops(cart, STUDY, 1)))
                    .allMatch(StoreResult::stored);
            Cart.send(NodeUnderTest.address(node), NodeUnderTest.loops(cart, "2.25.4712", 1));
            List<Received> received = pacs.awaitReceived(4, PATIENCE);
            assertThat(received.stream().map(Received::sopInstanceUid).distinct())
                    .hasSize(4);
            assertThat(node.journal().loops().ofStudy(STUDY)).hasSize(1);
        }
    }

    @Test
    void aUidThatIsUsedAgainForOtherContentGetsAReportOfItsOwnThatNamesTheFirst() throws Exception {
        try (LoopbackPacs pacs = pacs();
                EchoPipeline node = start(pacs)) {
            Cart.send(NodeUnderTest.address(node), NodeUnderTest.loops(cart, STUDY, 1));
            pacs.awaitReceived(2, PATIENCE);
            Cart.send(NodeUnderTest.address(node), List.of(new SyntheticLoop(STUDY, 1).writeWithOtherPixels(cart)));
            List<Received> received = pacs.awaitReceived(4, PATIENCE);

            assertThat(node.journal().loops().ofStudy(STUDY))
                    .extracting(ReceivedLoop::uidUsedBefore)
                    .containsExactly(false, true);
            assertThat(report(received.get(2)).loop()).contains(STUDY + ".1");
            assertThat(report(received.get(2)).predecessor())
                    .contains(received.get(0).sopInstanceUid());
            assertThat(received.get(2).sopInstanceUid())
                    .isNotEqualTo(received.get(0).sopInstanceUid());
        }
    }

    @Test
    void aLateLoopReopensItsStudyAndTheNewSummaryNamesThePreviousOne() throws Exception {
        try (LoopbackPacs pacs = pacs();
                EchoPipeline node = start(pacs)) {
            Cart.send(NodeUnderTest.address(node), NodeUnderTest.loops(cart, STUDY, 1));
            String first = pacs.awaitReceived(2, PATIENCE).get(1).sopInstanceUid();
            Cart.send(NodeUnderTest.address(node), NodeUnderTest.loops(cart, STUDY, 2));
            Received summary = pacs.awaitReceived(4, PATIENCE).get(3);
            assertThat(report(summary).isSummary()).isTrue();
            assertThat(report(summary).predecessor()).contains(first);
        }
    }

    @Test
    void anUncertainLoopIsReportedWithoutAView() throws Exception {
        try (LoopbackPacs pacs = pacs();
                EchoPipeline node = start(pacs, TestNode.network(_ -> TestNode.certain(View.APEX, 0.3f)))) {
            Cart.send(NodeUnderTest.address(node), NodeUnderTest.loops(cart, STUDY, 1));
            pacs.awaitReceived(2, PATIENCE);
            assertThat(outcome(node, STUDY + ".1")).isInstanceOf(Outcome.Abstained.class);
        }
    }

    @Test
    void anObjectThatIsNoLoopIsStoredAndToldInTheSummaryAlone() throws Exception {
        try (LoopbackPacs pacs = pacs();
                EchoPipeline node = start(pacs)) {
            Attributes still = new SyntheticLoop(STUDY, 7).header().set(Tag.NumberOfFrames, "1");
            Path file = SyntheticLoop.write(cart, still, 7);
            assertThat(Cart.send(NodeUnderTest.address(node), List.of(file))).allMatch(StoreResult::stored);
            Received summary = pacs.awaitReceived(1, PATIENCE).getFirst();
            assertThat(report(summary).isSummary()).isTrue();
            assertThat(outcome(node, STUDY + ".7")).isInstanceOf(Outcome.NotAttempted.class);
        }
    }

    @Test
    void anObjectWhoseClassHoldsNoUltrasoundIsDecidedWhenItComesAndToldInTheSummaryAlone() throws Exception {
        List<String> decided = new CopyOnWriteArrayList<>();
        PipelineListener listener = new PipelineListener() {
            @Override
            public void labelled(Loop loop, Analysis analysis, Optional<String> reportUid) {
                decided.add(loop.sopInstanceUid());
            }
        };
        try (LoopbackPacs pacs = pacs();
                EchoPipeline node = EchoPipeline.start(
                        TestNode.options(data, Map.of("pacs", pacs.destination())), TestNode.network(), listener)) {
            Attributes capture =
                    new SyntheticLoop(STUDY, 7).header().set(Tag.SOPClassUID, Uids.SecondaryCaptureImageStorage);
            Cart.send(NodeUnderTest.address(node), List.of(SyntheticLoop.write(cart, capture, 7)));

            assertThat(decided).as("before it was acknowledged").containsExactly(STUDY + ".7");
            assertThat(outcome(node, STUDY + ".7"))
                    .isInstanceOfSatisfying(
                            Outcome.NotAttempted.class,
                            outcome -> assertThat(outcome.detail()).contains("no two-dimensional ultrasound"));
            assertThat(report(pacs.awaitReceived(1, PATIENCE).getFirst()).isSummary())
                    .isTrue();
            assertThat(node.metrics()).contains("echoscribe_labelled_total{outcome=\"not attempted\"} 1.0");
        }
    }

    @Test
    void anObjectWithoutAStudyIsStoredAndNothingIsDerivedFromIt() throws Exception {
        try (LoopbackPacs pacs = pacs();
                EchoPipeline node = start(pacs)) {
            Attributes orphan = new SyntheticLoop(STUDY, 8).header().remove(Tag.StudyInstanceUID);
            Path file = SyntheticLoop.write(cart, orphan, 8);
            assertThat(Cart.send(NodeUnderTest.address(node), List.of(file))).allMatch(StoreResult::stored);
            ReceivedLoop stored = node.journal().loops().newest(1).getFirst();
            assertThat(stored.state()).isEqualTo(LoopState.NOT_ATTEMPTED);
            assertThat(data.resolve("spool").resolve(stored.object().spoolPath()))
                    .exists();
        }
    }

    @Test
    void anObjectWhoseBytesNameAnotherUidThanItsCommandIsRefused() throws Exception {
        try (LoopbackPacs pacs = pacs();
                EchoPipeline node = start(pacs)) {
            Path file = new SyntheticLoop(STUDY, 1).write(cart);
            Path renamed = cart.resolve("renamed.dcm");
            Part10 object = Part10.read(file);
            byte[] head = Part10.header(object.sopClassUid(), STUDY + ".99", object.transferSyntaxUid());
            Files.write(renamed, head);
            Files.write(renamed, object.dataSet(), StandardOpenOption.APPEND);
            StoreResult result =
                    Cart.send(NodeUnderTest.address(node), List.of(renamed)).getFirst();
            assertThat(result)
                    .isInstanceOfSatisfying(
                            StoreResult.Answered.class,
                            answered -> assertThat(answered.status().code()).isEqualTo(0xA900));
            assertThat(node.journal().loops().newest(1)).isEmpty();
            assertThat(filesUnder(data.resolve("spool"))).isEmpty();
        }
    }

    @Test
    void withTooLittleDiskObjectsAreAnsweredA700H() throws Exception {
        PipelineOptions options = TestNode.options(data, Map.of());
        PipelineOptions full = new PipelineOptions(
                options.aeTitle(),
                options.endpoints(),
                options.limits(),
                options.negotiationPolicy(),
                options.dataDirectory(),
                Long.MAX_VALUE,
                options.studyQuietTime(),
                options.workers(),
                options.retryDelays(),
                options.attempts(),
                options.destinations(),
                options.reports(),
                options.knownAes(),
                options.services(),
                options.screenMasks());
        try (EchoPipeline node = EchoPipeline.start(full, TestNode.network())) {
            StoreResult result = Cart.send(NodeUnderTest.address(node), NodeUnderTest.loops(cart, STUDY, 1))
                    .getFirst();
            assertThat(result)
                    .isInstanceOfSatisfying(
                            StoreResult.Answered.class,
                            answered -> assertThat(answered.status().isOutOfResources())
                                    .isTrue());
        }
    }

    @Test
    void aDestinationThatIsDownGetsEveryReportOnceItIsBack() throws Exception {
        int port;
        try (LoopbackPacs away = pacs()) {
            port = away.destination().port();
        }
        Destination destination = new Destination(
                LoopbackPacs.AE_TITLE, InetAddress.getLoopbackAddress().getHostAddress(), port);
        try (EchoPipeline node =
                EchoPipeline.start(TestNode.options(data, Map.of("pacs", destination)), TestNode.network())) {
            Cart.send(NodeUnderTest.address(node), NodeUnderTest.loops(cart, STUDY, 1, 2));
            NodeUnderTest.await(() -> count(node, LoopState.REPORTED) == 2);
            assertThat(node.journal().deadLetters().list()).isEmpty();
            try (LoopbackPacs back =
                    LoopbackPacs.start(directory.resolve("back"), configuration -> configuration.withPort(port))) {
                assertThat(back.awaitReceived(3, PATIENCE)).hasSize(3);
                NodeUnderTest.await(() -> count(node, LoopState.DELIVERED) == 2);
            }
        }
    }

    @Test
    void aReportThatIsRefusedForGoodIsADeadLetterAndIsDeliveredWhenRetried() throws Exception {
        try (LoopbackPacs pacs = pacs();
                EchoPipeline node = start(pacs)) {
            pacs.behave(new Behaviour.Refuse(StoreStatus.cannotUnderstand("no")));
            Cart.send(NodeUnderTest.address(node), NodeUnderTest.loops(cart, STUDY, 1));
            NodeUnderTest.await(() -> node.journal().deadLetters().list().size() == 2);
            DeadLetter letter = node.journal().deadLetters().list().getFirst();
            assertThat(letter.cause()).contains("C000H");

            pacs.behave(new Behaviour.Keep());
            // As a person does it: another process opens the same journal.
            try (Journal other = Journal.open(data)) {
                for (DeadLetter each : other.deadLetters().list()) {
                    assertThat(other.deadLetters().retry(each.id(), Instant.now()))
                            .isTrue();
                }
            }
            assertThat(pacs.awaitReceived(2, PATIENCE)).hasSize(2);
        }
    }

    @Test
    void aPassingRefusalIsTriedAgainUntilItIsGivenUp() throws Exception {
        try (LoopbackPacs pacs = pacs();
                EchoPipeline node = start(pacs)) {
            pacs.behave(new Behaviour.Refuse(StoreStatus.processingFailure("busy")));
            Cart.send(NodeUnderTest.address(node), NodeUnderTest.loops(cart, STUDY, 1));
            NodeUnderTest.await(() -> node.journal().deadLetters().list().size() == 2);
            assertThat(node.journal().deadLetters().list())
                    .extracting(DeadLetter::attempts)
                    .containsOnly(4);
        }
    }

    @Test
    void aDestinationWithoutResourcesIsLeftAloneAndNoReportIsGivenUp() throws Exception {
        try (LoopbackPacs pacs = pacs();
                EchoPipeline node = start(pacs)) {
            pacs.behave(new Behaviour.Refuse(StoreStatus.outOfResources("full")));
            Cart.send(NodeUnderTest.address(node), NodeUnderTest.loops(cart, STUDY, 1));
            NodeUnderTest.await(() -> count(node, LoopState.REPORTED) == 1);
            NodeUnderTest.await(() -> metric(node, "echoscribe_step_seconds_count{step=\"report\"}") >= 1);
            pacs.behave(new Behaviour.Keep());
            assertThat(pacs.awaitReceived(2, PATIENCE)).hasSize(2);
            assertThat(node.journal().deadLetters().list()).isEmpty();
        }
    }

    @Test
    void aNetworkThatGivesNoScoresForAnyLoopPausesAndLosesNone() throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        AtomicInteger asked = new AtomicInteger();
        try (LoopbackPacs pacs = pacs();
                EchoPipeline node = start(pacs, TestNode.network(input -> {
                    asked.incrementAndGet();
                    if (broken.get()) {
                        throw new InferenceException("the device is gone");
                    }
                    return TestNode.byBrightness(input);
                }))) {
            Cart.send(NodeUnderTest.address(node), NodeUnderTest.loops(cart, STUDY, 1, 2, 3, 4, 5));
            NodeUnderTest.await(() -> asked.get() >= 12);
            broken.set(false);
            pacs.awaitReceived(6, PATIENCE);
            assertThat(node.journal().deadLetters().list()).isEmpty();
        }
    }

    @Test
    void aSingleLoopThatTheNetworkChokesOnFailsAloneAndTheSummaryTellsIt() throws Exception {
        try (LoopbackPacs pacs = pacs();
                EchoPipeline node = start(pacs, TestNode.network(_ -> {
                    throw new InferenceException("not this one");
                }))) {
            Cart.send(NodeUnderTest.address(node), NodeUnderTest.loops(cart, STUDY, 1));
            assertThat(report(pacs.awaitReceived(1, PATIENCE).getFirst()).isSummary())
                    .isTrue();
            assertThat(outcome(node, STUDY + ".1"))
                    .isInstanceOfSatisfying(
                            Outcome.Failed.class,
                            failed -> assertThat(failed.reason()).isEqualTo(Outcome.FailureReason.INFERENCE_ERROR));
            assertThat(node.journal().deadLetters().list().getFirst().cause()).contains("not this one");
        }
    }

    @Test
    void whatAStoppedNodeLeftIsFinishedByTheNextOneWithTheSameBytes() throws Exception {
        try (LoopbackPacs pacs = pacs()) {
            List<Received> first;
            try (EchoPipeline node = start(pacs)) {
                Cart.send(NodeUnderTest.address(node), NodeUnderTest.loops(cart, STUDY, 1));
                first = pacs.awaitReceived(2, PATIENCE);
                pacs.behave(new Behaviour.Refuse(StoreStatus.outOfResources("full")));
                Cart.send(NodeUnderTest.address(node), NodeUnderTest.loops(cart, STUDY, 2));
                NodeUnderTest.await(() -> count(node, LoopState.REPORTED) == 1);
            }
            byte[] written;
            try (Journal journal = Journal.open(data)) {
                ReceivedLoop loop = journal.loops().ofStudy(STUDY).get(1);
                written = journal.reports()
                        .ofLoop(loop.number(), Report.Kind.LOOP)
                        .getLast()
                        .dataSet();
            }
            pacs.behave(new Behaviour.Keep());
            try (EchoPipeline node = start(pacs)) {
                List<Received> all = pacs.awaitReceived(4, PATIENCE);
                assertThat(all.subList(0, 2)).isEqualTo(first);
                assertThat(Part10.read(all.get(2).file()).dataSet()).isEqualTo(written);
                NodeUnderTest.await(() -> count(node, LoopState.DELIVERED) == 2);
            }
        }
    }

    @Test
    void reportsWrittenWithoutADestinationAreDeliveredWhenOneIsConfigured() throws Exception {
        try (EchoPipeline node = EchoPipeline.start(TestNode.options(data, Map.of()), TestNode.network())) {
            Cart.send(NodeUnderTest.address(node), NodeUnderTest.loops(cart, STUDY, 1));
            NodeUnderTest.await(() -> !node.journal()
                    .reports()
                    .ofStudy(STUDY, Report.Kind.SUMMARY)
                    .isEmpty());
        }
        try (LoopbackPacs pacs = pacs();
                EchoPipeline _ = start(pacs)) {
            assertThat(pacs.awaitReceived(2, PATIENCE)).hasSize(2);
        }
    }

    @Test
    void eachDestinationGetsEveryReport() throws Exception {
        try (LoopbackPacs first = LoopbackPacs.start(directory.resolve("first"));
                LoopbackPacs second = LoopbackPacs.start(directory.resolve("second"));
                EchoPipeline node = EchoPipeline.start(
                        TestNode.options(data, Map.of("a", first.destination(), "b", second.destination())),
                        TestNode.network())) {
            Cart.send(NodeUnderTest.address(node), NodeUnderTest.loops(cart, STUDY, 1));
            assertThat(uids(first.awaitReceived(2, PATIENCE))).isEqualTo(uids(second.awaitReceived(2, PATIENCE)));
        }
    }

    @Test
    void nothingThatIsLoggedOrMeasuredNamesThePatient() throws Exception {
        try (LogCapture log = LogCapture.ofEverything();
                LoopbackPacs pacs = pacs();
                EchoPipeline node = start(pacs)) {
            Cart.send(NodeUnderTest.address(node), NodeUnderTest.loops(cart, STUDY, 1));
            pacs.awaitReceived(2, PATIENCE);
            NodeUnderTest.await(() -> log.text().contains("Study closed"));
            assertThat(log.text())
                    .contains(STUDY + ".1")
                    .doesNotContain("NOBODY")
                    .doesNotContain(SyntheticLoop.PATIENT_ID);
            assertThat(node.metrics())
                    .contains("echoscribe_labelled_total{outcome=\"classified\"} 1.0")
                    .contains("echoscribe_deliveries_total{destination=\"pacs\",result=\"delivered\"}")
                    .doesNotContain("NOBODY");
        }
    }

    private LoopbackPacs pacs() throws IOException {
        return LoopbackPacs.start(directory.resolve("pacs"));
    }

    private EchoPipeline start(LoopbackPacs pacs) throws IOException {
        return start(pacs, TestNode.network());
    }

    private EchoPipeline start(LoopbackPacs pacs, TrainedNetwork network) throws IOException {
        return EchoPipeline.start(TestNode.options(data, Map.of("pacs", pacs.destination())), network);
    }

    private static long count(EchoPipeline node, LoopState state) {
        return node.journal().loops().count(state);
    }

    private static Outcome outcome(EchoPipeline node, String sopInstanceUid) {
        return node.journal().loops().newest(10).stream()
                .filter(loop -> loop.loop().sopInstanceUid().equals(sopInstanceUid))
                .findFirst()
                .flatMap(ReceivedLoop::labelling)
                .orElseThrow()
                .outcome();
    }

    private static double metric(EchoPipeline node, String name) {
        Map<String, Double> values = new HashMap<>();
        node.metrics()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> values.put(
                        line.substring(0, line.lastIndexOf(' ')),
                        Double.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
        return values.getOrDefault(name, 0.0);
    }

    private static Set<String> uids(List<Received> received) {
        return new HashSet<>(received.stream().map(Received::sopInstanceUid).toList());
    }

    private static ReportAtPacs report(Received received) throws IOException {
        return ReportAtPacs.read(received.file());
    }

    private static List<Path> filesUnder(Path directory) throws IOException {
        try (var walk = Files.walk(directory)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }
}
