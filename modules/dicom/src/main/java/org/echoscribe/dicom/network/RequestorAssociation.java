package org.echoscribe.dicom.network;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.echoscribe.dicom.network.OutgoingMessage.DataSetBytes;

/**
 * The requestor's side of an established association: carries one request at a time and what comes back for it, answers
 * what the peer asks meanwhile, and releases it. Used by one thread at a time.
 */
final class RequestorAssociation {
    private final Destination destination;
    private final AssociationInfo peer;
    private final Limits limits;
    private final UpperLayer upperLayer;
    private final PresentationContexts contexts;
    private final PDataWriter writer;
    private final PduReader reader;
    private final RequestorEnding ending;
    private int messageId;

    RequestorAssociation(
            Destination destination,
            AssociationInfo peer,
            Limits limits,
            UpperLayer upperLayer,
            PresentationContexts contexts,
            PDataWriter writer,
            PduReader reader,
            RequestorEnding ending) {
        this.destination = destination;
        this.peer = peer;
        this.limits = limits;
        this.upperLayer = upperLayer;
        this.contexts = contexts;
        this.writer = writer;
        this.reader = reader;
        this.ending = ending;
    }

    Destination destination() {
        return destination;
    }

    PresentationContexts contexts() {
        return contexts;
    }

    /**
     * The context of an abstract syntax that the peer must have accepted for what is asked.
     *
     * @throws AssociationException.NotAccepted when it has not
     */
    PresentationContext require(String abstractSyntaxUid, String service) throws AssociationException {
        return contexts.of(abstractSyntaxUid)
                .orElseThrow(() -> new AssociationException.NotAccepted(destination + " does not offer " + service
                        + " (it accepted no presentation context for " + abstractSyntaxUid + ")"));
    }

    /** A command set for a request, with its Message ID. */
    CommandSet command(int commandField) {
        messageId = messageId % 0xFFFF + 1;
        return new CommandSet()
                .putShort(CommandSet.COMMAND_FIELD, commandField)
                .putShort(CommandSet.MESSAGE_ID, messageId);
    }

    /** Sends a request that has one response and returns that. */
    DimseResponse request(OutgoingMessage message) throws IOException {
        return request(message, ServiceHandlers.NONE, response -> true);
    }

    /**
     * Sends a request and returns its last response.
     *
     * @param handlers for what the peer asks meanwhile
     * @param pending takes the responses before the last one
     * @throws LocalReadException when the source of the data set fails: the association is aborted, since half of it is out
     */
    DimseResponse request(OutgoingMessage message, ServiceHandlers handlers, Exchange.PendingResponses pending)
            throws IOException {
        requireAlive();
        ServiceProvider provider = provider(handlers);
        Exchange exchange =
                new Exchange(Optional.of(message.command()), contexts, provider, pending, new Turn(message));
        try {
            send(message);
            reader.beginMessage(Transport.after(limits.responseTimeout().toNanos()));
            take(exchange, () -> exchange.last().isPresent(), "its response");
            return exchange.last().orElseThrow();
        } catch (IOException e) {
            throw ending.failed(e);
        } finally {
            reader.endMessage();
            provider.cancel();
        }
    }

    /**
     * Answers what the peer asks on its own account, until enough has been asked.
     *
     * @param patience for all of it; when it is over the association is aborted
     * @throws AssociationException.TimedOut when it was not enough
     */
    void serve(Duration patience, ServiceHandlers handlers, BooleanSupplier enough, String waitedFor)
            throws IOException {
        requireAlive();
        ServiceProvider provider = provider(handlers);
        Exchange exchange =
                new Exchange(Optional.empty(), contexts, provider, response -> true, Exchange.Outlet.IN_HASTE);
        try {
            reader.beginMessage(Transport.after(patience.toNanos()));
            take(exchange, enough, waitedFor);
        } catch (IOException e) {
            throw ending.failed(e);
        } finally {
            reader.endMessage();
            provider.cancel();
        }
    }

    /** Releases the association and closes the connection. */
    void release() {
        if (upperLayer.state() != State.STA6) {
            upperLayer.transport().close();
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

    private void requireAlive() throws AssociationException {
        if (upperLayer.state() != State.STA6) {
            throw new AssociationException.ConnectionLost("the association with " + destination + " has ended");
        }
    }

    private void send(OutgoingMessage message) throws IOException {
        upperLayer.expect(Event.P_DATA_REQUEST, Action.DT_1);
        writer.writeCommand(message.context().id(), message.command());
        if (message.dataSet().isPresent()) {
            DataSetBytes dataSet = message.dataSet().get();
            writer.writeDataSet(message.context().id(), dataSet.length(), dataSet.source());
        }
        writer.flush();
    }

    /** Takes messages until there is enough; the reader's message deadline ends the whole of it. */
    private void take(Exchange exchange, BooleanSupplier enough, String waitedFor) throws IOException {
        MessageReceiver messages = new MessageReceiver(exchange, limits.maxCommandSetBytes());
        do {
            Duration pause = messages.inMessage() ? limits.pduTimeout() : limits.objectTimeout();
            Event event = reader.next(Transport.after(pause.toNanos()), waitedFor);
            switch (event) {
                case P_DATA_TF_PDU -> {
                    upperLayer.expect(event, Action.DT_2);
                    messages.receive(reader);
                }
                case A_ABORT_PDU -> throw ending.ended(Ending.by(event, "A-ABORT"), Optional.of(reader.peerAbort()));
                default -> throw ending.ended(Ending.by(event, event.toString()), Optional.empty());
            }
        } while (messages.inMessage() || !enough.getAsBoolean());
    }

    private ServiceProvider provider(ServiceHandlers handlers) {
        return new ServiceProvider(
                contexts, new Services(peer, handlers, limits.maxObjectBytes()), new ServiceProvider.Outlet() {
                    @Override
                    public void begun() {}

                    @Override
                    public void ended() {}

                    @Override
                    public void respond(int contextId, CommandSet response) throws IOException {
                        send(OutgoingMessage.of(contexts.byId(contextId).orElseThrow(), response));
                    }
                });
    }

    /** Gives each message its deadline: a response that of responses, a request that of objects. */
    private final class Turn implements Exchange.Outlet {
        private final OutgoingMessage request;
        private boolean cancelled;

        Turn(OutgoingMessage request) {
            this.request = request;
        }

        @Override
        public void requestBegun() {
            allow(limits.objectTimeout());
        }

        @Override
        public void messageEnded() {
            allow(limits.responseTimeout());
        }

        @Override
        public void sendCancel() throws IOException {
            CommandSet cancel = new CommandSet()
                    .putShort(CommandSet.COMMAND_FIELD, CommandField.C_CANCEL_RQ)
                    .putShort(
                            CommandSet.MESSAGE_ID_BEING_RESPONDED_TO,
                            request.command()
                                    .unsignedShort(CommandSet.MESSAGE_ID)
                                    .orElseThrow());
            send(OutgoingMessage.of(request.context(), cancel));
            allow(limits.responseTimeout());
            cancelled = true;
        }

        /** After C-CANCEL no message earns more time: a peer that does not stop is stopped. */
        private void allow(Duration time) {
            if (!cancelled) {
                reader.beginMessage(Transport.after(time.toNanos()));
            }
        }
    }
}
