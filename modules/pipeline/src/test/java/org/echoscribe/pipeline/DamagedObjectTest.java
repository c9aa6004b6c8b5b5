package org.echoscribe.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetWriter;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.dicom.network.DicomSender;
import org.echoscribe.dicom.network.Limits;
import org.echoscribe.dicom.network.PresentationContextRequest;
import org.echoscribe.dicom.network.StoreResult;
import org.echoscribe.testkit.Cart;
import org.echoscribe.testkit.LoopbackPacs;
import org.echoscribe.testkit.LoopbackPacs.Received;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An object whose header breaks off behind its UIDs is kept, and troubles nothing else. */
class DamagedObjectTest {

    private static final String STUDY = "2.25.4711";
    private static final TransferSyntax ENCODING = TransferSyntax.ExplicitVrLittleEndian;

    @TempDir
    private Path directory;

    @Test
    void aDamagedFirstObjectKeepsNoOtherLoopOfItsStudyFromItsReportNorTheStudyFromItsSummary() throws Exception {
        Path cart = Files.createDirectories(directory.resolve("cart"));
        try (LoopbackPacs pacs = LoopbackPacs.start(directory.resolve("pacs"));
                EchoPipeline node = EchoPipeline.start(
                        TestNode.options(directory.resolve("data"), Map.of("pacs", pacs.destination())),
                        TestNode.network())) {
            Destination address = new Destination(
                    "ECHOSCRIBE", InetAddress.getLoopbackAddress().getHostAddress(), node.port());
            assertThat(send(address, damaged(new SyntheticLoop(STUDY, 1)), STUDY + ".1")
                            .stored())
                    .isTrue();
            Cart.send(address, List.of(new SyntheticLoop(STUDY, 2).write(cart)));

            List<Received> received = pacs.awaitReceived(2, Duration.ofSeconds(30));
            assertThat(received.stream().map(Received::sopInstanceUid).distinct())
                    .hasSizeGreaterThanOrEqualTo(2);
            assertThat(node.journal().deadLetters().list())
                    .allMatch(letter -> letter.destination().isEmpty());
        }
    }

    @Test
    void anObjectThatSaysAnotherClassThanItsCommandIsStoredAndAnsweredB007H() throws Exception {
        try (EchoPipeline node =
                EchoPipeline.start(TestNode.options(directory.resolve("data"), Map.of()), TestNode.network())) {
            Destination address = new Destination(
                    "ECHOSCRIBE", InetAddress.getLoopbackAddress().getHostAddress(), node.port());
            Attributes header = new SyntheticLoop(STUDY, 1).header().set(Tag.SOPClassUID, Uids.UltrasoundImageStorage);
            StoreResult result = send(address, DataSetWriter.writeDataSet(header, ENCODING), STUDY + ".1");
            assertThat(result.stored()).isTrue();
            assertThat(result.description()).contains("B007H");
            assertThat(node.journal().loops().ofStudy(STUDY)).hasSize(1);
        }
    }

    /** Cut within group 0028. */
    private static byte[] damaged(SyntheticLoop loop) {
        byte[] whole = DataSetWriter.writeDataSet(loop.header(), ENCODING);
        return Arrays.copyOf(whole, whole.length - 5);
    }

    private static StoreResult send(Destination address, byte[] dataSet, String sopInstanceUid) throws Exception {
        PresentationContextRequest context =
                PresentationContextRequest.of(Uids.UltrasoundMultiFrameImageStorage, ENCODING.uid());
        try (DicomSender sender = DicomSender.connect(address, Cart.AE_TITLE, List.of(context), Limits.defaults())) {
            return sender.store(
                    Uids.UltrasoundMultiFrameImageStorage, sopInstanceUid, ENCODING.uid(), ByteBuffer.wrap(dataSet));
        }
    }
}
