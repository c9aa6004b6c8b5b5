package org.echoscribe.pipeline;

import org.echoscribe.imaging.decode.DecodedLoop;
import org.echoscribe.vocabulary.NetworkInput;
import org.echoscribe.vocabulary.Scores;

/** Looks at each answer of a network with what it was given, such as to show what the answer rests on. */
@FunctionalInterface
public interface AnswerObserver {

    /** Has nothing to look at. */
    AnswerObserver NONE = (_, _, _, _) -> {};

    /**
     * A loop has its scores. Called by several threads at once, before the outcome is recorded; it must not throw, for a
     * label is never lost to its explanation.
     *
     * @param sopInstanceUid of the loop, empty where its object does not say
     * @param loop the masked frames
     * @param input what the network read
     */
    void answered(String sopInstanceUid, DecodedLoop loop, NetworkInput input, Scores scores);
}
