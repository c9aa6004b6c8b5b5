package org.echoscribe.dicom.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every pair of state and event against PS3.8 section 9.2, told the other way round: not as a table but as the rules that
 * stand behind it.
 */
class StateTableTest {
    private static final Set<State> ESTABLISHED_OR_RELEASING = EnumSet.range(State.STA6, State.STA12);
    private static final Set<Event> PDUS = EnumSet.of(
            Event.A_ASSOCIATE_AC_PDU,
            Event.A_ASSOCIATE_RJ_PDU,
            Event.A_ASSOCIATE_RQ_PDU,
            Event.P_DATA_TF_PDU,
            Event.A_RELEASE_RQ_PDU,
            Event.A_RELEASE_RP_PDU,
            Event.INVALID_PDU);

    static Stream<Arguments> pairs() {
        return Stream.of(State.values())
                .flatMap(state -> Stream.of(Event.values()).map(event -> Arguments.of(state, event)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void everyPairLeadsToTheActionOfTheStandard(State state, Event event) {
        assertThat(StateTable.action(state, event)).isEqualTo(expected(state, event));
    }

    private static Optional<Action> expected(State state, Event event) {
        boolean connected = state != State.STA1 && state != State.STA4;
        if (PDUS.contains(event) && !connected) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                switch (event) {
                    case A_ASSOCIATE_REQUEST -> when(state == State.STA1, Action.AE_1);
                    case TRANSPORT_CONNECT_CONFIRMATION -> when(state == State.STA4, Action.AE_2);
                    case TRANSPORT_CONNECTION_INDICATION -> when(state == State.STA1, Action.AE_5);
                    case A_ASSOCIATE_ACCEPT -> when(state == State.STA3, Action.AE_7);
                    case A_ASSOCIATE_REJECT -> when(state == State.STA3, Action.AE_8);
                    case P_DATA_REQUEST -> state == State.STA6 ? Action.DT_1 : when(state == State.STA8, Action.AR_7);
                    case A_RELEASE_REQUEST -> when(state == State.STA6, Action.AR_1);
                    case A_RELEASE_RESPONSE ->
                        state == State.STA9
                                ? Action.AR_9
                                : when(state == State.STA8 || state == State.STA12, Action.AR_4);
                    case A_ABORT_REQUEST ->
                        switch (state) {
                            case STA1, STA2, STA13 -> null;
                            case STA4 -> Action.AA_2;
                            default -> Action.AA_1;
                        };
                    case A_ABORT_PDU ->
                        switch (state) {
                            case STA1, STA4 -> null;
                            case STA2, STA13 -> Action.AA_2;
                            default -> Action.AA_3;
                        };
                    case TRANSPORT_CLOSED ->
                        switch (state) {
                            case STA1 -> null;
                            case STA2 -> Action.AA_5;
                            case STA13 -> Action.AR_5;
                            default -> Action.AA_4;
                        };
                    case ARTIM_EXPIRED -> when(state == State.STA2 || state == State.STA13, Action.AA_2);
                    default -> expectedOfPdu(state, event);
                });
    }

    /** What a PDU does where it belongs; everywhere else it aborts. */
    private static Action expectedOfPdu(State state, Event event) {
        List<Object> pair = List.of(state, event);
        if (pair.equals(List.of(State.STA2, Event.A_ASSOCIATE_RQ_PDU))) {
            return Action.AE_6;
        }
        if (pair.equals(List.of(State.STA5, Event.A_ASSOCIATE_AC_PDU))) {
            return Action.AE_3;
        }
        if (pair.equals(List.of(State.STA5, Event.A_ASSOCIATE_RJ_PDU))) {
            return Action.AE_4;
        }
        if (pair.equals(List.of(State.STA6, Event.P_DATA_TF_PDU))) {
            return Action.DT_2;
        }
        if (pair.equals(List.of(State.STA7, Event.P_DATA_TF_PDU))) {
            return Action.AR_6;
        }
        if (pair.equals(List.of(State.STA6, Event.A_RELEASE_RQ_PDU))) {
            return Action.AR_2;
        }
        if (pair.equals(List.of(State.STA7, Event.A_RELEASE_RQ_PDU))) {
            return Action.AR_8;
        }
        if (event == Event.A_RELEASE_RP_PDU && (state == State.STA7 || state == State.STA11)) {
            return Action.AR_3;
        }
        if (pair.equals(List.of(State.STA10, Event.A_RELEASE_RP_PDU))) {
            return Action.AR_10;
        }
        return switch (state) {
            case STA2 -> Action.AA_1;
            case STA13 -> event == Event.A_ASSOCIATE_RQ_PDU || event == Event.INVALID_PDU ? Action.AA_7 : Action.AA_6;
            default -> Action.AA_8;
        };
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void everyActionLeadsToTheStateThatItsNameImplies(State state, Event event) {
        StateTable.action(state, event).ifPresent(action -> {
            State next = action.next(true);
            switch (action) {
                case AA_1, AA_6, AA_7, AA_8, AE_8, AR_4 -> assertThat(next).isEqualTo(State.STA13);
                case AA_2, AA_3, AA_4, AA_5, AE_4, AR_3, AR_5 ->
                    assertThat(next).isEqualTo(State.STA1);
                case DT_1, DT_2, AR_6, AR_7 -> assertThat(next).isEqualTo(state);
                case AE_3, AE_7 -> assertThat(next).isEqualTo(State.STA6);
                default ->
                    assertThat(ESTABLISHED_OR_RELEASING.contains(next) || next.compareTo(State.STA6) < 0)
                            .isTrue();
            }
        });
    }

    @Test
    void aReleaseCollisionTakesTheRequestorAndTheAcceptorApart() {
        assertThat(statesOf(
                        StateMachine.ofRequestor(),
                        Event.A_ASSOCIATE_REQUEST,
                        Event.TRANSPORT_CONNECT_CONFIRMATION,
                        Event.A_ASSOCIATE_AC_PDU,
                        Event.A_RELEASE_REQUEST,
                        Event.A_RELEASE_RQ_PDU,
                        Event.A_RELEASE_RESPONSE,
                        Event.A_RELEASE_RP_PDU))
                .containsExactly(State.STA4, State.STA5, State.STA6, State.STA7, State.STA9, State.STA11, State.STA1);
        assertThat(statesOf(
                        StateMachine.ofAcceptor(),
                        Event.TRANSPORT_CONNECTION_INDICATION,
                        Event.A_ASSOCIATE_RQ_PDU,
                        Event.A_ASSOCIATE_ACCEPT,
                        Event.A_RELEASE_REQUEST,
                        Event.A_RELEASE_RQ_PDU,
                        Event.A_RELEASE_RP_PDU,
                        Event.A_RELEASE_RESPONSE,
                        Event.TRANSPORT_CLOSED))
                .containsExactly(
                        State.STA2,
                        State.STA3,
                        State.STA6,
                        State.STA7,
                        State.STA10,
                        State.STA12,
                        State.STA13,
                        State.STA1);
    }

    @Test
    void aLocalPrimitiveThatTheStateDoesNotAllowIsAnErrorOfOurs() {
        StateMachine machine = StateMachine.ofAcceptor();
        assertThatIllegalStateException()
                .isThrownBy(() -> machine.on(Event.P_DATA_REQUEST))
                .withMessageContaining("Evt9")
                .withMessageContaining("Sta1");
    }

    private static List<State> statesOf(StateMachine machine, Event... events) {
        return Stream.of(events)
                .map(event -> {
                    machine.on(event);
                    return machine.state();
                })
                .toList();
    }

    private static Action when(boolean condition, Action action) {
        return condition ? action : null;
    }
}
