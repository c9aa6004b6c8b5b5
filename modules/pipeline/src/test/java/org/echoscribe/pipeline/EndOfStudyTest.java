package org.echoscribe.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.echoscribe.pipeline.NodeWithPeers.PATIENCE;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetWriter;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.dicom.network.SopReference;
import org.echoscribe.testkit.Cart;
import org.echoscribe.testkit.CommitmentCart;
import org.echoscribe.testkit.LoopbackPacs;
import org.echoscribe.testkit.RawDicomPeer;
import org.echoscribe.testkit.RawPdu;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies that are closed by a sign, long before their quiet time is over. */
class EndOfStudyTest {

    private static final String STUDY = "2.25.77";
    private static final String STEP = "2.25.770";
    private static final int N_SET = 0x0120;
    private static final int N_CREATE = 0x0140;
    private static final NodeServices BOTH_SIGNS = new NodeServices(
            true,
            true,
            true,
            NodeServices.NONE.commitmentDelays(),
            NodeServices.NONE.commitmentRequests(),
            Duration.ZERO);

    @TempDir
    private Path directory;

    private LoopbackPacs pacs;
    private CommitmentCart cart;
    private EchoPipeline node;

    @BeforeEach
    void start() throws IOException {
        pacs = LoopbackPacs.start(directory.resolve("pacs"));
        cart = CommitmentCart.start(directory.resolve("cart"));
        node = EchoPipeline.start(
                new NodeWithPeers(directory.resolve("data"))
                        .destination("pacs", pacs.destination(), DestinationServices.NONE)
                        .knows(cart.address())
                        .quietTime(Duration.ofHours(1))
                        .services(BOTH_SIGNS)
                        .options(),
                TestNode.network());
    }

    @AfterEach
    void stop() {
        node.close();
        cart.close();
        pacs.close();
    }

    @Test
    void aCompletedStepClosesItsStudyOnceAllItsImagesHaveArrived() throws Exception {
        assertThat(create(STEP, STUDY)).isZero();
        send(1);
        pacs.awaitReceived(1, PATIENCE);
        assertThat(set(STEP, "COMPLETED", 1, 2)).isZero();
        assertThat(node.journal().studies().open()).as("loop 2 has not come").hasSize(1);
        send(2);
        pacs.awaitReceived(3, PATIENCE);
        NodeWithPeers.await(
                "the study is closed", () -> node.journal().studies().open().isEmpty());
        send(3);
        pacs.awaitReceived(4, PATIENCE);
        assertThat(node.journal().studies().open())
                .as("what comes later waits for the quiet time")
                .hasSize(1);
    }

    @Test
    void aDiscontinuedStepClosesWhatCameOfItAndAnotherInProgressKeepsTheStudyOpen() throws Exception {
        assertThat(create(STEP, STUDY)).isZero();
        assertThat(create("2.25.771", STUDY)).isZero();
        send(1);
        assertThat(set(STEP, "DISCONTINUED", 1)).isZero();
        pacs.awaitReceived(1, PATIENCE);
        assertThat(node.journal().studyEnds().isSignalled(STUDY)).isFalse();
        assertThat(set("2.25.771", "DISCONTINUED", 1)).isZero();
        NodeWithPeers.await(
                "the study is closed", () -> node.journal().studies().open().isEmpty());
    }

    @Test
    void stepsThatBreakTheRulesAreAnsweredAsTheStandardSays() throws Exception {
        assertThat(create(STEP, STUDY)).isZero();
        assertThat(create(STEP, STUDY)).as("there is one already").isEqualTo(0x0111);
        assertThat(set("2.25.999", "COMPLETED", 1)).as("there is none").isEqualTo(0x0112);
        assertThat(set(STEP, "PERHAPS", 1)).isEqualTo(0x0115);
        assertThat(set(STEP, "COMPLETED", 1)).isZero();
        assertThat(set(STEP, "COMPLETED", 1)).as("it has ended").isEqualTo(0x0110);
    }

    @Test
    void aRequestToCommitAllOfAStudyClosesItAndOneForAPartDoesNot() throws Exception {
        send(1);
        send(2);
        pacs.awaitReceived(2, PATIENCE);
        CommitmentCart.ask(NodeUnderTest.address(node), "2.25.1", List.of(reference(1)));
        cart.awaitResult(PATIENCE);
        assertThat(node.journal().studyEnds().isSignalled(STUDY)).isFalse();
        CommitmentCart.ask(NodeUnderTest.address(node), "2.25.2", List.of(reference(1), reference(2)));
        assertThat(cart.awaitResult(PATIENCE).committed()).hasSize(2);
        NodeWithPeers.await(
                "the study is closed", () -> node.journal().studies().open().isEmpty());
        pacs.awaitReceived(3, PATIENCE);
    }

    private static SopReference reference(int number) {
        return new SopReference(Uids.UltrasoundMultiFrameImageStorage, STUDY + "." + number);
    }

    private void send(int number) throws IOException {
        Path file = new SyntheticLoop(STUDY, number).write(directory);
        assertThat(Cart.send(NodeUnderTest.address(node), List.of(file))).allMatch(result -> result.stored());
    }

    private int create(String step, String study) throws IOException {
        Attributes attributes = new Attributes()
                .setItems(Tag.ScheduledStepAttributesSequence, new Attributes().set(Tag.StudyInstanceUID, study))
                .set(Tag.PerformedProcedureStepStatus, "IN PROGRESS")
                .setItems(Tag.PerformedSeriesSequence);
        return request(N_CREATE, step, attributes);
    }

    private int set(String step, String status, int... images) throws IOException {
        List<Attributes> references = Arrays.stream(images)
                .mapToObj(number -> new Attributes()
                        .set(Tag.ReferencedSOPClassUID, Uids.UltrasoundMultiFrameImageStorage)
                        .set(Tag.ReferencedSOPInstanceUID, STUDY + "." + number))
                .toList();
        Attributes attributes = new Attributes()
                .set(Tag.PerformedProcedureStepStatus, status)
                .setItems(
                        Tag.PerformedSeriesSequence,
                        new Attributes().setItems(Tag.ReferencedImageSequence, references));
        return request(N_SET, step, attributes);
    }

    private int request(int field, String step, Attributes attributes) throws IOException {
        int shift = field == N_CREATE ? 0 : 1;
        byte[] elements = RawPdu.join(
                RawPdu.element(0x0002 + shift, RawPdu.ascii(Uids.ModalityPerformedProcedureStep)),
                RawPdu.element(0x0100, new byte[] {(byte) field, (byte) (field >> 8)}),
                RawPdu.element(0x0110, new byte[] {7, 0}),
                RawPdu.element(0x0800, new byte[] {1, 0}),
                RawPdu.element(0x1000 + shift, RawPdu.ascii(step)));
        byte[] command = RawPdu.join(RawPdu.element(0, new byte[] {(byte) elements.length, 0, 0, 0}), elements);
        try (RawDicomPeer peer = RawDicomPeer.associate(
                NodeUnderTest.address(node),
                RawPdu.context(1, Uids.ModalityPerformedProcedureStep, RawPdu.IMPLICIT_LITTLE_ENDIAN))) {
            peer.send(RawPdu.data(1, RawPdu.COMMAND | RawPdu.LAST, command));
            peer.send(RawPdu.data(
                    1, RawPdu.LAST, DataSetWriter.writeDataSet(attributes, TransferSyntax.ImplicitVrLittleEndian)));
            return peer.receive().status();
        }
    }
}
