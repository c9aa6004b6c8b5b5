package org.echoscribe.journal;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that will not be tried again by itself and that a person should look at.
 *
 * @param id what a person types: {@code L} and the number of a loop that could not be labelled, {@code D} and the
 *     number of a delivery or forward that its destination refused, {@code C} and the number of a request for
 *     commitment whose answer its sender refused, or {@code N} and the number of a study about which a notification was
 *     refused
 * @param sopInstanceUid the loop, the report or object that was refused, or the Transaction UID of the request; empty for
 *     a notification
 * @param studyInstanceUid its study; empty for a request
 * @param destination who refused it; empty for a loop
 * @param cause what happened, in the words of whoever refused
 * @param since when it failed
 * @param attempts how often it was tried
 */
public record DeadLetter(
        String id,
        String sopInstanceUid,
        String studyInstanceUid,
        Optional<String> destination,
        String cause,
        Instant since,
        int attempts) {}
