package org.echoscribe.node.compare;

import java.util.Optional;
import org.echoscribe.vocabulary.Scores;
import org.echoscribe.vocabulary.View;

/**
 * A loop that both models have scored.
 *
 * @param sopInstanceUid the loop's UID
 * @param studyInstanceUid its study's
 * @param first what the first said
 * @param second what the second said
 * @param truth the view that a person has verified, where one has
 */
public record ScoredLoop(
        String sopInstanceUid, String studyInstanceUid, Scores first, Scores second, Optional<View> truth) {

    /** Whether both name the same view, however sure they are of it. */
    boolean agree() {
        return first.best() == second.best();
    }
}
