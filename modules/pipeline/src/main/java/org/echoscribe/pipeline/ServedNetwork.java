package org.echoscribe.pipeline;

import java.util.HexFormat;
import org.echoscribe.imaging.decode.ScreenMasks;
import org.echoscribe.journal.DecisionRules;
import org.echoscribe.report.ReportPolicy;
import org.echoscribe.vocabulary.ModelIdentity;

/**
 * A network with all that follows from it: the rules of its decisions, and the steps that ask it.
 *
 * @param identity which network
 * @param rules under which rules its scores become an outcome
 * @param analyse decode, flow and infer with it
 */
record ServedNetwork(ModelIdentity identity, DecisionRules rules, AnalyseLoop analyse) {

    static ServedNetwork of(TrainedNetwork network, ReportOptions reports, ScreenMasks screenMasks) {
        ReportPolicy policy = reports.policyFor(network, screenMasks);
        return new ServedNetwork(
                network.identity(),
                new DecisionRules(
                        digest(policy), policy.minimumCertainty(), policy.minimumFrames(), policy.preprocessingId()),
                new AnalyseLoop(network, policy.minimumCertainty(), screenMasks));
    }

    /** What decides an outcome besides the loop and the model. */
    private static String digest(ReportPolicy policy) {
        String decision = policy.minimumCertainty() + " " + policy.minimumFrames() + " " + policy.preprocessingId();
        return HexFormat.of().formatHex(TextDigest.sha256(decision));
    }
}
