package org.echoscribe.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.echoscribe.testkit.RawPdu.associateAccept;
import static org.echoscribe.testkit.RawPdu.data;
import static org.echoscribe.testkit.RawPdu.pdu;
import static org.echoscribe.testkit.RawPdu.response;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.echoscribe.dicom.network.AssociationException;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.dicom.network.DicomSender;
import org.echoscribe.dicom.network.Limits;
import org.echoscribe.dicom.network.PresentationContextRequest;
import org.echoscribe.dicom.network.StoreResult;
import org.echoscribe.dicom.network.StoreStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of sending, through the port alone: to good peers, to bad ones, and to none. */
class SendingTest {
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Limits PATIENT = Limits.defaults();
    private static final PresentationContextRequest US =
            PresentationContextRequest.of(RawPdu.ULTRASOUND_MULTI_FRAME, RawPdu.IMPLICIT_LITTLE_ENDIAN);

    @TempDir
    Path directory;

    @Test
    void aPacsThatRefusesWarnsOrIsFullIsReportedWithItsStatus() throws IOException {
        try (LoopbackPacs pacs = LoopbackPacs.start(directory);
                DicomSender sender = connect(pacs.destination())) {
            pacs.behave(new LoopbackPacs.Behaviour.Refuse(StoreStatus.outOfResources("disk low")));
            assertThat(store(sender)).isEqualTo(new StoreResult.Answered(StoreStatus.outOfResources("disk low")));
            pacs.behave(new LoopbackPacs.Behaviour.KeepAndAnswer(new StoreStatus(0xB000, "coerced")));
            assertThat(store(sender).stored()).isTrue();
            assertThat(pacs.received()).hasSize(1);
        }
    }

    @Test
    void aPacsThatAbortsIsReported() throws IOException {
        try (LoopbackPacs pacs = LoopbackPacs.start(directory);
                DicomSender sender = connect(pacs.destination())) {
            pacs.behave(new LoopbackPacs.Behaviour.Abort());
            assertThatExceptionOfType(AssociationException.Aborted.class)
                    .isThrownBy(() -> store(sender))
                    .withMessageContaining("by the service user");
            assertThatExceptionOfType(AssociationException.ConnectionLost.class)
                    .isThrownBy(() -> store(sender))
                    .withMessageContaining("has ended");
        }
    }

    @Test
    void aPacsThatStaysSilentIsLeftAfterItsTime() throws IOException {
        try (LoopbackPacs pacs = LoopbackPacs.start(directory);
                DicomSender sender = connect(pacs.destination(), PATIENT.withResponseTimeout(SHORT))) {
            pacs.behave(new LoopbackPacs.Behaviour.StaySilent());
            assertThatExceptionOfType(AssociationException.TimedOut.class)
                    .isThrownBy(() -> store(sender))
                    .withMessageContaining("its response");
        }
    }

    @Test
    void anObjectWithoutAnAcceptedContextIsNotSent() throws IOException {
        try (LoopbackPacs pacs = LoopbackPacs.start(directory);
                DicomSender sender = connect(pacs.destination())) {
            StoreResult result = sender.store(
                    RawPdu.ULTRASOUND_MULTI_FRAME, "2.25.1", RawPdu.EXPLICIT_LITTLE_ENDIAN, ByteBuffer.allocate(10));
            assertThat(result.stored()).isFalse();
            assertThat(result.description()).contains("no accepted presentation context");
            assertThat(sender.accepts(RawPdu.ULTRASOUND_MULTI_FRAME, RawPdu.IMPLICIT_LITTLE_ENDIAN))
                    .isTrue();
            assertThat(store(sender).stored()).isTrue();
        }
    }

    @Test
    void anAssociationHoldsUpTo128Contexts() throws IOException {
        List<PresentationContextRequest> contexts = IntStream.range(0, 128)
                .mapToObj(i -> PresentationContextRequest.of(
                        RawPdu.ULTRASOUND_MULTI_FRAME, "1.2.840.10008.1.2" + (i == 127 ? "" : ".9999." + i)))
                .toList();
        try (LoopbackPacs pacs = LoopbackPacs.start(directory);
                DicomSender sender = DicomSender.connect(pacs.destination(), "CART", contexts, Limits.defaults())) {
            assertThat(store(sender).stored()).isTrue();
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DicomSender.connect(
                        new Destination("A", "127.0.0.1", 104), "CART", Collections.nCopies(129, US), PATIENT));
    }

    @Test
    void aFileThatIsNotPart10IsRefusedBeforeAnythingIsSent() throws IOException {
        Path file = Files.writeString(directory.resolve("x.dcm"), "no DICOM");
        try (LoopbackPacs pacs = LoopbackPacs.start(directory.resolve("pacs"));
                DicomSender sender = connect(pacs.destination())) {
            assertThatIOException().isThrownBy(() -> sender.store(file)).withMessageContaining("DICM is missing");
            assertThat(store(sender).stored()).isTrue();
        }
    }

    @Test
    void nobodyAtThePortIsReported() throws IOException {
        Destination nobody = new Destination("PACS", "127.0.0.1", ExternalProgram.freePort());
        assertThatExceptionOfType(AssociationException.ConnectionLost.class)
                .isThrownBy(() -> connect(nobody))
                .withMessageContaining("cannot connect to PACS@127.0.0.1");
    }

    @Test
    void aRejectionIsReportedWithTheStandardsWords() throws IOException {
        assertConnectFails(
                AssociationException.Rejected.class,
                "called AE title not recognized",
                pdu(RawPdu.A_ASSOCIATE_RJ, new byte[] {0, 1, 1, 7}));
    }

    @Test
    void anAbortInsteadOfAnAcceptanceIsReported() throws IOException {
        assertConnectFails(
                AssociationException.Aborted.class, "unexpected PDU", pdu(RawPdu.A_ABORT, new byte[] {0, 0, 2, 2}));
    }

    @Test
    void silenceInsteadOfAnAcceptanceIsReported() throws IOException {
        try (RawDicomPeer.Listener listener = RawDicomPeer.listen(RawDicomPeer::awaitClose)) {
            assertThatExceptionOfType(AssociationException.TimedOut.class)
                    .isThrownBy(() -> connect(listener.destination(), PATIENT.withArtimTimeout(SHORT)))
                    .withMessageContaining("its answer to A-ASSOCIATE-RQ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 400 Bad Request\r\n\r\n", "\u0004\0\0\0\0\u0002xx", "\u0002\0\0\0\0\u0005xxxxx"})
    void garbageInsteadOfAnAcceptanceIsReported(String garbage) throws IOException {
        assertConnectFails(AssociationException.ProtocolError.class, "sent", RawPdu.ascii(garbage));
    }

    @Test
    void anAnswerToAnotherQuestionIsReported() throws IOException {
        byte[] wrong = data(1, RawPdu.COMMAND | RawPdu.LAST, response(RawPdu.C_ECHO_RQ, 0));
        assertStoreFails(AssociationException.ProtocolError.class, "does not answer our request", wrong);
    }

    @Test
    void anAbortInsteadOfAResponseIsReported() throws IOException {
        assertStoreFails(
                AssociationException.Aborted.class,
                "invalid PDU parameter value",
                pdu(RawPdu.A_ABORT, new byte[] {0, 0, 2, 6}));
    }

    @Test
    void aReleaseCollisionEndsInPeace() throws IOException {
        RawPdu[] last = new RawPdu[1];
        Thread[] script = new Thread[1];
        try (RawDicomPeer.Listener listener = RawDicomPeer.listen(peer -> {
            script[0] = Thread.currentThread();
            peer.receive();
            peer.send(associateAccept(1));
            peer.receive();
            peer.send(pdu(RawPdu.A_RELEASE_RQ, new byte[4]));
            last[0] = peer.receive();
            peer.send(pdu(RawPdu.A_RELEASE_RP, new byte[4]));
        })) {
            connect(listener.destination()).close();
        }
        assertThat(script[0]).satisfies(Thread::join);
        assertThat(last[0].type()).isEqualTo(RawPdu.A_RELEASE_RP);
    }

    @Test
    void aPeerThatWantsSmallPdusGetsThem() throws IOException {
        byte[] accept = associateAccept(1);
        // The maximum length item stands first in the user information: make it 32.
        int maximumLength = indexOf(accept, new byte[] {0x51, 0, 0, 4}) + 4;
        ByteBuffer.wrap(accept).putInt(maximumLength, 32);
        int[] longest = new int[1];
        try (RawDicomPeer.Listener listener = RawDicomPeer.listen(peer -> {
                    peer.receive();
                    peer.send(accept);
                    RawPdu pdu;
                    do {
                        pdu = peer.receive();
                        longest[0] = Math.max(longest[0], pdu.body().length);
                    } while ((pdu.body()[5] & 3) != RawPdu.LAST);
                    peer.send(data(1, RawPdu.COMMAND | RawPdu.LAST, response(RawPdu.C_STORE_RQ, 0)));
                    peer.receive();
                    peer.send(pdu(RawPdu.A_RELEASE_RP, new byte[4]));
                });
                DicomSender sender = connect(listener.destination())) {
            assertThat(store(sender).stored()).isTrue();
        }
        assertThat(longest[0]).isEqualTo(32);
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)
                .indexOf(new String(wanted, java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    private static void assertConnectFails(Class<? extends AssociationException> kind, String message, byte[]... answer)
            throws IOException {
        try (RawDicomPeer.Listener listener = RawDicomPeer.listen(peer -> {
            peer.receive();
            peer.send(answer);
            peer.awaitClose();
        })) {
            assertThatExceptionOfType(kind)
                    .isThrownBy(() -> connect(listener.destination()))
                    .withMessageContaining(message);
        }
    }

    private static void assertStoreFails(Class<? extends AssociationException> kind, String message, byte[]... answer)
            throws IOException {
        try (RawDicomPeer.Listener listener = RawDicomPeer.listen(peer -> {
                    peer.receive();
                    peer.send(associateAccept(1));
                    peer.receive();
                    peer.send(answer);
                    peer.awaitClose();
                });
                DicomSender sender = connect(listener.destination())) {
            assertThatExceptionOfType(kind).isThrownBy(() -> store(sender)).withMessageContaining(message);
        }
    }

    private static DicomSender connect(Destination destination) throws IOException {
        return connect(destination, PATIENT);
    }

    private static DicomSender connect(Destination destination, Limits limits) throws IOException {
        return DicomSender.connect(destination, "CART", List.of(US), limits);
    }

    private static StoreResult store(DicomSender sender) throws IOException {
        return sender.store(
                RawPdu.ULTRASOUND_MULTI_FRAME, "2.25.1", RawPdu.IMPLICIT_LITTLE_ENDIAN, ByteBuffer.allocate(1000));
    }
}
