package org.echoscribe.dicom.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to a server, from the first byte to the last, on its own thread.
 *
 * <p>Until the peer has asked for an association, and after one has ended, it costs a thread and a few KiB; the large
 * buffer is taken only with a permit and given back before we wait for the peer to close.
 */
final class AcceptorAssociation implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptorAssociation.class);
    private static final int MAX_RESPONSE_BYTES = 1024;

    private final long number;
    private final InetSocketAddress peer;
    private final UpperLayer upperLayer;
    private final Transport transport;
    private final ServerContext server;
    private volatile boolean closing;
    private volatile boolean waitingForMessage;

    /** A connection just accepted. */
    AcceptorAssociation(long number, InetSocketAddress peer, Connection connection, ServerContext server) {
        this.number = number;
        this.server = server;
        this.peer = peer;
        this.transport = Transport.over(connection);
        this.upperLayer = UpperLayer.ofAcceptor(transport, limits());
    }

    @Override
    public void run() {
        try {
            serve();
        } catch (IOException e) {
            LOG.info("association {} from {}: connection lost: {}", number, peer, e.getMessage());
        } catch (Throwable e) {
            LOG.error("association {} from {}: aborted by an unexpected error", number, peer, e);
            upperLayer.abortIfPossible();
        } finally {
            transport.close();
            server.connections().remove(this);
        }
    }

    /** Lets a running message finish, ends the association at once when there is none. */
    void closeWhenIdle() {
        closing = true;
        if (waitingForMessage) {
            transport.interrupt();
        }
    }

    /** Ends whatever this association waits for. */
    void interrupt() {
        closing = true;
        transport.interrupt();
    }

    /** Closes the connection under whatever the association does. */
    void closeTransport() {
        transport.close();
    }

    private void serve() throws IOException {
        Optional<TlsSession> tls;
        try {
            tls = transport.secure(Transport.after(limits().artimTimeout().toNanos()));
        } catch (DeadlineExceededException e) {
            LOG.warn("connection {} from {} closed: waited too long for {}", number, peer, e.getMessage());
            return;
        } catch (IOException e) {
            LOG.warn("connection {} from {} closed within its TLS handshake: {}", number, peer, e.getMessage());
            return;
        }
        converse(tls);
    }

    private void converse(Optional<TlsSession> tls) throws IOException {
        upperLayer.expect(Event.TRANSPORT_CONNECTION_INDICATION, Action.AE_5);
        AssociateRequest request;
        try {
            OpeningPdu pdu = OpeningPdu.read(
                    transport,
                    limits().maxAssociatePduBytes(),
                    Transport.after(limits().artimTimeout().toNanos()),
                    "an A-ASSOCIATE-RQ");
            if (pdu.event() != Event.A_ASSOCIATE_RQ_PDU) {
                finish(Ending.by(pdu.event(), pdu.event() + " instead of an A-ASSOCIATE-RQ"));
                return;
            }
            request = AssociatePduDecoder.decodeRequest(pdu.body());
            upperLayer.expect(Event.A_ASSOCIATE_RQ_PDU, Action.AE_6);
        } catch (InvalidPduException e) {
            finish(Ending.by(e));
            return;
        } catch (DeadlineExceededException e) {
            finish(Ending.by(Event.ARTIM_EXPIRED, "waited too long for " + e.getMessage()));
            return;
        }
        associate(request, tls);
    }

    private void associate(AssociateRequest request, Optional<TlsSession> tls) throws IOException {
        AssociationInfo association = new AssociationInfo(
                number,
                request.callingAeTitle(),
                request.calledAeTitle(),
                peer,
                request.userInformation().implementationClassUid(),
                request.userInformation().implementationVersionName(),
                tls,
                request.userInformation().userIdentity());
        Negotiation negotiation =
                new Negotiation(association, server.configuration().negotiationPolicy(), handlers());
        Optional<AssociationRejection> rejection = negotiation.rejection(request);
        if (rejection.isPresent()) {
            reject(association, rejection.get());
            return;
        }
        boolean verificationOnly = request.contexts().stream()
                .allMatch(context -> context.request().abstractSyntaxUid().equals(StandardNegotiation.VERIFICATION));
        Optional<AssociationPermits.Permit> permit = server.permits()
                .tryAcquire(
                        new AssociationPermits.Applicant(
                                peer.getAddress(),
                                association.callingAeTitle(),
                                server.configuration().negotiationPolicy().maxAssociations(association)),
                        verificationOnly);
        if (permit.isEmpty()) {
            reject(association, AssociationRejection.LOCAL_LIMIT_EXCEEDED);
            return;
        }
        Ending ending;
        try (AssociationPermits.Permit held = permit.get();
                BufferPool.Loan loan = server.buffers().borrow()) {
            server.connections().established(this);
            ending = converse(association, request, negotiation, loan.buffer(), held.isFromReserve());
        }
        server.connections().addPending(this);
        finish(ending);
    }

    private void reject(AssociationInfo association, AssociationRejection rejection) {
        LOG.warn(
                "association {} from {} ({} to {}) rejected: {}",
                number,
                peer,
                association.callingAeTitle(),
                association.calledAeTitle(),
                rejection.text());
        upperLayer.reject(rejection);
    }

    private void finish(Ending ending) {
        if (ending.isOrderly()) {
            LOG.info("association {} from {} released", number, peer);
        } else {
            LOG.warn("association {} from {} ended: {}", number, peer, ending.text());
        }
        upperLayer.end(ending);
    }

    /** Accepts, takes messages until something ends that, and says what it was. */
    private Ending converse(
            AssociationInfo association,
            AssociateRequest request,
            Negotiation negotiation,
            ByteBuffer buffer,
            boolean briefly)
            throws IOException {
        AssociateAccept accept = negotiation.accept(request, limits().maxReceivePduBytes());
        upperLayer.expect(Event.A_ASSOCIATE_ACCEPT, Action.AE_7);
        upperLayer.send(PduEncoder.encode(accept));
        PresentationContexts contexts = PresentationContexts.ofAcceptor(request, accept);
        LOG.info(
                "association {} from {} ({} to {}) established, {} of {} contexts accepted",
                number,
                peer,
                association.callingAeTitle(),
                association.calledAeTitle(),
                contexts.size(),
                accept.contexts().size());
        association.tls().ifPresent(session -> LOG.info("association {} is secured by {}", number, session));
        association
                .userIdentity()
                .ifPresent(identity -> LOG.info(
                        "association {}: the peer sent a user identity of the kind {}, accepted without a check",
                        number,
                        identity.type()));
        PduReader reader = new PduReader(
                transport,
                buffer,
                limits().maxReceivePduBytes(),
                limits().pduTimeout().toNanos());
        Outlet outlet = new Outlet(reader, request.userInformation().maxPduBytes());
        ServiceProvider provider =
                new ServiceProvider(contexts, new Services(association, handlers(), limits().maxObjectBytes()), outlet);
        long idleNanos = (briefly ? limits().artimTimeout() : limits().idleTimeout()).toNanos();
        try {
            return takeMessages(reader, new MessageReceiver(provider, limits().maxCommandSetBytes()), idleNanos);
        } catch (InvalidPduException e) {
            return Ending.by(e);
        } catch (InvalidCommandException e) {
            return Ending.byUser(e.getMessage());
        } catch (DeadlineExceededException e) {
            return Ending.byUser(closing ? "the server closes" : "waited too long for " + e.getMessage());
        } catch (ConnectionEndedException e) {
            return Ending.by(Event.TRANSPORT_CLOSED, e.getMessage());
        } finally {
            provider.cancel();
        }
    }

    private Ending takeMessages(PduReader reader, MessageReceiver messages, long idleNanos) throws IOException {
        while (true) {
            Event event;
            if (messages.inMessage()) {
                event = reader.next(Transport.after(limits().pduTimeout().toNanos()), "the next PDU of a message");
            } else {
                waitingForMessage = true;
                if (closing) {
                    return Ending.byUser("the server closes");
                }
                event = reader.next(Transport.after(idleNanos), "a message");
                waitingForMessage = false;
            }
            switch (event) {
                case P_DATA_TF_PDU -> {
                    upperLayer.expect(event, Action.DT_2);
                    messages.receive(reader);
                }
                case A_ABORT_PDU -> {
                    return Ending.by(event, "A-ABORT " + reader.peerAbort().text());
                }
                default -> {
                    return Ending.by(event, messages.inMessage() ? event + " within a message" : event.toString());
                }
            }
        }
    }

    private ServiceHandlers handlers() {
        return ServiceHandlers.of(server.configuration());
    }

    private Limits limits() {
        return server.configuration().limits();
    }

    /** Sends responses, and starts and stops the deadline of a whole message. */
    private final class Outlet implements ServiceProvider.Outlet {
        private final PduReader reader;
        private final PDataWriter writer;

        Outlet(PduReader reader, int peerMaxPduBytes) {
            this.reader = reader;
            this.writer = new PDataWriter(
                    transport,
                    ByteBuffer.allocate(MAX_RESPONSE_BYTES),
                    peerMaxPduBytes,
                    limits().writeTimeout().toNanos());
        }

        @Override
        public void begun() {
            reader.beginMessage(Transport.after(limits().objectTimeout().toNanos()));
        }

        @Override
        public void ended() {
            reader.endMessage();
        }

        @Override
        public void respond(int contextId, CommandSet response) throws IOException {
            upperLayer.expect(Event.P_DATA_REQUEST, Action.DT_1);
            writer.writeCommand(contextId, response);
            writer.flush();
        }
    }
}
