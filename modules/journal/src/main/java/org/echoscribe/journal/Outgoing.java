package org.echoscribe.journal;

import java.time.Instant;

/** One SOP Instance on its way to one destination: a report that was written here or an object that was received. */
public sealed interface Outgoing permits Delivery, Forward {

    /** The journal's number for this way of this instance. */
    long number();

    /** The instance's SOP Class UID. */
    String sopClassUid();

    /** The instance's SOP Instance UID. */
    String sopInstanceUid();

    /** Its study; empty when it has none. */
    String studyInstanceUid();

    /** The destination's name in the configuration. */
    String destination();

    /** How often it was offered and not taken, or its commitment asked for and not given. */
    int attempts();

    /** Not to be offered before this. */
    Instant nextAttemptAt();

    /** Why it was not taken the last time; empty at first. */
    String cause();
}
