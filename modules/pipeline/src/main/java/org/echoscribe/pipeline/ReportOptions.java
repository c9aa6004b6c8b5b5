package org.echoscribe.pipeline;

import java.time.Duration;
import java.time.ZoneId;
import java.util.HexFormat;
import org.echoscribe.imaging.decode.ScreenMasks;
import org.echoscribe.report.Decider;
import org.echoscribe.report.NodeIdentity;
import org.echoscribe.report.ReportPolicy;
import org.echoscribe.report.SrSopClass;
import org.echoscribe.report.SummaryTitle;

/**
 * What the operator says about reports.
 *
 * @param srSopClass the SOP class of documents while there is no destination that says another
 * @param summaryTitle the title of study summaries then
 * @param abstainedLoopsReported whether a loop without a certain view gets a document of its own
 * @param contactSheets whether contact sheets are drawn while there is no destination that says so
 * @param partialSummaryInterval while a study is arriving, a summary of what is decided is written so often; zero for never
 * @param minimumCertainty below it no view is asserted, 0..1; the network's own threshold holds where it is higher
 * @param node this node
 * @param zone for dates and times where the source has no time zone
 */
public record ReportOptions(
        SrSopClass srSopClass,
        SummaryTitle summaryTitle,
        boolean abstainedLoopsReported,
        boolean contactSheets,
        Duration partialSummaryInterval,
        double minimumCertainty,
        NodeIdentity node,
        ZoneId zone) {

    /** The policy that holds for reports of what this model decided. */
    ReportPolicy policyFor(Decider decider) {
        return new ReportPolicy(
                srSopClass,
                summaryTitle,
                abstainedLoopsReported,
                node,
                zone,
                decider.minimumCertainty(),
                decider.minimumFrames(),
                decider.preprocessingId());
    }

    /** The policy that holds for reports of this network on frames that are blanked so, where no destination says more. */
    ReportPolicy policyFor(TrainedNetwork network, ScreenMasks screenMasks) {
        return new ReportPolicy(
                srSopClass,
                summaryTitle,
                abstainedLoopsReported,
                node,
                zone,
                Math.max(minimumCertainty, network.abstentionThreshold()),
                network.inputSpecification().minimumFrames(),
                preprocessingId(network, screenMasks));
    }

    /** A digest of the input specification and the masks: frames prepared in another way are another preprocessing. */
    private static String preprocessingId(TrainedNetwork network, ScreenMasks screenMasks) {
        String masks = screenMasks.masks().isEmpty() ? "" : screenMasks.toString();
        return HexFormat.of().formatHex(TextDigest.sha256(network.inputSpecification() + masks), 0, 8);
    }
}
