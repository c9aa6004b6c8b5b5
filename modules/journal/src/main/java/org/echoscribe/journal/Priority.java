package org.echoscribe.journal;

/** Which work goes first where some waits: a study being scanned now, or what an outage left behind. */
public enum Priority {
    BACKLOG,
    LIVE
}
