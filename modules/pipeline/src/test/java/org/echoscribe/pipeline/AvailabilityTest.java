package org.echoscribe.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.echoscribe.pipeline.NodeWithPeers.PATIENCE;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.testkit.Cart;
import org.echoscribe.testkit.LoopbackPacs;
import org.echoscribe.testkit.RawDicomPeer;
import org.echoscribe.testkit.RawPdu;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody is told what can be retrieved from a destination. */
class AvailabilityTest {

    private static final String STUDY = "2.25.66";
    private static final int N_CREATE = 0x0140;

    @TempDir
    private Path directory;

    private final BlockingQueue<Attributes> notifications = new LinkedBlockingQueue<>();

    @Test
    void oneIsToldOfAStudyOnceAllOfItIsAtTheDestinationAndAgainAfterARefusal() throws Exception {
        Path loop = new SyntheticLoop(STUDY, 1).write(directory);
        try (LoopbackPacs pacs = LoopbackPacs.start(directory.resolve("pacs"));
                RawDicomPeer.Listener refusing = ris(0x0110)) {
            PipelineOptions options = notifying(pacs, refusing.destination());
            try (EchoPipeline node = EchoPipeline.start(options, TestNode.network())) {
                Cart.send(NodeUnderTest.address(node), List.of(loop));
                pacs.awaitReceived(3, PATIENCE);
                Attributes notification = notifications.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                assertThat(notification.string(Tag.StudyInstanceUID)).contains(STUDY);
                List<Attributes> series = notification.items(Tag.ReferencedSeriesSequence);
                assertThat(series).as("the loop's, and two of reports").hasSize(3);
                Attributes instance =
                        series.getFirst().item(Tag.ReferencedSOPSequence).orElseThrow();
                assertThat(instance.string(Tag.ReferencedSOPInstanceUID)).contains(STUDY + ".1");
                assertThat(instance.string(Tag.RetrieveAETitle)).contains(LoopbackPacs.AE_TITLE);
                NodeWithPeers.await(
                        "the refusal is a dead letter",
                        () -> !node.journal().deadLetters().list().isEmpty());
            }
        }
        try (LoopbackPacs pacs = LoopbackPacs.start(directory.resolve("pacs2"));
                RawDicomPeer.Listener taking = ris(0)) {
            try (EchoPipeline node = EchoPipeline.start(notifying(pacs, taking.destination()), TestNode.network())) {
                String letter = node.journal().deadLetters().list().getFirst().id();
                assertThat(letter).startsWith("N");
                assertThat(node.journal().deadLetters().retry(letter, Instant.now()))
                        .isTrue();
                assertThat(notifications.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .isNotNull();
                NodeWithPeers.await(
                        "nothing is left to tell",
                        () -> !node.journal().availabilities().isChanged("pacs"));
                assertThat(node.journal().deadLetters().list()).isEmpty();
            }
        }
    }

    private PipelineOptions notifying(LoopbackPacs pacs, Destination ris) {
        return new NodeWithPeers(directory.resolve("data"))
                .attempts(1)
                .destination("pacs", pacs.destination(), new DestinationServices(false, true, Optional.of(ris)))
                .options();
    }

    /** A RIS that answers one notification with this status. */
    private RawDicomPeer.Listener ris(int status) throws Exception {
        return RawDicomPeer.listen(peer -> {
            peer.receive();
            peer.send(RawPdu.associateAccept(1));
            peer.receive();
            byte[] body = peer.receive().body();
            notifications.add(DataSetReader.readDataSet(
                    Arrays.copyOfRange(body, 6, body.length), TransferSyntax.ImplicitVrLittleEndian));
            peer.send(RawPdu.data(1, RawPdu.COMMAND | RawPdu.LAST, RawPdu.response(N_CREATE, status)));
            peer.receive();
            peer.send(RawPdu.pdu(RawPdu.A_RELEASE_RP, new byte[4]));
        });
    }
}
