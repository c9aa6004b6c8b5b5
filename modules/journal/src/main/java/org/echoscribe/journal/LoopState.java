package org.echoscribe.journal;

import java.util.Locale;

/** How far one stored object has come. */
public enum LoopState {
    /** Stored; not yet labelled. */
    RECEIVED,
    /** Its outcome is known; its report is not yet written. */
    LABELLED,
    /** Its report is written; some destination does not have it yet. */
    REPORTED,
    /** Every destination has its report. */
    DELIVERED,
    /** Not a loop that the network reads; it has no report of its own. */
    NOT_ATTEMPTED,
    /** It should have been labelled and could not be; it has no report of its own. */
    FAILED;

    /** True where nothing is left to be decided or written for the object itself. */
    public boolean isDecided() {
        return this != RECEIVED && this != LABELLED;
    }

    String stored() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static LoopState ofStored(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace(' ', '_'));
    }
}
