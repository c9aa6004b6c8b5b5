package org.echoscribe.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.echoscribe.testkit.RawPdu.data;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.journal.Forwards.Fate;
import org.echoscribe.journal.Forwards.State;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.StoredObject;
import org.echoscribe.journal.Turn;
import org.echoscribe.testkit.RawDicomPeer;
import org.echoscribe.testkit.RawPdu;
import org.echoscribe.vocabulary.Loop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PACS that reports storage commitment on the association on which it was asked, or hangs up instead. */
class ResultOnOurAssociationTest {

    private static final int N_ACTION = 0x0130;

    @TempDir
    private Path directory;

    private Journal journal;
    private long object;

    @BeforeEach
    void storeOneObjectThere() {
        journal = Journal.open(directory);
        Instant now = Instant.now();
        object = journal.receptions()
                .record(
                        new Loop("2.25.1", Uids.UltrasoundMultiFrameImageStorage, "2.25.2", "2.25.3", "1.2.3", "00"),
                        new StoredObject("none", "00", 1),
                        "CART",
                        List.of("pacs"),
                        now)
                .number();
        journal.outbox().stored(journal.forwards().due("pacs", now, 1).getFirst(), now, now);
    }

    @AfterEach
    void closeJournal() {
        journal.close();
    }

    @Test
    void theResultIsTakenWhereTheSiteSaysThatItComesThere() throws Exception {
        try (RawDicomPeer.Listener pacs = RawDicomPeer.listen(peer -> {
            byte[] request = takeRequest(peer);
            peer.send(RawPdu.join(data(1, RawPdu.COMMAND | RawPdu.LAST, eventReport()), data(1, RawPdu.LAST, request)));
            peer.receive();
            peer.receive();
            peer.send(RawPdu.pdu(RawPdu.A_RELEASE_RP, new byte[4]));
        })) {
            ask(pacs.destination());
            assertThat(journal.forwards().fate(object, "pacs")).contains(new Fate(State.DELIVERED, true));
        }
    }

    @Test
    void aPacsThatHangsUpInsteadIsNoFailureAndIsAskedAgainLater() throws Exception {
        try (RawDicomPeer.Listener pacs = RawDicomPeer.listen(ResultOnOurAssociationTest::takeRequest)) {
            ask(pacs.destination());
            assertThat(journal.forwards().fate(object, "pacs")).contains(new Fate(State.STORED, false));
            assertThat(journal.askedCommitments().nextDue("pacs"))
                    .hasValueSatisfying(next -> assertThat(next).isAfter(Instant.now()));
        }
    }

    private void ask(Destination pacs) throws IOException {
        PipelineOptions options = new NodeWithPeers(directory)
                .destination("pacs", pacs, NodeWithPeers.forwardedAndCommitted())
                .services(new NodeServices(
                        false, false, false, NodeServices.NONE.commitmentDelays(), 3, Duration.ofSeconds(30)))
                .options();
        TakeCommitmentResult results =
                new TakeCommitmentResult(journal, options, new PipelineMetrics(), _ -> {}, _ -> {});
        new AskCommitment(
                        journal,
                        options,
                        new TakeCommitmentMessages(journal, options, results, Optional.empty()),
                        _ -> {})
                .work(new Turn("pacs", 0));
    }

    /** The data set of the request, which is that of a result in which everything is committed. */
    private static byte[] takeRequest(RawDicomPeer peer) throws IOException {
        peer.receive();
        peer.send(RawPdu.associateAccept(1));
        peer.receive();
        byte[] body = peer.receive().body();
        peer.send(data(1, RawPdu.COMMAND | RawPdu.LAST, RawPdu.response(N_ACTION, 0)));
        return Arrays.copyOfRange(body, 6, body.length);
    }

    private static byte[] eventReport() {
        byte[] elements = RawPdu.join(
                RawPdu.element(0x0002, RawPdu.ascii(Uids.StorageCommitmentPushModel)),
                RawPdu.element(0x0100, new byte[] {0, 1}),
                RawPdu.element(0x0110, new byte[] {9, 0}),
                RawPdu.element(0x0800, new byte[] {1, 0}),
                RawPdu.element(0x1000, RawPdu.ascii(Uids.StorageCommitmentPushModelInstance)),
                RawPdu.element(0x1002, new byte[] {1, 0}));
        return RawPdu.join(RawPdu.element(0, new byte[] {(byte) elements.length, 0, 0, 0}), elements);
    }
}
