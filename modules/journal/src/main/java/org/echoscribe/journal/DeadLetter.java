package org.echoscribe.journal;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that will not be tried again by itself and that a person should look at.
 *
 * @param id what a person types: {@code L} and the number of a loop that could not be labelled, or {@code D} and the
 *     number of a delivery that its destination refused
 * @param sopInstanceUid the loop, or the report that was refused
 * @param studyInstanceUid its study
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
