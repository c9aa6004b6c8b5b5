package org.echoscribe.journal;

/** Which work goes first where some waits, the last of these before the others. */
public enum Priority {
    /** Studies of the past that were fetched from an archive. */
    BACKFILL(-1),
    /** What an outage left behind. */
    BACKLOG(0),
    /** A study being scanned now. */
    LIVE(1);

    private final int stored;

    Priority(int stored) {
        this.stored = stored;
    }

    /** How the journal writes it: the larger goes first. */
    int stored() {
        return stored;
    }

    /** What the journal wrote. */
    static Priority of(int stored) {
        for (Priority priority : values()) {
            if (priority.stored == stored) {
                return priority;
            }
        }
        throw new IllegalArgumentException("no priority is stored as " + stored);
    }
}
