package org.echoscribe.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.echoscribe.testkit.RawPdu.ascii;
import static org.echoscribe.testkit.RawPdu.associateBody;
import static org.echoscribe.testkit.RawPdu.associateRequest;
import static org.echoscribe.testkit.RawPdu.context;
import static org.echoscribe.testkit.RawPdu.data;
import static org.echoscribe.testkit.RawPdu.echoCommand;
import static org.echoscribe.testkit.RawPdu.item;
import static org.echoscribe.testkit.RawPdu.join;
import static org.echoscribe.testkit.RawPdu.pdu;
import static org.echoscribe.testkit.RawPdu.pdv;
import static org.echoscribe.testkit.RawPdu.storeCommand;
import static org.echoscribe.testkit.RawPdu.userInformation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.echoscribe.dicom.network.Limits;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What peers do by mistake or on purpose; after each of it, a healthy C-ECHO succeeds and no object is kept. */
class HostilePeersTest {
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final byte[] US = context(1, RawPdu.ULTRASOUND_MULTI_FRAME, RawPdu.EXPLICIT_LITTLE_ENDIAN);
    private static final byte[] US_IMPLICIT = context(1, RawPdu.ULTRASOUND_MULTI_FRAME, RawPdu.IMPLICIT_LITTLE_ENDIAN);
    private static final byte[] ECHO = context(3, RawPdu.VERIFICATION, RawPdu.IMPLICIT_LITTLE_ENDIAN);
    private static final byte[] MAMMOGRAPHY = context(5, "1.2.840.10008.5.1.4.1.1.1.2", RawPdu.IMPLICIT_LITTLE_ENDIAN);
    private static final byte[] STORE = storeCommand(RawPdu.ULTRASOUND_MULTI_FRAME, "2.25.4711");

    @TempDir
    static Path directory;

    private static LoopbackPacs pacs;

    @BeforeAll
    static void startPacs() throws IOException {
        Limits limits = Limits.defaults()
                .withArtimTimeout(SHORT)
                .withReceiveTimeouts(SHORT, SHORT.multipliedBy(3))
                .withIdleTimeout(SHORT);
        pacs = LoopbackPacs.start(directory, configuration -> configuration.withLimits(limits));
    }

    @AfterAll
    static void stopPacs() {
        pacs.close();
    }

    @AfterEach
    void aHealthyEchoSucceedsAndNothingIsKept() throws IOException {
        assertThat(Cart.echo(pacs.destination())).isTrue();
        assertThat(pacs.received()).isEmpty();
    }

    @Test
    void aSilentPeerIsDropped() throws IOException {
        try (RawDicomPeer peer = RawDicomPeer.connect(pacs.destination())) {
            assertThat(peer.awaitClose()).isTrue();
        }
    }

    @Test
    void aRequestThatStopsHalfwayIsDropped() throws IOException {
        try (RawDicomPeer peer = RawDicomPeer.connect(pacs.destination())) {
            peer.send(Arrays.copyOf(associateRequest(US), 60));
            assertThat(peer.awaitClose()).isTrue();
        }
    }

    @Test
    void aRequestOneByteAtATimeIsUnderstood() throws IOException {
        try (RawDicomPeer peer = RawDicomPeer.connect(pacs.destination())) {
            for (byte b : associateRequest(US)) {
                peer.send(new byte[] {b});
            }
            assertThat(peer.receive().type()).isEqualTo(RawPdu.A_ASSOCIATE_AC);
        }
    }

    @Test
    void anHttpRequestIsAborted() throws IOException {
        assertAbortedAtOnce(ascii("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
    }

    @Test
    void aTlsHelloIsAborted() throws IOException {
        assertAbortedAtOnce(HexFormat.of().parseHex("160301006f0100006b0303"), new byte[100]);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3, 67, 1L << 24 | 1, 1L << 31, 0xFFFFFFFFL})
    void anAssociateRequestOfImpossibleLengthIsAborted(long length) throws IOException {
        assertAbortedAtOnce(pdu(RawPdu.A_ASSOCIATE_RQ, new byte[67], length));
    }

    @Test
    void anUnknownPduTypeIsAborted() throws IOException {
        assertAbortedAtOnce(pdu(0xEE, new byte[10]));
    }

    @Test
    void dataBeforeAnAssociationIsAborted() throws IOException {
        assertAbortedAtOnce(data(1, RawPdu.COMMAND | RawPdu.LAST, STORE));
    }

    @Test
    void aReleaseBeforeAnAssociationIsAborted() throws IOException {
        assertAbortedAtOnce(pdu(RawPdu.A_RELEASE_RQ, new byte[4]));
    }

    @Test
    void anItemLongerThanThePduIsAborted() throws IOException {
        byte[] tooLong = US.clone();
        tooLong[2] = (byte) 0xFF;
        assertAbortedAtOnce(associateRequest(tooLong));
    }

    @Test
    void aRequestWithoutContextsIsAborted() throws IOException {
        assertAbortedAtOnce(associateRequest());
    }

    @Test
    void oneContextMoreThan128IsAborted() throws IOException {
        byte[][] contexts = IntStream.rangeClosed(0, 128)
                .mapToObj(i -> context(2 * i + 1, RawPdu.VERIFICATION, RawPdu.IMPLICIT_LITTLE_ENDIAN))
                .toArray(byte[][]::new);
        assertAbortedAtOnce(associateRequest(contexts));
    }

    @Test
    void anEvenContextIdentifierIsAborted() throws IOException {
        assertAbortedAtOnce(associateRequest(context(2, RawPdu.VERIFICATION, RawPdu.IMPLICIT_LITTLE_ENDIAN)));
    }

    @Test
    void aContextIdentifierTwiceIsAborted() throws IOException {
        assertAbortedAtOnce(associateRequest(ECHO, ECHO));
    }

    @Test
    void aMaximumLengthOfOneIsAborted() throws IOException {
        assertAbortedAtOnce(request(1, RawPdu.APPLICATION_CONTEXT, ascii("X"), userInformation(1)));
    }

    @Test
    void aFurtherProtocolVersionIsRejected() throws IOException {
        assertThat(answerTo(request(2, RawPdu.APPLICATION_CONTEXT, ascii("X"), userInformation(0)))
                        .body())
                .containsExactly(0, 1, 2, 2);
    }

    @Test
    void anotherApplicationContextIsRejected() throws IOException {
        assertThat(answerTo(request(1, "1.2.3", ascii("X"), userInformation(0))).body())
                .containsExactly(0, 1, 1, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A\0B", "../../../etc", "\u00ff\u00fe\0\n<script>", "SEVENTEEN-LETTERS", "\0", "  "})
    void aStrangeAeTitleDoesNoHarm(String title) throws IOException {
        assertThat(answerTo(request(1, RawPdu.APPLICATION_CONTEXT, ascii(title), userInformation(0)))
                        .type())
                .isEqualTo(RawPdu.A_ASSOCIATE_AC);
    }

    @Test
    void aLongUserIdentityIsSkipped() throws IOException {
        byte[] identity = item(
                0x58,
                new byte[] {2, 1},
                ByteBuffer.allocate(2).putShort((short) 60000).array(),
                new byte[60000]);
        assertThat(answerTo(request(1, RawPdu.APPLICATION_CONTEXT, ascii("X"), userInformation(0, identity)))
                        .type())
                .isEqualTo(RawPdu.A_ASSOCIATE_AC);
    }

    @Test
    void malformedUidsAreRefusedWithTheirContext() throws IOException {
        RawPdu answer = answerTo(associateRequest(
                context(1, "1.".repeat(150) + "1", RawPdu.IMPLICIT_LITTLE_ENDIAN),
                context(3, "../../../etc", RawPdu.IMPLICIT_LITTLE_ENDIAN),
                context(5, RawPdu.VERIFICATION, "not a uid"),
                context(7, RawPdu.VERIFICATION)));
        assertThat(answer.contextResults()).containsExactly(3, 3, 4, 4);
    }

    @Test
    void aSecondAssociateRequestIsAborted() throws IOException {
        assertAbortedInAssociation(associateRequest(US));
    }

    @ParameterizedTest
    @MethodSource("badPData")
    void invalidPDataIsAborted(byte[] bytes) throws IOException {
        assertAbortedInAssociation(bytes);
    }

    static List<byte[]> badPData() {
        List<byte[]> bad = new ArrayList<>();
        bad.add(pdu(RawPdu.P_DATA_TF, new byte[0]));
        bad.add(pdu(RawPdu.P_DATA_TF, new byte[5]));
        // Longer than the 128 KiB that were offered.
        bad.add(pdu(RawPdu.P_DATA_TF, pdv(1, RawPdu.COMMAND, new byte[200_000])));
        bad.add(pdu(RawPdu.P_DATA_TF, new byte[6], 0xFFFFFFFFL));
        LongStream.of(0, 1, 5000, 0x7FFFFFFFL, 0x80000000L, 0xFFFFFFFFL)
                .forEach(length -> bad.add(pdu(
                        RawPdu.P_DATA_TF,
                        ByteBuffer.allocate(206)
                                .putInt((int) length)
                                .put((byte) 1)
                                .put((byte) 3)
                                .array())));
        // Contexts: never proposed, and refused.
        bad.add(data(99, RawPdu.COMMAND | RawPdu.LAST, STORE));
        bad.add(data(5, RawPdu.COMMAND | RawPdu.LAST, STORE));
        // A data set without a command, a command instead of a data set, another context within a message.
        bad.add(data(1, RawPdu.LAST, new byte[100]));
        bad.add(join(data(1, RawPdu.COMMAND | RawPdu.LAST, STORE), data(1, RawPdu.COMMAND | RawPdu.LAST, STORE)));
        bad.add(join(data(1, RawPdu.COMMAND | RawPdu.LAST, STORE), data(3, RawPdu.LAST, new byte[100])));
        // Commands: garbage, responses to nothing, an element longer than the rest.
        bad.add(data(1, RawPdu.COMMAND | RawPdu.LAST, new byte[] {1, 2, 3}));
        bad.add(data(1, RawPdu.COMMAND | RawPdu.LAST, RawPdu.response(RawPdu.C_STORE_RQ, 0)));
        bad.add(data(1, RawPdu.COMMAND | RawPdu.LAST, HexFormat.of().parseHex("00000001ffffff7f0000")));
        bad.add(data(1, RawPdu.COMMAND | RawPdu.LAST, new byte[0]));
        return bad;
    }

    @Test
    void anEndlessCommandIsAborted() throws IOException {
        try (RawDicomPeer peer = RawDicomPeer.associate(pacs.destination(), US)) {
            byte[] fragment = data(1, RawPdu.COMMAND, new byte[4000]);
            peer.send(fragment, fragment, fragment);
            assertThat(peer.receive().type()).isEqualTo(RawPdu.A_ABORT);
        }
    }

    @Test
    void anEndlessCommandOfEmptyFragmentsIsAbortedWhenItsTimeIsOver() throws IOException {
        try (RawDicomPeer peer = RawDicomPeer.associate(pacs.destination(), US)) {
            Thread sender = Thread.ofVirtual().start(() -> sendUntilClosed(peer, data(1, RawPdu.COMMAND, new byte[0])));
            assertThat(peer.awaitClose()).isTrue();
            peer.close();
            assertThat(sender).satisfies(Thread::join);
        }
    }

    @Test
    void commandFragmentsOfOneByteAreUnderstood() throws IOException {
        try (RawDicomPeer peer = RawDicomPeer.associate(pacs.destination(), ECHO)) {
            byte[] command = echoCommand();
            for (int i = 0; i < command.length; i++) {
                int control = i == command.length - 1 ? RawPdu.COMMAND | RawPdu.LAST : RawPdu.COMMAND;
                peer.send(data(3, control, new byte[] {command[i]}));
            }
            assertThat(peer.receive().status()).isZero();
        }
    }

    @Test
    void aDataSetThatStallsIsAborted() throws IOException {
        assertAbortedInAssociation(data(1, RawPdu.COMMAND | RawPdu.LAST, STORE), data(1, 0, new byte[100]));
    }

    @Test
    void aDataSetThatNeverEndsIsAbortedWhenItsTimeIsOver() throws IOException {
        try (RawDicomPeer peer = RawDicomPeer.associate(pacs.destination(), US)) {
            peer.send(data(1, RawPdu.COMMAND | RawPdu.LAST, STORE));
            Thread sender = Thread.ofVirtual().start(() -> sendUntilClosed(peer, data(1, 0, new byte[10])));
            assertThat(peer.awaitClose()).isTrue();
            peer.close();
            assertThat(sender).satisfies(Thread::join);
        }
    }

    @Test
    void aPduThatDribblesIsAborted() throws IOException {
        try (RawDicomPeer peer = RawDicomPeer.associate(pacs.destination(), US)) {
            peer.send(pdu(RawPdu.P_DATA_TF, new byte[0], 100_000));
            Thread sender = Thread.ofVirtual().start(() -> sendUntilClosed(peer, new byte[] {0}));
            assertThat(peer.awaitClose()).isTrue();
            peer.close();
            assertThat(sender).satisfies(Thread::join);
        }
    }

    @Test
    void anIdleAssociationIsAborted() throws IOException {
        assertAbortedInAssociation();
    }

    @Test
    void aReleaseWithinADataSetIsAnsweredAndNothingIsKept() throws IOException {
        try (RawDicomPeer peer = RawDicomPeer.associate(pacs.destination(), US)) {
            peer.send(
                    data(1, RawPdu.COMMAND | RawPdu.LAST, STORE),
                    data(1, 0, new byte[100]),
                    pdu(RawPdu.A_RELEASE_RQ, new byte[4]));
            assertThat(peer.receive().type()).isEqualTo(RawPdu.A_RELEASE_RP);
        }
    }

    @Test
    void aResetAtAnyByteOfASessionDoesNoHarm() throws IOException {
        byte[] request = associateRequest(US_IMPLICIT);
        byte[] session = join(data(1, RawPdu.COMMAND | RawPdu.LAST, STORE), data(1, 0, new byte[20]));
        for (int end = 0; end <= request.length; end++) {
            try (RawDicomPeer peer = RawDicomPeer.connect(pacs.destination())) {
                peer.send(Arrays.copyOf(request, end));
                peer.reset();
            }
        }
        for (int end = 0; end <= session.length; end++) {
            try (RawDicomPeer peer = RawDicomPeer.associate(pacs.destination(), US_IMPLICIT)) {
                peer.send(Arrays.copyOf(session, end));
                peer.reset();
            }
        }
    }

    @Test
    void twoHundredPeersThatAnnounceSixteenMebibytesCostNothing() throws IOException {
        List<RawDicomPeer> peers = new ArrayList<>();
        try {
            long before = usedHeapAfterCollection();
            for (int i = 0; i < 200; i++) {
                RawDicomPeer peer = RawDicomPeer.connect(pacs.destination());
                peers.add(peer);
                peer.send(pdu(RawPdu.A_ASSOCIATE_RQ, new byte[0], 16 << 20));
            }
            assertThat(Cart.echo(pacs.destination())).isTrue();
            assertThat(usedHeapAfterCollection() - before).isLessThan(16L << 20);
        } finally {
            for (RawDicomPeer peer : peers) {
                peer.close();
            }
        }
    }

    private static long usedHeapAfterCollection() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void sendUntilClosed(RawDicomPeer peer, byte[] bytes) {
        try {
            while (true) {
                peer.send(bytes);
            }
        } catch (IOException e) {
            // The server has had enough, as it should.
        }
    }

    private static byte[] request(int version, String applicationContext, byte[] callingAe, byte[] userInformation) {
        return pdu(
                RawPdu.A_ASSOCIATE_RQ,
                associateBody(
                        version,
                        ascii("ANY"),
                        callingAe,
                        item(0x10, ascii(applicationContext)),
                        ECHO,
                        userInformation));
    }

    private static RawPdu answerTo(byte[]... bytes) throws IOException {
        try (RawDicomPeer peer = RawDicomPeer.connect(pacs.destination())) {
            peer.send(bytes);
            return peer.receive();
        }
    }

    private static void assertAbortedAtOnce(byte[]... bytes) throws IOException {
        assertThat(answerTo(bytes).type()).isEqualTo(RawPdu.A_ABORT);
    }

    private static void assertAbortedInAssociation(byte[]... bytes) throws IOException {
        try (RawDicomPeer peer = RawDicomPeer.associate(pacs.destination(), US, ECHO, MAMMOGRAPHY)) {
            peer.send(bytes);
            assertThat(peer.receive().type()).isEqualTo(RawPdu.A_ABORT);
            assertThat(peer.awaitClose()).isTrue();
        }
    }
}
