package org.echoscribe.dicom.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echoscribe.dicom.network.AssociateAccept.ContextResult;
import org.echoscribe.dicom.network.AssociateRequest.ProposedContext;
import org.echoscribe.dicom.network.PDataWriter.Source;

/** The requestor's side of an association: makes it, carries one request and its response at a time, releases it. */
final class RequestorAssociation {
    private static final int RECEIVE_BUFFER_BYTES = 8 << 10;

    private final Destination destination;
    private final Limits limits;
    private final UpperLayer upperLayer;
    private final Transport transport;
    private final Map<PresentationContextRequest, Integer> accepted = new HashMap<>();
    private PDataWriter writer;
    private PduReader reader;

    private RequestorAssociation(Destination destination, Limits limits, Connection connection) {
        this.destination = destination;
        this.limits = limits;
        this.transport = Transport.over(connection);
        this.upperLayer = UpperLayer.ofRequestor(transport, limits);
    }

    static RequestorAssociation connect(
            Destination destination,
            String callingAeTitle,
            Collection<PresentationContextRequest> contexts,
            Limits limits)
            throws IOException {
        RequestorAssociation association =
                new RequestorAssociation(destination, limits, openConnection(destination, limits));
        try {
            association.associate(request(destination, callingAeTitle, contexts, limits));
            return association;
        } catch (IOException | RuntimeException e) {
            association.transport.close();
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
            return TcpConnection.of(socket);
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

    private static AssociateRequest request(
            Destination destination,
            String callingAeTitle,
            Collection<PresentationContextRequest> contexts,
            Limits limits) {
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
                UserInformation.ours(limits.maxReceivePduBytes()));
    }

    private void associate(AssociateRequest request) throws IOException {
        upperLayer.expect(Event.A_ASSOCIATE_REQUEST, Action.AE_1);
        upperLayer.expect(Event.TRANSPORT_CONNECT_CONFIRMATION, Action.AE_2);
        try {
            upperLayer.send(PduEncoder.encode(request));
            OpeningPdu answer = OpeningPdu.read(
                    transport,
                    limits.maxAssociatePduBytes(),
                    Transport.after(limits.artimTimeout().toNanos()),
                    "its answer to A-ASSOCIATE-RQ");
            switch (answer.event()) {
                case A_ASSOCIATE_AC_PDU -> {
                    AssociateAccept accept = AssociatePduDecoder.decodeAccept(answer.body());
                    upperLayer.expect(Event.A_ASSOCIATE_AC_PDU, Action.AE_3);
                    established(request, accept);
                }
                case A_ASSOCIATE_RJ_PDU -> throw rejected(answer.body());
                case A_ABORT_PDU -> {
                    Abort abort =
                            new Abort(answer.body().get(2) & 0xFF, answer.body().get(3) & 0xFF);
                    throw ended(Ending.by(answer.event(), "A-ABORT"), Optional.of(abort));
                }
                default -> throw ended(Ending.by(answer.event(), answer.event().toString()), Optional.empty());
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void established(AssociateRequest request, AssociateAccept accept) throws InvalidPduException {
        Map<Integer, ProposedContext> byId = new HashMap<>();
        request.contexts().forEach(context -> byId.put(context.id(), context));
        for (ContextResult result : accept.contexts()) {
            ProposedContext proposed = byId.get(result.id());
            if (proposed != null && result.isAccepted()) {
                accepted.put(
                        PresentationContextRequest.of(
                                proposed.request().abstractSyntaxUid(), result.transferSyntaxUid()),
                        result.id());
            }
        }
        writer = new PDataWriter(
                transport,
                ByteBuffer.allocateDirect(limits.associationBufferBytes()),
                accept.userInformation().maxPduBytes(),
                limits.writeTimeout().toNanos());
        reader = new PduReader(
                transport,
                ByteBuffer.allocateDirect(RECEIVE_BUFFER_BYTES),
                limits.maxReceivePduBytes(),
                limits.pduTimeout().toNanos());
    }

    /** The context in which such objects can be sent. */
    Optional<Integer> context(String abstractSyntaxUid, String transferSyntaxUid) {
        return Optional.ofNullable(accepted.get(PresentationContextRequest.of(abstractSyntaxUid, transferSyntaxUid)));
    }

    /** A context for the abstract syntax in whatever transfer syntax, for messages without a data set. */
    Optional<Integer> anyContext(String abstractSyntaxUid) {
        return accepted.entrySet().stream()
                .filter(entry -> entry.getKey().abstractSyntaxUid().equals(abstractSyntaxUid))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Sends a request without a data set and returns the response to it. */
    CommandSet request(int contextId, CommandSet command) throws IOException {
        begin();
        try {
            writer.writeCommand(contextId, command);
            writer.flush();
            return response(command);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Sends a request with its data set and returns the response to it.
     *
     * @throws LocalReadException when the source fails: the association is aborted, since half a data set is out
     */
    CommandSet request(int contextId, CommandSet command, long length, Source source) throws IOException {
        begin();
        try {
            writer.writeCommand(contextId, command);
            writer.writeDataSet(contextId, length, source);
            return response(command);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Releases the association and closes the connection. */
    void release() {
        if (upperLayer.state() != State.STA6) {
            transport.close();
            return;
        }
        upperLayer.expect(Event.A_RELEASE_REQUEST, Action.AR_1);
        try {
            upperLayer.send(PduEncoder.releaseRequest());
            awaitRelease();
        } catch (InvalidPduException e) {
            upperLayer.end(Ending.by(e));
        } catch (IOException e) {
            upperLayer.end(Ending.byUser(e.getMessage()));
        }
    }

    private void awaitRelease() throws IOException {
        long deadline = Transport.after(limits.artimTimeout().toNanos());
        while (true) {
            Event event = reader.next(deadline, "A-RELEASE-RP");
            switch (event) {
                case P_DATA_TF_PDU -> {
                    upperLayer.expect(event, Action.AR_6);
                    skipData();
                }
                case A_RELEASE_RQ_PDU -> {
                    upperLayer.expect(event, Action.AR_8);
                    upperLayer.expect(Event.A_RELEASE_RESPONSE, Action.AR_9);
                    upperLayer.send(PduEncoder.releaseResponse());
                }
                default -> {
                    upperLayer.end(Ending.by(event, event.toString()));
                    return;
                }
            }
        }
    }

    private void skipData() throws IOException {
        while (reader.nextPdv()) {
            while (reader.pdvRemaining() > 0) {
                reader.nextBytes();
            }
        }
    }

    private void begin() throws IOException {
        if (upperLayer.state() != State.STA6) {
            throw new AssociationException.ConnectionLost("the association with " + destination + " has ended");
        }
        upperLayer.expect(Event.P_DATA_REQUEST, Action.DT_1);
    }

    private CommandSet response(CommandSet request) throws IOException {
        CommandSet[] received = new CommandSet[1];
        MessageReceiver messages = new MessageReceiver(
                new MessageReceiver.Listener() {
                    @Override
                    public void begun(int contextId) {}

                    @Override
                    public void command(int contextId, CommandSet command) {
                        received[0] = command;
                    }

                    @Override
                    public void dataSetBytes(ByteBuffer bytes) {}

                    @Override
                    public void ended() {}
                },
                limits.maxCommandSetBytes());
        long deadline = Transport.after(limits.responseTimeout().toNanos());
        reader.beginMessage(deadline);
        do {
            Event event = reader.next(deadline, "its response");
            switch (event) {
                case P_DATA_TF_PDU -> {
                    upperLayer.expect(event, Action.DT_2);
                    messages.receive(reader);
                }
                case A_ABORT_PDU -> throw ended(Ending.by(event, "A-ABORT"), Optional.of(reader.peerAbort()));
                default -> throw ended(Ending.by(event, event.toString()), Optional.empty());
            }
        } while (received[0] == null || messages.inMessage());
        reader.endMessage();
        checkAnswers(request, received[0]);
        return received[0];
    }

    private static void checkAnswers(CommandSet request, CommandSet response) throws InvalidCommandException {
        int expected = request.unsignedShort(CommandSet.COMMAND_FIELD).orElse(0) | CommandField.RESPONSE;
        if (response.unsignedShort(CommandSet.COMMAND_FIELD).orElse(-1) != expected
                || !response.unsignedShort(CommandSet.MESSAGE_ID_BEING_RESPONDED_TO)
                        .equals(request.unsignedShort(CommandSet.MESSAGE_ID))
                || response.unsignedShort(CommandSet.STATUS).isEmpty()) {
            throw new InvalidCommandException("it does not answer our request");
        }
    }

    /** Ends the association for a failure and turns it into what the caller is told. */
    private IOException failed(IOException e) {
        return switch (e) {
            case AssociationException told -> told;
            case InvalidPduException invalid -> {
                upperLayer.end(Ending.by(invalid));
                yield new AssociationException.ProtocolError(destination + " sent " + invalid.getMessage());
            }
            case InvalidCommandException invalid -> {
                upperLayer.end(Ending.byUser(invalid.getMessage()));
                yield new AssociationException.ProtocolError(destination + " sent an " + invalid.getMessage());
            }
            case DeadlineExceededException late -> {
                upperLayer.end(Ending.byUser(late.getMessage()));
                yield new AssociationException.TimedOut(
                        "waited too long for " + destination + ": " + late.getMessage());
            }
            case LocalReadException local -> {
                upperLayer.end(Ending.byUser(local.getMessage()));
                yield local;
            }
            default -> {
                Optional<Abort> abort = abortBehindLostConnection();
                if (abort.isPresent()) {
                    yield ended(Ending.by(Event.A_ABORT_PDU, "A-ABORT"), abort);
                }
                upperLayer.end(Ending.by(Event.TRANSPORT_CLOSED, "connection lost"));
                yield new AssociationException.ConnectionLost(
                        "the connection to " + destination + " was lost: " + e.getMessage(), e);
            }
        };
    }

    /** A peer that aborts while we send closes under us; what it said may still be there to read. */
    private Optional<Abort> abortBehindLostConnection() {
        if (reader == null) {
            return Optional.empty();
        }
        try {
            Event event = reader.next(Transport.after(limits.artimTimeout().toNanos()), "A-ABORT");
            return event == Event.A_ABORT_PDU ? Optional.of(reader.peerAbort()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private AssociationException ended(Ending ending, Optional<Abort> abort) {
        upperLayer.end(ending);
        if (abort.isPresent()) {
            return new AssociationException.Aborted(
                    destination + " aborted the association " + abort.get().text(),
                    abort.get().source(),
                    abort.get().reason());
        }
        return ending.event() == Event.TRANSPORT_CLOSED
                ? new AssociationException.ConnectionLost(destination + " closed the connection")
                : new AssociationException.ProtocolError(destination + " sent an unexpected " + ending.text());
    }

    private AssociationException rejected(ByteBuffer body) {
        upperLayer.end(Ending.by(Event.A_ASSOCIATE_RJ_PDU, "A-ASSOCIATE-RJ"));
        int result = body.get(1) & 0xFF;
        int source = body.get(2) & 0xFF;
        int reason = body.get(3) & 0xFF;
        return new AssociationException.Rejected(
                "%s rejected the association (%s): %s"
                        .formatted(
                                destination,
                                result == 2 ? "transient" : "permanent",
                                AssociationRejection.text(source, reason)),
                result,
                source,
                reason);
    }
}
