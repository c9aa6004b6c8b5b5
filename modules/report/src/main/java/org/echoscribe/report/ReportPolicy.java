package org.echoscribe.report;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;

/**
 * How results are decided and written; everything that the operator sets.
 *
 * @param srSopClass the SOP class of all documents
 * @param summaryTitle the title of study summaries
 * @param abstainedLoopsReported whether a loop without a certain view gets a document of its own
 * @param node this node
 * @param zone dates and times are written in it where the source has no Timezone Offset From UTC (0008,0201)
 * @param minimumCertainty below it no view is asserted, 0..1
 * @param minimumFrames loops with fewer frames are not attempted
 * @param preprocessingId names how frames became network inputs, such as a digest of the input specification
 */
public record ReportPolicy(
        SrSopClass srSopClass,
        SummaryTitle summaryTitle,
        boolean abstainedLoopsReported,
        NodeIdentity node,
        ZoneId zone,
        double minimumCertainty,
        int minimumFrames,
        String preprocessingId) {

    public ReportPolicy {
        if (!(minimumCertainty >= 0 && minimumCertainty <= 1)) {
            throw new IllegalArgumentException("The minimum certainty lies within 0..1: " + minimumCertainty);
        }
    }

    /** The same decisions in documents of another form. */
    public ReportPolicy in(SrSopClass otherClass, SummaryTitle otherTitle) {
        return new ReportPolicy(
                otherClass,
                otherTitle,
                abstainedLoopsReported,
                node,
                zone,
                minimumCertainty,
                minimumFrames,
                preprocessingId);
    }

    /** The parameters of the decision as {@code key=value} lines, in the order in which they are written. */
    List<String> decisionParameters() {
        String percent = BigDecimal.valueOf(minimumCertainty)
                .movePointRight(2)
                .stripTrailingZeros()
                .toPlainString();
        return List.of(
                "min-certainty=" + percent + " %",
                "min-frames=" + minimumFrames,
                "preprocessing=" + PlainAscii.of(preprocessingId));
    }

    /** SHA-256 over the decision parameters in hex: reports of other decisions get other UIDs. */
    String digest() {
        try {
            byte[] lines = String.join("\n", decisionParameters()).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(lines));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
