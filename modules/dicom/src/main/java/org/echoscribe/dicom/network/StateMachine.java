package org.echoscribe.dicom.network;

/** Where one association stands in the {@link StateTable}. */
final class StateMachine {

    private final boolean requestor;
    private State state = State.STA1;

    private StateMachine(boolean requestor) {
        this.requestor = requestor;
    }

    static StateMachine ofRequestor() {
        return new StateMachine(true);
    }

    static StateMachine ofAcceptor() {
        return new StateMachine(false);
    }

    State state() {
        return state;
    }

    /**
     * Moves on and says what is to be done now.
     *
     * @throws IllegalStateException where the table has no action: an error of ours, never of the peer
     */
    Action on(Event event) {
        Action action = StateTable.action(state, event)
                .orElseThrow(() -> new IllegalStateException(event + " cannot happen in " + state));
        state = action.next(requestor);
        return action;
    }

    /** Whether the event is possible now; the peer's always are while there is a connection, local ones may not be. */
    boolean allows(Event event) {
        return StateTable.action(state, event).isPresent();
    }
}
