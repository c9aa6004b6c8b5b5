package org.echoscribe.dicom.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.echoscribe.dicom.network.AssociateRequest.ProposedContext;
import org.echoscribe.dicom.network.UserInformation.RoleSelection;
import org.echoscribe.dicom.tls.SecureContext;

/** Connects to a destination and asks it for an association. */
final class EstablishAssociation {
    private static final int RECEIVE_BUFFER_BYTES = 8 << 10;

    private final Destination destination;
    private final String callingAeTitle;
    private final Limits limits;
    private final Transport transport;
    private final UpperLayer upperLayer;
    private final RequestorEnding ending;
    private Optional<TlsSession> tls = Optional.empty();

    private EstablishAssociation(Destination destination, String callingAeTitle, Limits limits, Connection connection) {
        this.destination = destination;
        this.callingAeTitle = callingAeTitle;
        this.limits = limits;
        this.transport = Transport.over(connection);
        this.upperLayer = UpperLayer.ofRequestor(transport, limits);
        this.ending = new RequestorEnding(destination, upperLayer, limits);
    }

    /**
     * Associates.
     *
     * @param contexts 1 to 128 presentation contexts to propose
     * @param roles SCP/SCU role selections to propose; a SOP class without one has us as SCU
     * @throws AssociationException of the kind that tells what went wrong
     */
    static RequestorAssociation with(
            Destination destination,
            String callingAeTitle,
            Collection<PresentationContextRequest> contexts,
            List<RoleSelection> roles,
            Limits limits)
            throws IOException {
        AeTitle.require(callingAeTitle);
        if (contexts.isEmpty() || contexts.size() > AssociateRequest.MAX_CONTEXTS) {
            throw new IllegalArgumentException(
                    "an association proposes 1 to 128 presentation contexts, not " + contexts.size());
        }
        EstablishAssociation establishing =
                new EstablishAssociation(destination, callingAeTitle, limits, openConnection(destination, limits));
        try {
            return establishing.associate(establishing.request(contexts, roles));
        } catch (IOException | RuntimeException e) {
            establishing.transport.close();
            throw e;
        }
    }

    private static Connection openConnection(Destination destination, Limits limits) throws IOException {
        SocketChannel socket = SocketChannel.open();
        try {
            InetSocketAddress address = new InetSocketAddress(destination.host(), destination.port());
            if (address.isUnresolved()) {
                throw new UnknownHostException("the name is not known");
            }
            socket.socket().connect(address, (int)
                    Math.min(Integer.MAX_VALUE, limits.connectTimeout().toMillis()));
            return destination.tls().isEmpty()
                    ? TcpConnection.of(socket)
                    : TlsConnection.ofRequestor(
                            socket,
                            SecureContext.shared(destination.tls().get()),
                            destination.host(),
                            destination.port());
        } catch (SocketTimeoutException e) {
            socket.close();
            throw new AssociationException.TimedOut(
                    destination + " did not take the connection within " + limits.connectTimeout());
        } catch (IOException e) {
            socket.close();
            throw new AssociationException.ConnectionLost(
                    "cannot connect to " + destination + ": " + e.getMessage(), e);
        }
    }

    private AssociateRequest request(Collection<PresentationContextRequest> contexts, List<RoleSelection> roles) {
        List<ProposedContext> proposed = new ArrayList<>();
        int id = 1;
        for (PresentationContextRequest context : contexts) {
            proposed.add(new ProposedContext(id, context));
            id += 2;
        }
        return new AssociateRequest(
                1,
                destination.aeTitle(),
                callingAeTitle,
                AssociateRequest.DICOM_APPLICATION_CONTEXT,
                proposed,
                UserInformation.ours(limits.maxReceivePduBytes()).withRoles(roles));
    }

    private RequestorAssociation associate(AssociateRequest request) throws IOException {
        tls = secured();
        upperLayer.expect(Event.A_ASSOCIATE_REQUEST, Action.AE_1);
        upperLayer.expect(Event.TRANSPORT_CONNECT_CONFIRMATION, Action.AE_2);
        try {
            upperLayer.send(PduEncoder.encode(request));
            OpeningPdu answer = OpeningPdu.read(
                    transport,
                    limits.maxAssociatePduBytes(),
                    Transport.after(limits.artimTimeout().toNanos()),
                    "its answer to A-ASSOCIATE-RQ");
            return switch (answer.event()) {
                case A_ASSOCIATE_AC_PDU -> {
                    AssociateAccept accept = AssociatePduDecoder.decodeAccept(answer.body());
                    upperLayer.expect(Event.A_ASSOCIATE_AC_PDU, Action.AE_3);
                    yield established(request, accept);
                }
                case A_ASSOCIATE_RJ_PDU -> throw ending.rejected(answer.body());
                case A_ABORT_PDU -> {
                    Abort abort =
                            new Abort(answer.body().get(2) & 0xFF, answer.body().get(3) & 0xFF);
                    throw ending.ended(Ending.by(answer.event(), "A-ABORT"), Optional.of(abort));
                }
                default ->
                    throw ending.ended(Ending.by(answer.event(), answer.event().toString()), Optional.empty());
            };
        } catch (IOException e) {
            throw ending.failed(e);
        }
    }

    private Optional<TlsSession> secured() throws IOException {
        try {
            return transport.secure(Transport.after(limits.artimTimeout().toNanos()));
        } catch (DeadlineExceededException e) {
            throw new AssociationException.TimedOut(
                    destination + " did not finish the TLS handshake within " + limits.artimTimeout());
        } catch (IOException e) {
            throw new AssociationException.NotSecured(
                    "no TLS with " + destination + ": "
                            + (e instanceof ConnectionEndedException
                                    ? "it closed the connection within the handshake; does it speak TLS there, and trust"
                                            + " our certificate?"
                                    : e.getMessage()),
                    e);
        }
    }

    private RequestorAssociation established(AssociateRequest request, AssociateAccept accept) {
        PDataWriter writer = new PDataWriter(
                transport,
                ByteBuffer.allocateDirect(limits.associationBufferBytes()),
                accept.userInformation().maxPduBytes(),
                limits.writeTimeout().toNanos());
        PduReader reader = new PduReader(
                transport,
                ByteBuffer.allocateDirect(RECEIVE_BUFFER_BYTES),
                limits.maxReceivePduBytes(),
                limits.pduTimeout().toNanos());
        ending.established(reader);
        AssociationInfo peer = new AssociationInfo(
                0,
                destination.aeTitle(),
                callingAeTitle,
                new InetSocketAddress(destination.host(), destination.port()),
                accept.userInformation().implementationClassUid(),
                accept.userInformation().implementationVersionName(),
                tls,
                Optional.empty());
        return new RequestorAssociation(
                destination,
                peer,
                limits,
                upperLayer,
                PresentationContexts.ofRequestor(request, accept),
                writer,
                reader,
                ending);
    }
}
