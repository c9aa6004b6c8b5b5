package org.echoscribe.journal;

import java.time.Instant;

/**
 * What a step does with a turn. Whatever it throws makes the key wait for a growing time and counts as a failure, except
 * {@link StepBlockedException}, which makes the whole step wait.
 */
@FunctionalInterface
public interface Worker {

    /** How a turn ended. */
    sealed interface Ending {
        /** Nothing is left to do for the key. */
        record Done() implements Ending {}

        /** The key is to have another turn, for no failure of its own. */
        record Again(Instant at) implements Ending {}
    }

    /** Works; called by several threads, never by two for the same key at once. */
    Ending work(Turn turn) throws Exception;
}
