package org.echoscribe.journal;

/**
 * The rules under which a model's scores become an outcome.
 *
 * @param policy their digest, as the ledger holds it
 * @param minimumCertainty below it no view is asserted, 0..1
 * @param minimumFrames loops with fewer frames are not attempted
 * @param preprocessingId names how frames became network inputs
 */
public record DecisionRules(String policy, double minimumCertainty, int minimumFrames, String preprocessingId) {}
