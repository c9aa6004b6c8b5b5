package org.echoscribe.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.echoscribe.testkit.RawPdu.data;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetWriter;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.dicom.network.AssociationException;
import org.echoscribe.dicom.network.AssociationInfo;
import org.echoscribe.dicom.network.CommitmentHandler;
import org.echoscribe.dicom.network.CommitmentReporter;
import org.echoscribe.dicom.network.CommitmentRequest;
import org.echoscribe.dicom.network.CommitmentRequestor;
import org.echoscribe.dicom.network.CommitmentResult;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.dicom.network.DimseRefusedException;
import org.echoscribe.dicom.network.DimseStatus;
import org.echoscribe.dicom.network.FailedReference;
import org.echoscribe.dicom.network.Limits;
import org.echoscribe.dicom.network.SopReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Storage Commitment in both roles, with ourselves, with Orthanc, and with a peer that plays by its own rules. */
class StorageCommitmentTest {
    private static final String US = Uids.UltrasoundMultiFrameImageStorage;
    private static final SopReference FIRST = new SopReference(US, "2.25.1");
    /** With leading zeros, as real machines send. */
    private static final SopReference SECOND = new SopReference(US, "1.2.03.04");

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    /** Keeps what comes for the test to see. */
    private static final class Inbox implements CommitmentHandler {
        private final BlockingQueue<CommitmentRequest> requests = new LinkedBlockingQueue<>();
        private final BlockingQueue<CommitmentResult> results = new LinkedBlockingQueue<>();
        private volatile boolean refuses;

        @Override
        public void requested(AssociationInfo association, CommitmentRequest request) throws IOException {
            if (refuses) {
                throw new DimseRefusedException(DimseStatus.resourceLimitation("disk full"));
            }
            requests.add(request);
        }

        @Override
        public void reported(AssociationInfo association, CommitmentResult result) throws IOException {
            if (refuses) {
                throw new IOException("the journal is broken");
            }
            results.add(result);
        }

        CommitmentResult awaitResult() throws InterruptedException {
            CommitmentResult result = results.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(result).as("a commitment result").isNotNull();
            return result;
        }
    }

    private final Inbox inbox = new Inbox();

    @Test
    void aRequestAndItsResultArriveAsTheyWereSent() throws Exception {
        CommitmentRequest request = new CommitmentRequest("2.25.77", List.of(FIRST, SECOND));
        CommitmentResult result = new CommitmentResult(
                "2.25.77",
                List.of(FIRST),
                List.of(new FailedReference(SECOND, FailedReference.NO_SUCH_OBJECT_INSTANCE)));
        try (LoopbackPacs node = node()) {
            try (CommitmentRequestor requestor = requestor(node.destination())) {
                assertThat(requestor.request(request).isSuccess()).isTrue();
            }
            assertThat(inbox.requests).containsExactly(request);
            try (CommitmentReporter reporter =
                    CommitmentReporter.connect(node.destination(), "PACS", Limits.defaults())) {
                assertThat(reporter.report(result).isSuccess()).isTrue();
            }
            assertThat(inbox.awaitResult()).isEqualTo(result);
        }
    }

    @Test
    void whatAHandlerRefusesIsAnsweredWithItsStatus() throws Exception {
        inbox.refuses = true;
        try (LoopbackPacs node = node();
                CommitmentRequestor requestor = requestor(node.destination());
                CommitmentReporter reporter =
                        CommitmentReporter.connect(node.destination(), "PACS", Limits.defaults())) {
            assertThat(requestor.request(new CommitmentRequest("2.25.77", List.of(FIRST))))
                    .isEqualTo(new DimseStatus(0x0213, "disk full"));
            assertThat(reporter.report(new CommitmentResult("2.25.77", List.of(FIRST), List.of()))
                            .code())
                    .isEqualTo(0x0110);
            inbox.refuses = false;
            assertThat(requestor.request(new CommitmentRequest("2.25.78", List.of(FIRST))))
                    .isEqualTo(DimseStatus.SUCCESS);
        }
    }

    @Test
    void aServerWithoutAHandlerRefusesTheContext() throws Exception {
        try (LoopbackPacs plain = LoopbackPacs.start(directory);
                CommitmentRequestor requestor = requestor(plain.destination())) {
            assertThatExceptionOfType(AssociationException.NotAccepted.class)
                    .isThrownBy(() -> requestor.request(new CommitmentRequest("2.25.77", List.of(FIRST))))
                    .withMessageContaining("Storage Commitment");
        }
    }

    @Test
    void orthancIsAskedAndReportsOnItsOwnAssociation() throws Exception {
        assumeTrue(OrthancPeer.isAvailable(), "Orthanc is not installed");
        TinyLoop loop = TinyLoop.of("2.25.5", "2.25.5.1", "20240105", "US");
        SopReference stored = new SopReference(US, loop.sopInstanceUid());
        try (LoopbackPacs node = node();
                OrthancPeer orthanc = OrthancPeer.start(directory, List.of(node.destination()))) {
            TinyLoop.store(orthanc.destination(), List.of(loop));
            try (CommitmentRequestor requestor = CommitmentRequestor.connect(
                    orthanc.destination(), node.destination().aeTitle(), inbox, Limits.defaults())) {
                assertThat(requestor
                                .request(new CommitmentRequest("2.25.79", List.of(stored, FIRST)))
                                .isSuccess())
                        .isTrue();
            }
            CommitmentResult result = inbox.awaitResult();
            assertThat(result.transactionUid()).isEqualTo("2.25.79");
            assertThat(result.committed()).containsExactly(stored);
            assertThat(result.failed())
                    .containsExactly(new FailedReference(FIRST, FailedReference.NO_SUCH_OBJECT_INSTANCE));
        }
    }

    @Test
    void orthancAsksAndTakesOurReport() throws Exception {
        assumeTrue(OrthancPeer.isAvailable(), "Orthanc is not installed");
        try (LoopbackPacs node = node();
                OrthancPeer orthanc = OrthancPeer.start(directory, List.of(node.destination()))) {
            orthanc.requestStorageCommitment(node.destination().aeTitle(), US, FIRST.sopInstanceUid());
            CommitmentRequest request = inbox.requests.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(request.references()).containsExactly(FIRST);
            assertThat(orthanc.storageCommitmentReport()).contains("\"Status\" : \"Pending\"");
            try (CommitmentReporter reporter = CommitmentReporter.connect(
                    orthanc.destination(), node.destination().aeTitle(), Limits.defaults())) {
                DimseStatus answer =
                        reporter.report(new CommitmentResult(request.transactionUid(), List.of(FIRST), List.of()));
                assertThat(answer.isSuccess()).as(answer.toString()).isTrue();
            }
            assertThat(orthanc.storageCommitmentReport()).contains("\"Status\" : \"Success\"");
        }
    }

    @Test
    void aReportOnOurOwnAssociationBeforeOrAfterTheResponseIsTakenAndAnswered() throws Exception {
        CommitmentResult result = new CommitmentResult("2.25.77", List.of(FIRST), List.of());
        byte[] report = RawPdu.join(
                data(1, RawPdu.COMMAND | RawPdu.LAST, eventReport(1)), data(1, RawPdu.LAST, eventInformation()));
        for (boolean before : new boolean[] {true, false}) {
            RawPdu[] answer = new RawPdu[1];
            try (RawDicomPeer.Listener listener = RawDicomPeer.listen(peer -> {
                        peer.receive();
                        peer.send(RawPdu.associateAccept(1));
                        peer.receive();
                        peer.receive();
                        byte[] response = data(1, RawPdu.COMMAND | RawPdu.LAST, RawPdu.response(0x0130, 0));
                        peer.send(before ? RawPdu.join(report, response) : RawPdu.join(response, report));
                        answer[0] = peer.receive();
                        peer.receive();
                        peer.send(RawPdu.pdu(RawPdu.A_RELEASE_RP, new byte[4]));
                    });
                    CommitmentRequestor requestor = requestor(listener.destination())) {
                assertThat(requestor.request(new CommitmentRequest("2.25.77", List.of(FIRST))))
                        .isEqualTo(DimseStatus.SUCCESS);
                assertThat(requestor.awaitReport(PATIENCE)).isTrue();
            }
            assertThat(inbox.awaitResult()).isEqualTo(result);
            assertThat(answer[0].status()).isZero();
        }
    }

    @Test
    void whoWaitsForAReportThatDoesNotComeIsToldSo() throws Exception {
        try (RawDicomPeer.Listener listener = RawDicomPeer.listen(peer -> {
                    peer.receive();
                    peer.send(RawPdu.associateAccept(1));
                    peer.receive();
                    peer.receive();
                    peer.send(data(1, RawPdu.COMMAND | RawPdu.LAST, RawPdu.response(0x0130, 0)));
                    peer.awaitClose();
                });
                CommitmentRequestor requestor = requestor(listener.destination())) {
            assertThat(requestor.request(new CommitmentRequest("2.25.77", List.of(FIRST))))
                    .isEqualTo(DimseStatus.SUCCESS);
            assertThat(requestor.awaitReport(Duration.ofMillis(200))).isFalse();
        }
    }

    @Test
    void requestsThatBreakTheServicesRulesGetTheStatusOfTheStandard() throws Exception {
        try (LoopbackPacs node = node()) {
            byte[] information = eventInformation();
            assertThat(answer(node, eventReport(3), information)).isEqualTo(0x0113);
            assertThat(answer(node, action(2, Uids.StorageCommitmentPushModelInstance), information))
                    .isEqualTo(0x0123);
            assertThat(answer(node, action(1, "1.2.3"), information)).isEqualTo(0x0112);
            assertThat(answer(node, action(1, Uids.StorageCommitmentPushModelInstance), new byte[0]))
                    .isEqualTo(0x0115);
            assertThat(answer(node, action(1, Uids.StorageCommitmentPushModelInstance), RawPdu.ascii("garbage")))
                    .isEqualTo(0x0212);
            byte[] twoMebibytes = new byte[2 << 20];
            assertThat(answer(node, action(1, Uids.StorageCommitmentPushModelInstance), twoMebibytes))
                    .isEqualTo(0x0213);
            assertThat(answer(node, action(1, Uids.StorageCommitmentPushModelInstance), information))
                    .isZero();
            assertThat(inbox.requests).hasSize(1);
        }
    }

    private static int answer(LoopbackPacs node, byte[] command, byte[] dataSet) throws IOException {
        try (RawDicomPeer peer = RawDicomPeer.associate(
                node.destination(),
                RawPdu.context(1, Uids.StorageCommitmentPushModel, RawPdu.IMPLICIT_LITTLE_ENDIAN))) {
            peer.send(data(1, RawPdu.COMMAND | RawPdu.LAST, command));
            int at = 0;
            do {
                int count = Math.min(dataSet.length - at, 16000);
                boolean last = at + count == dataSet.length;
                peer.send(data(1, last ? RawPdu.LAST : 0, Arrays.copyOfRange(dataSet, at, at + count)));
                at += count;
            } while (at < dataSet.length);
            return peer.receive().status();
        }
    }

    private static byte[] eventInformation() {
        Attributes item = new Attributes()
                .set(Tag.ReferencedSOPClassUID, FIRST.sopClassUid())
                .set(Tag.ReferencedSOPInstanceUID, FIRST.sopInstanceUid());
        return DataSetWriter.writeDataSet(
                new Attributes().set(Tag.TransactionUID, "2.25.77").setItems(Tag.ReferencedSOPSequence, item),
                TransferSyntax.ImplicitVrLittleEndian);
    }

    private static byte[] eventReport(int type) {
        return command(
                RawPdu.element(0x0002, RawPdu.ascii(Uids.StorageCommitmentPushModel)),
                RawPdu.element(0x0100, new byte[] {0, 1}),
                RawPdu.element(0x0110, new byte[] {9, 0}),
                RawPdu.element(0x0800, new byte[] {1, 0}),
                RawPdu.element(0x1000, RawPdu.ascii(Uids.StorageCommitmentPushModelInstance)),
                RawPdu.element(0x1002, new byte[] {(byte) type, 0}));
    }

    private static byte[] action(int type, String instance) {
        return command(
                RawPdu.element(0x0003, RawPdu.ascii(Uids.StorageCommitmentPushModel)),
                RawPdu.element(0x0100, new byte[] {0x30, 1}),
                RawPdu.element(0x0110, new byte[] {9, 0}),
                RawPdu.element(0x0800, new byte[] {1, 0}),
                RawPdu.element(0x1001, RawPdu.ascii(instance)),
                RawPdu.element(0x1008, new byte[] {(byte) type, 0}));
    }

    private static byte[] command(byte[]... elements) {
        byte[] all = RawPdu.join(elements);
        return RawPdu.join(RawPdu.element(0, new byte[] {(byte) all.length, (byte) (all.length >> 8), 0, 0}), all);
    }

    private CommitmentRequestor requestor(Destination destination) throws IOException {
        return CommitmentRequestor.connect(destination, "CART", inbox, Limits.defaults());
    }

    private LoopbackPacs node() throws IOException {
        return LoopbackPacs.start(
                directory.resolve("node"), configuration -> configuration.withCommitmentHandler(inbox));
    }
}
