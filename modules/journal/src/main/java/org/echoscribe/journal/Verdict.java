package org.echoscribe.journal;

import java.time.Instant;

/** What is to become of an instance whose commitment was asked for. */
public sealed interface Verdict {

    /** The destination keeps it: it is delivered. */
    record Committed() implements Verdict {}

    /** The destination said nothing about it: the next request will ask again. */
    record Unsaid() implements Verdict {}

    /** It is asked for once more, not before this. */
    record AskAgain(Instant at, String cause) implements Verdict {}

    /** The destination does not have it after all: it is sent once more, not before this. */
    record StoreAgain(Instant at, String cause) implements Verdict {}

    /** The destination will never keep it: a dead letter. */
    record GiveUp(String cause) implements Verdict {}
}
