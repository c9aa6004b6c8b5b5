package org.echoscribe.journal;

/** What recording a stored object found; whichever it is, the object is durable and may be acknowledged. */
public sealed interface Reception {

    /** The journal's number of the object. */
    long number();

    /** Never seen before: it will be labelled. */
    record New(long number) implements Reception {}

    /** The same UID and the same bytes as before: there is no new work. */
    record Repeated(long number) implements Reception {}

    /** A known UID with other bytes: both are kept, both are labelled, and a person should look. */
    record UidUsedBefore(long number) implements Reception {}
}
