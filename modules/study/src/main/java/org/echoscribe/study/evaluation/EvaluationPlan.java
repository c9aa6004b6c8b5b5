package org.echoscribe.study.evaluation;

import java.util.Optional;
import org.echoscribe.study.data.DataSet;

/**
 * What an evaluation measures.
 *
 * @param test loops of studies that no bundle was trained on
 * @param reader whose views are the truth
 * @param training what the bundles learnt from, described beside the test loops
 * @param validation loops on which a calibration temperature is fitted
 * @param minimumFrames shorter loops are not scored; 40 in the paper
 * @param experimentLoops on so many loops, drawn with the seed, the background and the robustness are tested; 0 for none
 * @param seed decides that draw and the bootstrap
 * @param threads loops worked on at the same time
 */
public record EvaluationPlan(
        DataSet test,
        String reader,
        Optional<DataSet> training,
        Optional<DataSet> validation,
        int minimumFrames,
        int experimentLoops,
        long seed,
        int threads) {

    public EvaluationPlan {
        if (!test.readers().contains(reader)) {
            throw new IllegalArgumentException(
                    "No loop was read by \"" + reader + "\"; the readers are " + String.join(", ", test.readers()));
        }
    }
}
