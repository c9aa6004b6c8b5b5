package org.echoscribe.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.echoscribe.pipeline.NodeWithPeers.PATIENCE;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.dicom.network.CommitmentRequest;
import org.echoscribe.dicom.network.CommitmentResult;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.dicom.network.FailedReference;
import org.echoscribe.dicom.network.SopReference;
import org.echoscribe.journal.DeadLetter;
import org.echoscribe.journal.LoopState;
import org.echoscribe.testkit.Cart;
import org.echoscribe.testkit.CommitmentCart;
import org.echoscribe.testkit.CommittingPacs;
import org.echoscribe.testkit.ExternalProgram;
import org.echoscribe.testkit.LoopbackPacs;
import org.echoscribe.testkit.OrthancPeer;
import org.echoscribe.testkit.Part10;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Storage Commitment of the whole node: to carts that ask, and of a PACS that is asked. */
class CommitmentTest {

    private static final String STUDY = "2.25.99";
    private static final String US = Uids.UltrasoundMultiFrameImageStorage;
    private static final SopReference LOOP = new SopReference(US, STUDY + ".1");
    private static final String TRANSACTION = "2.25.4711";

    @TempDir
    private Path directory;

    private Path data;
    private CommitmentCart cart;

    @BeforeEach
    void startCart() throws IOException {
        data = directory.resolve("data");
        cart = CommitmentCart.start(directory.resolve("cart"));
    }

    @AfterEach
    void stopCart() {
        cart.close();
    }

    @Test
    void aCartIsToldOnANewAssociationWhatIsDurableHereAndWhyTheRestIsNot() throws Exception {
        SopReference unknown = new SopReference(US, "2.25.5");
        SopReference otherClass = new SopReference(Uids.UltrasoundImageStorage, STUDY + ".2");
        SopReference damaged = new SopReference(US, STUDY + ".3");
        try (EchoPipeline node = start(new NodeWithPeers(data))) {
            send(node, 1, 2, 3);
            Files.write(spoolFile(node, 3), new byte[] {1, 2, 3});
            assertThat(CommitmentCart.ask(
                                    NodeUnderTest.address(node),
                                    TRANSACTION,
                                    List.of(LOOP, unknown, otherClass, damaged))
                            .isSuccess())
                    .isTrue();
            assertThat(cart.awaitResult(PATIENCE))
                    .isEqualTo(new CommitmentResult(
                            TRANSACTION,
                            List.of(LOOP),
                            List.of(
                                    new FailedReference(unknown, FailedReference.NO_SUCH_OBJECT_INSTANCE),
                                    new FailedReference(otherClass, FailedReference.CLASS_INSTANCE_CONFLICT),
                                    new FailedReference(damaged, FailedReference.PROCESSING_FAILURE))));
            NodeWithPeers.await(
                    "it is answered", () -> node.journal().receivedCommitments().countWaiting() == 0);
        }
    }

    @Test
    void aCartThatRefusesTheResultIsToldAgainAndInTheEndADeadLetterWaitsForAPerson() throws Exception {
        cart.refuse(true);
        try (EchoPipeline node = start(new NodeWithPeers(data).attempts(2))) {
            send(node, 1);
            ask(node);
            NodeWithPeers.await(
                    "a dead letter", () -> !node.journal().deadLetters().list().isEmpty());
            DeadLetter letter = node.journal().deadLetters().list().getFirst();
            assertThat(letter.id()).startsWith("C");
            assertThat(letter.cause()).contains("0110H");
            cart.refuse(false);
            assertThat(node.journal().deadLetters().retry(letter.id(), Instant.now()))
                    .isTrue();
            assertThat(cart.awaitResult(PATIENCE).committed()).containsExactly(LOOP);
        }
    }

    @Test
    void whoHasNoAddressOrAsksANodeThatCommitsNothingIsRefusedAtOnce() throws Exception {
        PipelineOptions nobodyKnown =
                new NodeWithPeers(data).services(NodeWithPeers.commitment()).options();
        try (EchoPipeline node = EchoPipeline.start(nobodyKnown, TestNode.network())) {
            assertThat(CommitmentCart.ask(NodeUnderTest.address(node), TRANSACTION, List.of(LOOP))
                            .code())
                    .isEqualTo(0x0124);
        }
        try (CommittingPacs pacs = CommittingPacs.start(directory.resolve("pacs"));
                EchoPipeline node = EchoPipeline.start(
                        new NodeWithPeers(data)
                                .knows(cart.address())
                                .destination("pacs", pacs.destination(), NodeWithPeers.committed())
                                .options(),
                        TestNode.network())) {
            assertThat(CommitmentCart.ask(NodeUnderTest.address(node), TRANSACTION, List.of(LOOP))
                            .code())
                    .isEqualTo(0x0124);
            assertThat(node.journal().receivedCommitments().countWaiting()).isZero();
        }
    }

    @Test
    void aCartIsToldCommittedOnlyOnceThePacsHasCommittedWhatWasForwarded() throws Exception {
        try (CommittingPacs pacs = CommittingPacs.start(directory.resolve("pacs"));
                EchoPipeline node = start(new NodeWithPeers(data)
                        .services(patient())
                        .destination("pacs", pacs.destination(), NodeWithPeers.forwardedAndCommitted()))) {
            pacs.reportTo(NodeUnderTest.address(node));
            pacs.behave(CommittingPacs::staySilent);
            send(node, 1);
            ask(node);
            NodeWithPeers.await(
                    "the PACS is asked for the loop", () -> requestFor(pacs).isPresent());
            NodeWithPeers.await(
                    "the node has decided to wait",
                    () -> node.journal().receivedCommitments().waiting().stream()
                            .anyMatch(waiting -> !waiting.cause().isEmpty()));
            assertThat(cart.result()).isEmpty();
            pacs.report(CommittingPacs.commit(requestFor(pacs).orElseThrow()).orElseThrow());
            assertThat(cart.awaitResult(PATIENCE))
                    .isEqualTo(new CommitmentResult(TRANSACTION, List.of(LOOP), List.of()));
        }
    }

    @Test
    void aCartIsToldWhatThePacsWillNeverCommit() throws Exception {
        try (CommittingPacs pacs = CommittingPacs.start(directory.resolve("pacs"));
                EchoPipeline node = start(new NodeWithPeers(data)
                        .destination("pacs", pacs.destination(), NodeWithPeers.forwardedAndCommitted()))) {
            pacs.reportTo(NodeUnderTest.address(node));
            pacs.behave(CommittingPacs.failing(FailedReference.CLASS_INSTANCE_CONFLICT));
            send(node, 1);
            ask(node);
            assertThat(cart.awaitResult(PATIENCE))
                    .isEqualTo(new CommitmentResult(
                            TRANSACTION,
                            List.of(),
                            List.of(new FailedReference(LOOP, FailedReference.PROCESSING_FAILURE))));
        }
    }

    @Test
    void whatCameBeforeTheDestinationWasConfiguredIsForwardedWhenACartAsks() throws Exception {
        try (EchoPipeline node = start(new NodeWithPeers(data))) {
            send(node, 1);
        }
        try (CommittingPacs pacs = CommittingPacs.start(directory.resolve("pacs"));
                EchoPipeline node = start(new NodeWithPeers(data)
                        .destination("pacs", pacs.destination(), NodeWithPeers.forwardedAndCommitted()))) {
            pacs.reportTo(NodeUnderTest.address(node));
            ask(node);
            assertThat(cart.awaitResult(PATIENCE).committed()).containsExactly(LOOP);
            assertThat(pacs.pacs().received())
                    .anyMatch(received -> received.sopInstanceUid().equals(LOOP.sopInstanceUid()));
        }
    }

    @Test
    void aReportIsDeliveredOnceItIsCommittedAndSentAgainUntilThen() throws Exception {
        try (CommittingPacs pacs = CommittingPacs.start(directory.resolve("pacs"));
                EchoPipeline node = start(
                        new NodeWithPeers(data).destination("pacs", pacs.destination(), NodeWithPeers.committed()))) {
            pacs.reportTo(NodeUnderTest.address(node));
            pacs.behave(CommittingPacs.failing(FailedReference.NO_SUCH_OBJECT_INSTANCE));
            send(node, 1);
            List<LoopbackPacs.Received> received = pacs.pacs().awaitReceived(3, PATIENCE);
            assertThat(node.journal().loops().newest(1).getFirst().state()).isEqualTo(LoopState.REPORTED);
            pacs.behave(CommittingPacs::commit);
            NodeWithPeers.await(
                    "the loop's report is committed",
                    () -> node.journal().loops().newest(1).getFirst().state() == LoopState.DELIVERED
                            && node.journal().askedCommitments().outstanding("pacs") == 0);
            LoopbackPacs.Received first = received.getFirst();
            assertThat(pacs.pacs().received().stream()
                            .filter(one -> one.sopInstanceUid().equals(first.sopInstanceUid())))
                    .as("the first report, sent again")
                    .hasSizeGreaterThan(1);
            assertThat(node.metrics())
                    .contains("echoscribe_commitments_total{destination=\"pacs\",result=\"committed\"}");
        }
    }

    @Test
    void aPacsThatNeverReportsIsAskedAgainAndGivenUp() throws Exception {
        try (CommittingPacs pacs = CommittingPacs.start(directory.resolve("pacs"));
                EchoPipeline node = start(
                        new NodeWithPeers(data).destination("pacs", pacs.destination(), NodeWithPeers.committed()))) {
            pacs.behave(CommittingPacs::staySilent);
            send(node, 1);
            NodeWithPeers.await(
                    "the report and the summary are dead letters",
                    () -> node.journal().deadLetters().list().size() == 2);
            assertThat(node.journal().deadLetters().list())
                    .allMatch(letter -> letter.cause().contains("asked 3 times"));
            String report = node.journal().deadLetters().list().getFirst().sopInstanceUid();
            assertThat(pacs.requests().stream()
                            .filter(request -> request.references().stream()
                                    .anyMatch(one -> one.sopInstanceUid().equals(report))))
                    .hasSize(3);
            assertThat(pacs.requests().stream().map(CommitmentRequest::transactionUid))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aResultThatNobodyAskedForIsRefused() throws Exception {
        try (CommittingPacs pacs = CommittingPacs.start(directory.resolve("pacs"));
                EchoPipeline node = start(
                        new NodeWithPeers(data).destination("pacs", pacs.destination(), NodeWithPeers.committed()))) {
            pacs.reportTo(NodeUnderTest.address(node));
            assertThatIOException()
                    .isThrownBy(() -> pacs.report(new CommitmentResult("2.25.1", List.of(LOOP), List.of())))
                    .withMessageContaining("did not take");
        }
    }

    @Test
    void orthancCommitsWhatIsForwardedToItAndThenTheCartIsTold() throws Exception {
        assumeTrue(OrthancPeer.isAvailable(), "Orthanc is not installed");
        int port = ExternalProgram.freePort();
        Destination own = new Destination("ECHOSCRIBE", "127.0.0.1", port);
        try (OrthancPeer orthanc = OrthancPeer.start(directory, List.of(own));
                EchoPipeline node = start(new NodeWithPeers(data)
                        .services(patient())
                        .port(port)
                        .destination("orthanc", orthanc.destination(), NodeWithPeers.forwardedAndCommitted()))) {
            send(node, 1);
            ask(node);
            assertThat(cart.awaitResult(PATIENCE).committed()).containsExactly(LOOP);
            NodeWithPeers.await(
                    "report and summary are committed",
                    () -> node.journal().loops().newest(1).getFirst().state() == LoopState.DELIVERED
                            && node.journal().askedCommitments().outstanding("orthanc") == 0
                            && node.journal().studies().open().isEmpty());
            List<Path> objects = orthanc.download(directory.resolve("objects"));
            assertThat(objects).hasSize(3);
            Part10 sent = Part10.read(new SyntheticLoop(STUDY, 1).write(directory));
            assertThat(objects.stream().map(CommitmentTest::read)).contains(sent);
        }
    }

    @Test
    void orthancAsksAsACartDoesAndTakesTheReport() throws Exception {
        assumeTrue(OrthancPeer.isAvailable(), "Orthanc is not installed");
        int port = ExternalProgram.freePort();
        Destination own = new Destination("ECHOSCRIBE", "127.0.0.1", port);
        try (OrthancPeer orthanc = OrthancPeer.start(directory, List.of(own));
                EchoPipeline node = start(new NodeWithPeers(data).port(port).knows(orthanc.destination()))) {
            send(node, 1);
            orthanc.requestStorageCommitment("ECHOSCRIBE", US, LOOP.sopInstanceUid());
            NodeWithPeers.await("Orthanc has the report", () -> report(orthanc).contains("\"Status\" : \"Success\""));
        }
    }

    private static String report(OrthancPeer orthanc) {
        try {
            return orthanc.storageCommitmentReport();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Part10 read(Path file) {
        try {
            return Part10.read(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A destination has time to report. */
    private static NodeServices patient() {
        NodeServices usual = NodeWithPeers.commitment();
        return new NodeServices(
                true,
                false,
                false,
                NodeServices.NONE.commitmentDelays(),
                usual.commitmentRequests(),
                usual.resultOnSameAssociation());
    }

    private static Optional<CommitmentRequest> requestFor(CommittingPacs pacs) {
        return pacs.requests().stream()
                .filter(request -> request.references().contains(LOOP))
                .findFirst();
    }

    private Path spoolFile(EchoPipeline node, int number) {
        String path = node.journal()
                .loops()
                .ofSopInstance(STUDY + "." + number)
                .getFirst()
                .object()
                .spoolPath();
        return data.resolve("spool").resolve(path);
    }

    private void ask(EchoPipeline node) throws IOException {
        assertThat(CommitmentCart.ask(NodeUnderTest.address(node), TRANSACTION, List.of(LOOP))
                        .isSuccess())
                .isTrue();
    }

    private void send(EchoPipeline node, int... numbers) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int number : numbers) {
            files.add(new SyntheticLoop(STUDY, number).write(directory));
        }
        assertThat(Cart.send(NodeUnderTest.address(node), files)).allMatch(result -> result.stored());
    }

    /** Unless the test says otherwise the cart is known and may ask. */
    private EchoPipeline start(NodeWithPeers node) throws IOException {
        PipelineOptions options = node.knows(cart.address()).options();
        if (options.services().equals(NodeServices.NONE)) {
            options = node.services(NodeWithPeers.commitment()).options();
        }
        return EchoPipeline.start(options, TestNode.network());
    }
}
