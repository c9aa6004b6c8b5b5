package org.echoscribe.report;

import org.echoscribe.vocabulary.ModelIdentity;

/**
 * Which model decided about a loop, and under which rules: the model that serves when a report is written may be another.
 *
 * @param model which model
 * @param minimumCertainty below it no view was asserted, 0..1
 * @param minimumFrames loops with fewer frames were not attempted
 * @param preprocessingId names how frames became network inputs
 */
public record Decider(ModelIdentity model, double minimumCertainty, int minimumFrames, String preprocessingId) {

    /** The model that serves under a policy. */
    public static Decider of(ModelIdentity model, ReportPolicy policy) {
        return new Decider(model, policy.minimumCertainty(), policy.minimumFrames(), policy.preprocessingId());
    }

    /** The same operator's wishes about documents, under this decider's rules. */
    ReportPolicy rules(ReportPolicy policy) {
        return new ReportPolicy(
                policy.srSopClass(),
                policy.summaryTitle(),
                policy.abstainedLoopsReported(),
                policy.node(),
                policy.zone(),
                minimumCertainty,
                minimumFrames,
                preprocessingId);
    }
}
