package org.echoscribe.study.saliency;

import java.nio.file.Path;
import java.util.Optional;
import org.echoscribe.vocabulary.View;

/**
 * What is asked of a loop.
 *
 * @param view whose score is explained; the winning one where none is given
 * @param against explains why that view rather than this one: the difference of both scores
 * @param timesInput weighs each derivative with the input itself (gradient times input, A. Shrikumar et al. 2016,
 *     arXiv:1605.01713), so that in the temporal stream only what moves counts; false is the paper's plain gradient.
 *     {@link SaliencyMethod#INTEGRATED} always does
 * @param method how the derivative becomes a map
 * @param baseline for integrated gradients, the DICOM file of the loop to start from; black and still where none is given
 */
public record Question(
        Optional<View> view,
        Optional<View> against,
        boolean timesInput,
        SaliencyMethod method,
        Optional<Path> baseline) {

    public Question {
        if (baseline.isPresent() && method != SaliencyMethod.INTEGRATED) {
            throw new IllegalArgumentException("Only integrated gradients start from a baseline, not " + method);
        }
    }

    /** Of the gradient at the loop itself. */
    public Question(Optional<View> view, Optional<View> against, boolean timesInput) {
        this(view, against, timesInput, SaliencyMethod.GRADIENT, Optional.empty());
    }

    /** The paper's: the plain gradient of the winning score. */
    public static Question ofThePaper() {
        return new Question(Optional.empty(), Optional.empty(), false);
    }
}
