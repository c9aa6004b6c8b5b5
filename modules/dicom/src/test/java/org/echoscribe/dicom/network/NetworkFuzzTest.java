package org.echoscribe.dicom.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/** Bytes from nowhere: each decoder returns, or throws the one exception that stands for an invalid peer. */
class NetworkFuzzTest {

    @FuzzTest(maxDuration = "2m")
    void anAssociateRequestIsDecodedOrInvalid(byte[] body) {
        try {
            AssociateRequest request = AssociatePduDecoder.decodeRequest(ByteBuffer.wrap(body));
            assertThat(request.contexts()).hasSizeBetween(1, AssociateRequest.MAX_CONTEXTS);
            AssociationInfo association = new AssociationInfo(
                    1,
                    request.callingAeTitle(),
                    request.calledAeTitle(),
                    new InetSocketAddress(104),
                    Optional.empty(),
                    Optional.empty());
            AssociateAccept accept =
                    new Negotiation(association, StandardNegotiation.acceptingEveryone()).accept(request, 131072);
            ByteBuffer pdu = PduEncoder.encode(accept);
            AssociateAccept decoded = AssociatePduDecoder.decodeAccept(
                    pdu.slice(PduType.HEADER_LENGTH, pdu.limit() - PduType.HEADER_LENGTH));
            assertThat(decoded.contexts()).isEqualTo(accept.contexts());
        } catch (InvalidPduException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }

    @FuzzTest(maxDuration = "2m")
    void anAssociateAcceptIsDecodedOrInvalid(byte[] body) {
        try {
            AssociatePduDecoder.decodeAccept(ByteBuffer.wrap(body));
        } catch (InvalidPduException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }

    @FuzzTest(maxDuration = "2m")
    void aCommandSetIsDecodedAndEncodedTheSameOrInvalid(byte[] bytes) {
        try {
            CommandSet command = CommandSet.decode(ByteBuffer.wrap(bytes));
            CommandSet again = CommandSet.decode(command.encode());
            assertThat(again.encode()).isEqualTo(command.encode());
            CommandSet.responseTo(command, 0x8001, StoreStatus.SUCCESS).encode();
        } catch (InvalidCommandException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }

    @FuzzTest(maxDuration = "2m")
    void aStreamOfPdusIsServedOrEndsTheAssociation(FuzzedDataProvider data) throws IOException {
        int piece = data.consumeInt(1, 300);
        int buffer = data.consumeInt(12, 500);
        byte[] bytes = data.consumeRemainingAsBytes();
        MemoryConnection responses = new MemoryConnection(new byte[0], 100);
        try (Transport transport = Transport.over(responses)) {
            PDataWriter writer = new PDataWriter(transport, ByteBuffer.allocate(1024), 64, Long.MAX_VALUE / 4);
            ServiceProvider provider = provider(writer);
            try {
                MessageStreamTest.read(bytes, piece, buffer, 4096, provider);
            } catch (InvalidPduException | InvalidCommandException | ConnectionEndedException e) {
                assertThat(e).hasMessageNotContaining("null");
            } finally {
                provider.cancel();
            }
        }
    }

    private static ServiceProvider provider(PDataWriter writer) {
        String implicit = "1.2.840.10008.1.2";
        return new ServiceProvider(
                new AssociationInfo(1, "A", "B", new InetSocketAddress(104), Optional.empty(), Optional.empty()),
                Map.of(
                        1, new ServiceProvider.Context(StandardNegotiation.VERIFICATION, implicit),
                        3, new ServiceProvider.Context("1.2.840.10008.5.1.4.1.1.3.1", implicit)),
                request -> new CountingSink(),
                1000,
                new ServiceProvider.Outlet() {
                    @Override
                    public void begun() {}

                    @Override
                    public void ended() {}

                    @Override
                    public void respond(int contextId, CommandSet response) throws IOException {
                        writer.writeCommand(contextId, response);
                        writer.flush();
                    }
                });
    }

    /** Checks the order in which a sink is used. */
    private static final class CountingSink implements ObjectSink {
        private long bytes;
        private boolean ended;

        @Override
        public void write(ByteBuffer dataSetBytes) {
            assertThat(ended).isFalse();
            assertThat(dataSetBytes.hasRemaining()).isTrue();
            bytes += dataSetBytes.remaining();
        }

        @Override
        public StoreStatus commit() {
            assertThat(ended).isFalse();
            assertThat(bytes).isPositive().isLessThanOrEqualTo(1000);
            ended = true;
            return StoreStatus.SUCCESS;
        }

        @Override
        public void abort() {
            assertThat(ended).isFalse();
            ended = true;
        }
    }
}
