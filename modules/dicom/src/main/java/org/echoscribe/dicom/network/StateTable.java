package org.echoscribe.dicom.network;

import java.util.Optional;

/**
 * The state transition table of the upper layer, PS3.8 table 9-10: rows are events, columns states, cells actions. A
 * blank cell ({@code .}) cannot happen: a local primitive that the state does not allow, or a signal from a transport
 * that is not there.
 */
final class StateTable {

    // In this order: Evt1 to Evt19, as in the enum Event.
    private static final String TABLE = """
                Sta1  Sta2  Sta3  Sta4  Sta5  Sta6  Sta7  Sta8  Sta9  Sta10 Sta11 Sta12 Sta13
        Evt1    AE-1  .     .     .     .     .     .     .     .     .     .     .     .
        Evt2    .     .     .     AE-2  .     .     .     .     .     .     .     .     .
        Evt3    .     AA-1  AA-8  .     AE-3  AA-8  AA-8  AA-8  AA-8  AA-8  AA-8  AA-8  AA-6
        Evt4    .     AA-1  AA-8  .     AE-4  AA-8  AA-8  AA-8  AA-8  AA-8  AA-8  AA-8  AA-6
        Evt5    AE-5  .     .     .     .     .     .     .     .     .     .     .     .
        Evt6    .     AE-6  AA-8  .     AA-8  AA-8  AA-8  AA-8  AA-8  AA-8  AA-8  AA-8  AA-7
        Evt7    .     .     AE-7  .     .     .     .     .     .     .     .     .     .
        Evt8    .     .     AE-8  .     .     .     .     .     .     .     .     .     .
        Evt9    .     .     .     .     .     DT-1  .     AR-7  .     .     .     .     .
        Evt10   .     AA-1  AA-8  .     AA-8  DT-2  AR-6  AA-8  AA-8  AA-8  AA-8  AA-8  AA-6
        Evt11   .     .     .     .     .     AR-1  .     .     .     .     .     .     .
        Evt12   .     AA-1  AA-8  .     AA-8  AR-2  AR-8  AA-8  AA-8  AA-8  AA-8  AA-8  AA-6
        Evt13   .     AA-1  AA-8  .     AA-8  AA-8  AR-3  AA-8  AA-8  AR-10 AR-3  AA-8  AA-6
        Evt14   .     .     .     .     .     .     .     AR-4  AR-9  .     .     AR-4  .
        Evt15   .     .     AA-1  AA-2  AA-1  AA-1  AA-1  AA-1  AA-1  AA-1  AA-1  AA-1  .
        Evt16   .     AA-2  AA-3  .     AA-3  AA-3  AA-3  AA-3  AA-3  AA-3  AA-3  AA-3  AA-2
        Evt17   .     AA-5  AA-4  AA-4  AA-4  AA-4  AA-4  AA-4  AA-4  AA-4  AA-4  AA-4  AR-5
        Evt18   .     AA-2  .     .     .     .     .     .     .     .     .     .     AA-2
        Evt19   .     AA-1  AA-8  .     AA-8  AA-8  AA-8  AA-8  AA-8  AA-8  AA-8  AA-8  AA-7
        """;

    private static final Action[][] CELLS = parse();

    private StateTable() {}

    /** The action for an event in a state, empty for a pair that cannot happen. */
    static Optional<Action> action(State state, Event event) {
        return Optional.ofNullable(CELLS[event.ordinal()][state.ordinal()]);
    }

    private static Action[][] parse() {
        String[] rows = TABLE.strip().split("\n");
        Action[][] cells = new Action[Event.values().length][State.values().length];
        for (int event = 0; event < cells.length; event++) {
            String[] row = rows[event + 1].strip().split(" +");
            for (int state = 0; state < cells[event].length; state++) {
                String name = row[state + 1];
                cells[event][state] = name.equals(".") ? null : Action.valueOf(name.replace('-', '_'));
            }
        }
        return cells;
    }
}
