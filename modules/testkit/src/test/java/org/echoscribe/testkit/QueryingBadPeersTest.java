package org.echoscribe.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.echoscribe.testkit.RawPdu.data;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetWriter;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.network.AssociationException;
import org.echoscribe.dicom.network.DicomQuery;
import org.echoscribe.dicom.network.DicomQuery.Urgency;
import org.echoscribe.dicom.network.DimseStatus;
import org.echoscribe.dicom.network.Limits;
import org.echoscribe.dicom.network.QueryRetrieve;
import org.echoscribe.dicom.network.RetrieveResult;
import org.echoscribe.dicom.network.SubOperations;
import org.junit.jupiter.api.Test;

/** Queries to archives that are silent, endless, confused or hostile: each ends in bounded time, with a reason. */
class QueryingBadPeersTest {
    private static final int C_FIND = 0x0020;
    private static final int C_MOVE = 0x0021;
    private static final int C_STORE = 0x0001;
    private static final int C_CANCEL = 0x0FFF;
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Attributes IDENTIFIER = new Attributes().set(Tag.QueryRetrieveLevel, "STUDY");
    private static final byte[] MATCH = DataSetWriter.writeDataSet(
            new Attributes().set(Tag.StudyInstanceUID, "2.25.1"), TransferSyntax.ImplicitVrLittleEndian);

    @Test
    void anArchiveThatSendsMatchesForEverIsCancelledAndThenLeft() throws Exception {
        CompletableFuture<Integer> afterFirst = new CompletableFuture<>();
        AtomicInteger taken = new AtomicInteger();
        try (RawDicomPeer.Listener listener = answering(peer -> {
                    peer.send(pending(C_FIND), data(1, RawPdu.LAST, MATCH));
                    afterFirst.complete(field(peer.receive()));
                    while (true) {
                        peer.send(pending(C_FIND), data(1, RawPdu.LAST, MATCH));
                    }
                });
                DicomQuery query = connect(listener)) {
            assertThatExceptionOfType(AssociationException.TimedOut.class)
                    .isThrownBy(() -> query.find(IDENTIFIER, match -> {
                        taken.incrementAndGet();
                        return false;
                    }));
        }
        assertThat(afterFirst.get(30, TimeUnit.SECONDS)).isEqualTo(C_CANCEL);
        assertThat(taken)
                .as("matches after C-CANCEL are not given to the caller")
                .hasValue(1);
    }

    @Test
    void anArchiveThatFallsSilentBetweenMatchesIsLeft() throws IOException {
        assertFindFails(AssociationException.TimedOut.class, "its response", peer -> {
            peer.send(pending(C_FIND), data(1, RawPdu.LAST, MATCH));
            peer.awaitClose();
        });
    }

    @Test
    void aMatchThatIsLongerThanAnyIdentifierEndsTheAssociation() throws IOException {
        assertFindFails(AssociationException.ProtocolError.class, "longer than 1048576 bytes", peer -> {
            peer.send(pending(C_FIND));
            for (int i = 0; i < 80; i++) {
                peer.send(data(1, 0, new byte[16000]));
            }
            peer.send(data(1, RawPdu.LAST, new byte[0]));
            peer.awaitClose();
        });
    }

    @Test
    void aMatchThatIsNoDataSetEndsTheAssociation() throws IOException {
        assertFindFails(AssociationException.ProtocolError.class, "cannot be understood", peer -> {
            peer.send(pending(C_FIND), data(1, RawPdu.LAST, RawPdu.ascii("garbage that is no element")));
            peer.awaitClose();
        });
    }

    @Test
    void aResponseOnAContextThatWasNotAcceptedEndsTheAssociation() throws IOException {
        assertFindFails(AssociationException.ProtocolError.class, "presentation context 99", peer -> {
            peer.send(data(99, RawPdu.COMMAND | RawPdu.LAST, RawPdu.response(C_FIND, 0)));
            peer.awaitClose();
        });
    }

    @Test
    void aSecondLastResponseEndsTheAssociation() throws IOException {
        byte[] last = RawPdu.pdv(1, RawPdu.COMMAND | RawPdu.LAST, RawPdu.response(C_FIND, 0));
        assertFindFails(AssociationException.ProtocolError.class, "does not answer our request", peer -> {
            peer.send(RawPdu.pdu(RawPdu.P_DATA_TF, RawPdu.join(last, last)));
            peer.awaitClose();
        });
    }

    @Test
    void anObjectThatNobodyAskedForIsAnsweredAsUnrecognizedAndTheQueryGoesOn() throws Exception {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        try (RawDicomPeer.Listener listener = answering(peer -> {
                    peer.send(
                            data(
                                    1,
                                    RawPdu.COMMAND | RawPdu.LAST,
                                    RawPdu.command(C_STORE, RawPdu.ULTRASOUND_MULTI_FRAME, "2.25.9", true)),
                            data(1, RawPdu.LAST, new byte[100]));
                    answer.complete(peer.receive().status());
                    peer.send(data(1, RawPdu.COMMAND | RawPdu.LAST, RawPdu.response(C_FIND, 0)));
                    release(peer);
                });
                DicomQuery query = connect(listener)) {
            assertThat(query.find(IDENTIFIER, match -> true)).isEqualTo(DimseStatus.SUCCESS);
        }
        assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo(0x0211);
    }

    @Test
    void countsAndFailuresOfAMoveAreTold() throws IOException {
        byte[] failed = DataSetWriter.writeDataSet(
                new Attributes().set(Tag.FailedSOPInstanceUIDList, "2.25.7", "2.25.8"),
                TransferSyntax.ImplicitVrLittleEndian);
        try (RawDicomPeer.Listener listener = answering(peer -> {
                    peer.send(
                            data(3, RawPdu.COMMAND | RawPdu.LAST, counted(C_MOVE, 0xFF00, false, 3, 1, 0, 1)),
                            data(3, RawPdu.COMMAND | RawPdu.LAST, counted(C_MOVE, 0xB000, true, 0, 2, 2, 1)),
                            data(3, RawPdu.LAST, failed));
                    release(peer);
                });
                DicomQuery query = connect(listener)) {
            SubOperations[] seen = new SubOperations[1];
            RetrieveResult result = query.move(IDENTIFIER, "NODE", counts -> {
                seen[0] = counts;
                return true;
            });
            assertThat(seen[0]).isEqualTo(new SubOperations(3, 1, 0, 1));
            assertThat(result.isComplete()).isFalse();
            assertThat(result.status().isWarning()).isTrue();
            assertThat(result.subOperations()).isEqualTo(new SubOperations(0, 2, 2, 1));
            assertThat(result.failedSopInstanceUids()).containsExactly("2.25.7", "2.25.8");
        }
    }

    @Test
    void aServiceThatWasNotAcceptedIsSaid() throws IOException {
        try (RawDicomPeer.Listener listener = answering(RawDicomPeer::awaitClose);
                DicomQuery query = connect(listener)) {
            assertThat(query.offers(QueryRetrieve.GET)).isFalse();
            assertThatExceptionOfType(AssociationException.NotAccepted.class)
                    .isThrownBy(() -> query.get(IDENTIFIER, request -> null, counts -> true))
                    .withMessageContaining("does not offer C-GET");
        }
    }

    private static void assertFindFails(
            Class<? extends AssociationException> kind, String message, RawDicomPeer.Script answer) throws IOException {
        try (RawDicomPeer.Listener listener = answering(answer);
                DicomQuery query = connect(listener)) {
            assertThatExceptionOfType(kind)
                    .isThrownBy(() -> query.find(IDENTIFIER, match -> true))
                    .withMessageContaining(message);
        }
    }

    /** A peer that accepts C-FIND and C-MOVE, has read a request with its identifier, and then plays. */
    private static RawDicomPeer.Listener answering(RawDicomPeer.Script script) throws IOException {
        return RawDicomPeer.listen(peer -> {
            peer.receive();
            peer.send(RawPdu.associateAccept(1, 3));
            peer.receive();
            peer.receive();
            script.play(peer);
        });
    }

    private static void release(RawDicomPeer peer) throws IOException {
        peer.receive();
        peer.send(RawPdu.pdu(RawPdu.A_RELEASE_RP, new byte[4]));
    }

    private static DicomQuery connect(RawDicomPeer.Listener listener) throws IOException {
        return DicomQuery.connect(
                listener.destination(),
                "QUERYSCU",
                Urgency.MEDIUM,
                List.of(),
                Limits.defaults().withResponseTimeout(SHORT));
    }

    private static byte[] pending(int field) {
        return data(1, RawPdu.COMMAND | RawPdu.LAST, counted(field, 0xFF00, true));
    }

    /** A response with the counts of remaining, completed, failed and warning sub-operations, as many as are given. */
    private static byte[] counted(int field, int status, boolean dataSet, int... counts) {
        byte[] elements = RawPdu.join(
                RawPdu.element(0x0100, shortValue(field | 0x8000)),
                RawPdu.element(0x0120, shortValue(1)),
                RawPdu.element(0x0800, shortValue(dataSet ? 1 : 0x0101)),
                RawPdu.element(0x0900, shortValue(status)));
        for (int i = 0; i < counts.length; i++) {
            elements = RawPdu.join(elements, RawPdu.element(0x1020 + i, shortValue(counts[i])));
        }
        return RawPdu.join(RawPdu.element(0, new byte[] {(byte) elements.length, 0, 0, 0}), elements);
    }

    private static byte[] shortValue(int value) {
        return new byte[] {(byte) value, (byte) (value >> 8)};
    }

    /** The Command Field of a P-DATA-TF PDU that begins with group length, and the field where no SOP class stands before. */
    private static int field(RawPdu pdu) {
        byte[] body = pdu.body();
        int at = 6 + 12 + 8;
        return body.length < at + 2 ? -1 : (body[at] & 0xFF) | (body[at + 1] & 0xFF) << 8;
    }
}
