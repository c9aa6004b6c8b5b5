package org.echoscribe.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.echoscribe.testkit.RawPdu.context;
import static org.echoscribe.testkit.RawPdu.data;
import static org.echoscribe.testkit.RawPdu.storeCommand;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.echoscribe.dicom.network.AssociationException;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.dicom.network.DicomSender;
import org.echoscribe.dicom.network.DicomServer;
import org.echoscribe.dicom.network.Limits;
import org.echoscribe.dicom.network.ObjectSink;
import org.echoscribe.dicom.network.PresentationContextRequest;
import org.echoscribe.dicom.network.ServerConfiguration;
import org.echoscribe.dicom.network.StandardNegotiation;
import org.echoscribe.dicom.network.StoreHandler;
import org.echoscribe.dicom.network.StoreRefusedException;
import org.echoscribe.dicom.network.StoreRequest;
import org.echoscribe.dicom.network.StoreResult;
import org.echoscribe.dicom.network.StoreStatus;
import org.junit.jupiter.api.Test;

/** The contract of receiving, through the port alone: any implementation of it must pass. */
class ReceivingTest {
    private static final PresentationContextRequest US =
            PresentationContextRequest.of(RawPdu.ULTRASOUND_MULTI_FRAME, RawPdu.IMPLICIT_LITTLE_ENDIAN);
    private static final PresentationContextRequest VERIFICATION =
            PresentationContextRequest.of(RawPdu.VERIFICATION, RawPdu.IMPLICIT_LITTLE_ENDIAN);
    private static final byte[] RAW_US = context(1, RawPdu.ULTRASOUND_MULTI_FRAME, RawPdu.IMPLICIT_LITTLE_ENDIAN);

    /** A sink that counts how it is used, and fails where it is told to. */
    private static class CountingSink implements ObjectSink {
        final AtomicInteger bytes = new AtomicInteger();
        final AtomicInteger commits = new AtomicInteger();
        final AtomicInteger aborts = new AtomicInteger();

        @Override
        public void write(ByteBuffer dataSetBytes) throws IOException {
            bytes.addAndGet(dataSetBytes.remaining());
        }

        @Override
        public StoreStatus commit() throws IOException {
            commits.incrementAndGet();
            return StoreStatus.SUCCESS;
        }

        @Override
        public void abort() {
            aborts.incrementAndGet();
        }
    }

    @Test
    void theHandlerLearnsWhoSendsWhatInWhichEncoding() throws IOException {
        AtomicReference<StoreRequest> seen = new AtomicReference<>();
        CountingSink sink = new CountingSink();
        try (DicomServer server = start(request -> {
            seen.set(request);
            return sink;
        })) {
            assertThat(storeOne(server, 100_001)).isEqualTo(new StoreResult.Answered(StoreStatus.SUCCESS));
        }
        StoreRequest request = seen.get();
        assertThat(request.sopClassUid()).isEqualTo(RawPdu.ULTRASOUND_MULTI_FRAME);
        assertThat(request.sopInstanceUid()).isEqualTo("2.25.1");
        assertThat(request.transferSyntaxUid()).isEqualTo(RawPdu.IMPLICIT_LITTLE_ENDIAN);
        assertThat(request.association().callingAeTitle()).isEqualTo("CART");
        assertThat(request.association().calledAeTitle()).isEqualTo("NODE");
        assertThat(sink.bytes).hasValue(100_001);
        assertThat(sink.commits).hasValue(1);
        assertThat(sink.aborts).hasValue(0);
    }

    @Test
    void aHandlerThatThrowsCostsOneObjectAndNotTheAssociation() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        try (DicomServer server = start(_ -> {
                    if (calls.incrementAndGet() == 1) {
                        throw new IllegalStateException("a message that must not leave");
                    }
                    return new CountingSink();
                });
                DicomSender sender = connect(server, US)) {
            StoreStatus first = status(store(sender, 50_000));
            assertThat(first.code()).isEqualTo(0x0110);
            assertThat(first.errorComment()).contains("IllegalStateException").doesNotContain("must not leave");
            assertThat(store(sender, 50_000).stored()).isTrue();
        }
    }

    @Test
    void aSinkThatFailsWhileWritingIsAbortedOnceAndItsStatusAnswered() throws IOException {
        CountingSink sink = new CountingSink() {
            @Override
            public void write(ByteBuffer dataSetBytes) throws IOException {
                throw new StoreRefusedException(StoreStatus.outOfResources("disk full"));
            }
        };
        try (DicomServer server = start(_ -> sink)) {
            assertThat(status(storeOne(server, 500_000))).isEqualTo(StoreStatus.outOfResources("disk full"));
        }
        assertThat(sink.aborts).hasValue(1);
        assertThat(sink.commits).hasValue(0);
    }

    @Test
    void aSinkThatFailsToCommitIsAborted() throws IOException {
        CountingSink sink = new CountingSink() {
            @Override
            public StoreStatus commit() throws IOException {
                throw new IOException("fsync failed");
            }
        };
        try (DicomServer server = start(_ -> sink)) {
            assertThat(status(storeOne(server, 10)).code()).isEqualTo(0x0110);
        }
        assertThat(sink.aborts).hasValue(1);
    }

    @Test
    void anErrorOfAHandlerEndsItsAssociationAndNoOther() throws IOException {
        CountingSink sink = new CountingSink() {
            @Override
            public StoreStatus commit() {
                throw new StackOverflowError("for this test");
            }
        };
        try (DicomServer server = start(_ -> sink)) {
            assertThatExceptionOfType(AssociationException.Aborted.class).isThrownBy(() -> storeOne(server, 10));
            assertThat(Cart.echo(at(server))).isTrue();
        }
        assertThat(sink.aborts).hasValue(1);
    }

    @Test
    void anObjectLongerThanAllowedIsRefusedAndDropped() throws IOException {
        CountingSink sink = new CountingSink();
        try (DicomServer server = start(_ -> sink, limits -> limits.withMaxObjectBytes(1000));
                DicomSender sender = connect(server, US)) {
            assertThat(status(store(sender, 1001)).isOutOfResources()).isTrue();
            assertThat(store(sender, 1000).stored()).isTrue();
        }
        assertThat(sink.aborts).hasValue(1);
        assertThat(sink.commits).hasValue(1);
    }

    @Test
    void requestsThatMakeNoSenseGetTheirStatus() throws IOException {
        try (DicomServer server = start(_ -> new CountingSink())) {
            assertThat(rawStatus(server, storeCommand("1.2.840.10008.5.1.4.1.1.7", "2.25.1")))
                    .as("another SOP class than the context's")
                    .isEqualTo(0xA900);
            assertThat(rawStatus(server, storeCommand(RawPdu.ULTRASOUND_MULTI_FRAME, "../../../tmp/x")))
                    .as("an instance UID that is a path")
                    .isEqualTo(0x0117);
            assertThat(rawStatus(server, storeCommand(RawPdu.ULTRASOUND_MULTI_FRAME, "1".repeat(65))))
                    .as("an instance UID of 65 digits")
                    .isEqualTo(0x0117);
            assertThat(rawStatus(server, RawPdu.command(RawPdu.C_STORE_RQ, RawPdu.ULTRASOUND_MULTI_FRAME, null, true)))
                    .as("no instance UID")
                    .isEqualTo(0x0120);
            assertThat(rawStatus(server, RawPdu.command(0x0020, RawPdu.ULTRASOUND_MULTI_FRAME, null, true)))
                    .as("C-FIND")
                    .isEqualTo(0x0211);
            assertThat(rawStatus(server, RawPdu.command(RawPdu.C_ECHO_RQ, RawPdu.VERIFICATION, null, true)))
                    .as("C-ECHO on a storage context")
                    .isEqualTo(0x0211);
        }
    }

    @Test
    void unknownCallersAndWrongTitlesAreRejectedWithTheReason() throws IOException {
        ServerConfiguration configuration = ServerConfiguration.of("NODE", _ -> new CountingSink())
                .withBindAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .withNegotiationPolicy(StandardNegotiation.acceptingEveryone()
                        .withCalledAeTitle("NODE")
                        .withCallingAeTitles(Set.of("CART2")));
        try (DicomServer server = new DicomServer(configuration)) {
            server.start();
            assertThatExceptionOfType(AssociationException.Rejected.class)
                    .isThrownBy(() -> connect(server, US))
                    .withMessageContaining("calling AE title not recognized")
                    .satisfies(e -> assertThat(e.isTransient()).isFalse())
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(3));
        }
    }

    @Test
    void aFullServerSaysSoAndStillAnswersEchoes() throws IOException {
        List<DicomSender> open = new ArrayList<>();
        try (DicomServer server = start(_ -> new CountingSink(), limits -> limits.withAssociations(8, 2, 2, 1))) {
            open.add(connect(server, US));
            open.add(connect(server, US));
            assertThatExceptionOfType(AssociationException.Rejected.class)
                    .isThrownBy(() -> connect(server, US))
                    .withMessageContaining("local limit exceeded")
                    .satisfies(e -> assertThat(e.isTransient()).isTrue());
            assertThat(Cart.echo(at(server))).isTrue();
            open.forEach(DicomSender::close);
            assertThat(storeOne(server, 10).stored()).isTrue();
        }
    }

    @Test
    void silentConnectionsPushOutEachOtherAndNoWorkingOne() throws IOException {
        try (DicomServer server = start(_ -> new CountingSink(), limits -> limits.withAssociations(3, 10, 10, 1));
                DicomSender working = connect(server, US);
                RawDicomPeer oldest = RawDicomPeer.connect(at(server));
                RawDicomPeer second = RawDicomPeer.connect(at(server));
                RawDicomPeer third = RawDicomPeer.connect(at(server));
                RawDicomPeer fourth = RawDicomPeer.connect(at(server))) {
            assertThat(oldest.awaitClose()).isTrue();
            assertThat(store(working, 10).stored()).isTrue();
            fourth.send(RawPdu.associateRequest(RAW_US));
            assertThat(fourth.receive().type()).isEqualTo(RawPdu.A_ASSOCIATE_AC);
        }
    }

    @Test
    void closingLetsARunningObjectFinishAndAbortsIdleAssociations() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountingSink sink = new CountingSink() {
            @Override
            public void write(ByteBuffer dataSetBytes) throws IOException {
                super.write(dataSetBytes);
                writing.countDown();
            }
        };
        DicomServer server = start(_ -> sink);
        try (RawDicomPeer idle = RawDicomPeer.associate(at(server), RAW_US);
                RawDicomPeer busy = RawDicomPeer.associate(at(server), RAW_US)) {
            busy.send(
                    data(1, RawPdu.COMMAND | RawPdu.LAST, storeCommand(RawPdu.ULTRASOUND_MULTI_FRAME, "2.25.1")),
                    data(1, 0, new byte[10]));
            writing.await();
            Thread closing = Thread.ofVirtual().start(server::close);
            assertThat(idle.receive().type()).isEqualTo(RawPdu.A_ABORT);
            busy.send(data(1, RawPdu.LAST, new byte[10]));
            assertThat(busy.receive().status()).isZero();
            assertThat(busy.receive().type()).isEqualTo(RawPdu.A_ABORT);
            idle.close();
            busy.close();
            closing.join();
        }
        assertThat(sink.commits).hasValue(1);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> Cart.echo(at(server)));
    }

    @Test
    void closingAbortsAnObjectThatDoesNotFinishInTime() throws Exception {
        CountingSink sink = new CountingSink();
        Duration second = Duration.ofSeconds(1);
        DicomServer server =
                start(_ -> sink, limits -> limits.withTransportTimeouts(second, second, Duration.ofMillis(100)));
        try (RawDicomPeer busy = RawDicomPeer.associate(at(server), RAW_US)) {
            busy.send(
                    data(1, RawPdu.COMMAND | RawPdu.LAST, storeCommand(RawPdu.ULTRASOUND_MULTI_FRAME, "2.25.1")),
                    data(1, 0, new byte[10]));
            Thread closing = Thread.ofVirtual().start(server::close);
            assertThat(busy.receive().type()).isEqualTo(RawPdu.A_ABORT);
            busy.close();
            closing.join();
        }
        assertThat(sink.commits).hasValue(0);
    }

    private static DicomServer start(StoreHandler handler) throws IOException {
        return start(handler, UnaryOperator.identity());
    }

    private static DicomServer start(StoreHandler handler, UnaryOperator<Limits> limits) throws IOException {
        DicomServer server = new DicomServer(ServerConfiguration.of("NODE", handler)
                .withBindAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .withLimits(limits.apply(Limits.defaults())));
        server.start();
        return server;
    }

    private static Destination at(DicomServer server) {
        return new Destination("NODE", "127.0.0.1", server.port());
    }

    private static DicomSender connect(DicomServer server, PresentationContextRequest context) throws IOException {
        return DicomSender.connect(at(server), "CART", List.of(context, VERIFICATION), Limits.defaults());
    }

    private static StoreResult storeOne(DicomServer server, int bytes) throws IOException {
        try (DicomSender sender = connect(server, US)) {
            return store(sender, bytes);
        }
    }

    private static StoreResult store(DicomSender sender, int bytes) throws IOException {
        return sender.store(
                RawPdu.ULTRASOUND_MULTI_FRAME, "2.25.1", RawPdu.IMPLICIT_LITTLE_ENDIAN, ByteBuffer.allocate(bytes));
    }

    private static StoreStatus status(StoreResult result) {
        assertThat(result).isInstanceOf(StoreResult.Answered.class);
        return ((StoreResult.Answered) result).status();
    }

    private static int rawStatus(DicomServer server, byte[] command) throws IOException {
        try (RawDicomPeer peer = RawDicomPeer.associate(at(server), RAW_US)) {
            peer.send(data(1, RawPdu.COMMAND | RawPdu.LAST, command), data(1, RawPdu.LAST, new byte[100]));
            int status = peer.receive().status();
            // The association is still in step.
            peer.send(
                    data(1, RawPdu.COMMAND | RawPdu.LAST, storeCommand(RawPdu.ULTRASOUND_MULTI_FRAME, "2.25.9")),
                    data(1, RawPdu.LAST, new byte[100]));
            assertThat(peer.receive().status()).isZero();
            return status;
        }
    }
}
