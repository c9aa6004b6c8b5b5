package org.echoscribe.dicom.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.dicom.network.AssociateAccept.ContextResult;
import org.echoscribe.dicom.network.AssociateRequest.ProposedContext;

/** Bytes from nowhere: each decoder returns, or throws the one exception that stands for an invalid peer. */
class NetworkFuzzTest {
    private static final AssociationInfo PEER =
            new AssociationInfo(1, "A", "B", new InetSocketAddress(104), Optional.empty(), Optional.empty());
    private static final String IMPLICIT = "1.2.840.10008.1.2";
    private static final ServiceHandlers HANDLERS = new ServiceHandlers(
            Optional.of(request -> new CountingSink()),
            Optional.of(new CheckingCommitmentHandler()),
            Optional.of(new CheckingProcedureStepHandler()));

    @FuzzTest(maxDuration = "10s")
    void anAssociateRequestIsDecodedOrInvalid(byte[] body) {
        try {
            AssociateRequest request = AssociatePduDecoder.decodeRequest(ByteBuffer.wrap(body));
            assertThat(request.contexts()).hasSizeBetween(1, AssociateRequest.MAX_CONTEXTS);
            AssociateAccept accept =
                    new Negotiation(PEER, StandardNegotiation.acceptingEveryone(), HANDLERS).accept(request, 131072);
            ByteBuffer pdu = PduEncoder.encode(accept);
            AssociateAccept decoded = AssociatePduDecoder.decodeAccept(
                    pdu.slice(PduType.HEADER_LENGTH, pdu.limit() - PduType.HEADER_LENGTH));
            assertThat(decoded.contexts()).isEqualTo(accept.contexts());
        } catch (InvalidPduException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }

    @FuzzTest(maxDuration = "10s")
    void anAssociateAcceptIsDecodedOrInvalid(byte[] body) {
        try {
            AssociatePduDecoder.decodeAccept(ByteBuffer.wrap(body));
        } catch (InvalidPduException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }

    @FuzzTest(maxDuration = "10s")
    void aCommandSetIsDecodedAndEncodedTheSameOrInvalid(byte[] bytes) {
        try {
            CommandSet command = CommandSet.decode(ByteBuffer.wrap(bytes));
            CommandSet again = CommandSet.decode(command.encode());
            assertThat(again.encode()).isEqualTo(command.encode());
            CommandSet.responseTo(command, DimseStatus.SUCCESS).encode();
        } catch (InvalidCommandException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }

    @FuzzTest(maxDuration = "10s")
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

    @FuzzTest(maxDuration = "10s")
    void whatAPeerSaysAfterOurRequestIsTakenOrEndsTheAssociation(FuzzedDataProvider data) throws IOException {
        int piece = data.consumeInt(1, 300);
        int buffer = data.consumeInt(12, 500);
        boolean cancels = data.consumeBoolean();
        byte[] bytes = data.consumeRemainingAsBytes();
        MemoryConnection responses = new MemoryConnection(new byte[0], 100);
        try (Transport transport = Transport.over(responses)) {
            PDataWriter writer = new PDataWriter(transport, ByteBuffer.allocate(1024), 64, Long.MAX_VALUE / 4);
            ServiceProvider provider = provider(writer);
            Exchange exchange = new Exchange(
                    Optional.of(new CommandSet()
                            .putShort(CommandSet.COMMAND_FIELD, CommandField.C_FIND_RQ)
                            .putShort(CommandSet.MESSAGE_ID, 1)),
                    contexts(),
                    provider,
                    response -> !cancels,
                    Exchange.Outlet.IN_HASTE);
            try {
                MessageStreamTest.read(bytes, piece, buffer, 4096, exchange);
                assertThat(exchange.last().filter(last -> last.status().isPending()))
                        .isEmpty();
            } catch (InvalidPduException | InvalidCommandException | ConnectionEndedException e) {
                assertThat(e).hasMessageNotContaining("null");
            } finally {
                provider.cancel();
            }
        }
    }

    private static ServiceProvider provider(PDataWriter writer) {
        return new ServiceProvider(contexts(), new Services(PEER, HANDLERS, 1000), new ServiceProvider.Outlet() {
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

    private static PresentationContexts contexts() {
        List<ProposedContext> proposed = new ArrayList<>();
        List<ContextResult> results = new ArrayList<>();
        for (String abstractSyntax : List.of(
                Uids.Verification,
                Uids.UltrasoundMultiFrameImageStorage,
                Uids.StorageCommitmentPushModel,
                Uids.ModalityPerformedProcedureStep)) {
            int id = 2 * proposed.size() + 1;
            proposed.add(new ProposedContext(id, PresentationContextRequest.of(abstractSyntax, IMPLICIT)));
            results.add(new ContextResult(id, AssociateAccept.ACCEPTANCE, IMPLICIT));
        }
        UserInformation user = UserInformation.ours(4096);
        return PresentationContexts.ofAcceptor(
                new AssociateRequest(1, "B", "A", AssociateRequest.DICOM_APPLICATION_CONTEXT, proposed, user),
                new AssociateAccept("B", "A", results, user));
    }

    /** Checks that nothing comes through that no request could mean. */
    private static final class CheckingCommitmentHandler implements CommitmentHandler {
        @Override
        public void requested(AssociationInfo association, CommitmentRequest request) {
            assertThat(request.references()).isNotEmpty();
            CommitmentDataSets.write(request);
        }

        @Override
        public void reported(AssociationInfo association, CommitmentResult result) {
            CommitmentDataSets.write(result);
        }
    }

    private static final class CheckingProcedureStepHandler implements ProcedureStepHandler {
        @Override
        public void created(AssociationInfo association, String sopInstanceUid, Attributes attributes) {
            assertThat(Uid.isWellFormed(sopInstanceUid)).isTrue();
        }

        @Override
        public void set(AssociationInfo association, String sopInstanceUid, Attributes modifications) {
            assertThat(Uid.isWellFormed(sopInstanceUid)).isTrue();
        }
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
