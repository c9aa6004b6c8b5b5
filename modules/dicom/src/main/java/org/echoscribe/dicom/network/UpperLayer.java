package org.echoscribe.dicom.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/** One side of one association: its state, its connection, and the actions that end it (PS3.8 section 9.2). */
final class UpperLayer {
    private final StateMachine machine;
    private final Transport transport;
    private final Limits limits;
    private final Duration closePatience;

    private UpperLayer(StateMachine machine, Transport transport, Limits limits, Duration closePatience) {
        this.machine = machine;
        this.transport = transport;
        this.limits = limits;
        this.closePatience = closePatience;
    }

    static UpperLayer ofAcceptor(Transport transport, Limits limits) {
        return new UpperLayer(StateMachine.ofAcceptor(), transport, limits, limits.artimTimeout());
    }

    /** A requestor does not wait long for its peer to close: somebody waits for the sender. */
    static UpperLayer ofRequestor(Transport transport, Limits limits) {
        Duration second = Duration.ofSeconds(1);
        Duration artim = limits.artimTimeout();
        return new UpperLayer(
                StateMachine.ofRequestor(), transport, limits, artim.compareTo(second) < 0 ? artim : second);
    }

    Transport transport() {
        return transport;
    }

    State state() {
        return machine.state();
    }

    /** Lets an event happen whose action the caller performs; it says which one it expects. */
    void expect(Event event, Action expected) {
        Action action = machine.on(event);
        if (action != expected) {
            throw new IllegalStateException(event + " led to " + action + ", not to " + expected);
        }
    }

    void send(ByteBuffer pdu) throws IOException {
        transport.write(pdu, Transport.after(limits.writeTimeout().toNanos()), "the peer to take a PDU");
    }

    /** Performs the actions of an ending, from whatever state, until the connection is closed. Never throws. */
    void end(Ending ending) {
        try {
            perform(machine.on(ending.event()), ending);
        } catch (IOException e) {
            // The connection failed while it was ending: it has ended.
        } finally {
            transport.close();
        }
    }

    /** Aborts as service user where there is an association, and closes the connection in any case. */
    void abortIfPossible() {
        if (machine.allows(Event.A_ABORT_REQUEST)) {
            end(Ending.byUser("unexpected error"));
        } else {
            transport.close();
        }
    }

    /** Refuses the association that was asked for. */
    void reject(AssociationRejection rejection) {
        try {
            expect(Event.A_ASSOCIATE_REJECT, Action.AE_8);
            sendAndAwaitClose(PduEncoder.associateReject(rejection));
        } catch (IOException e) {
            // As above.
        } finally {
            transport.close();
        }
    }

    private void perform(Action action, Ending ending) throws IOException {
        switch (action) {
            case AA_1 -> sendAndAwaitClose(PduEncoder.abort(Abort.BY_USER));
            case AA_7, AA_8 -> sendAndAwaitClose(PduEncoder.abort(Abort.byProvider(ending.reason())));
            case AR_2 -> perform(machine.on(Event.A_RELEASE_RESPONSE), ending);
            case AR_4 -> sendAndAwaitClose(PduEncoder.releaseResponse());
            case AA_2, AA_3, AA_4, AA_5, AR_3, AR_5, AE_4 -> transport.closeOrderly();
            default -> throw new IllegalStateException(action + " does not end an association");
        }
    }

    /**
     * Sends the last PDU and waits in Sta13. What comes is thrown away unread: after an invalid PDU nobody knows where
     * the next one begins, and the table would ignore (AA-6) or abort again (AA-7).
     */
    private void sendAndAwaitClose(ByteBuffer pdu) throws IOException {
        send(pdu);
        transport.shutdownOutput(Transport.after(limits.writeTimeout().toNanos()));
        ByteBuffer unread = ByteBuffer.allocate(4096);
        long deadline = Transport.after(closePatience.toNanos());
        Event event = Event.TRANSPORT_CLOSED;
        try {
            while (transport.read(unread, deadline, "the peer to close") >= 0) {
                unread.clear();
            }
        } catch (DeadlineExceededException e) {
            event = Event.ARTIM_EXPIRED;
        }
        machine.on(event);
    }
}
