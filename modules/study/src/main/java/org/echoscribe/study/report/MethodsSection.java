package org.echoscribe.study.report;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.echoscribe.study.evaluation.BundleAnswers;
import org.echoscribe.study.evaluation.Measured;

/** What was measured with what, what was left out, and the figures that were published for comparison. */
final class MethodsSection {

    private MethodsSection() {}

    static Section of(Measured measured) {
        return new Section.Builder("methods", "Methods and sources")
                .words(
                        "Each loop was read, decoded, masked and prepared by the very steps of the service, with each bundle's"
                                + " own input specification, and scored by the bundle's shipped graphs. The truth is the reference"
                                + " reader's view. Statistics follow Howard et al. 2020.")
                .numbers(bundles(measured))
                .numbers(unscored(measured))
                .words(
                        "For comparison, the figures published on 2,140 loops of 92 studies by J. P. Howard et al., Improving"
                                + " ultrasound video classification, J Med Artif Intell 2020;3:4, doi 10.21037/jmai.2019.10.03."
                                + " Another archive's loops, readers and machines give other figures.")
                .numbers(published())
                .build();
    }

    private static NumberTable bundles(Measured measured) {
        NumberTable.Builder table = NumberTable.of("bundles", "Bundles")
                .column("network", "Network", NumberFormat.TEXT)
                .column("version", "Version", NumberFormat.TEXT)
                .column("manufacturer", "Made by", NumberFormat.TEXT)
                .column("trained_on", "Trained on", NumberFormat.TEXT)
                .column("temperature", "Temperature", NumberFormat.THREE_DECIMALS)
                .column("threshold", "Threshold", NumberFormat.THREE_DECIMALS)
                .column("sha256", "SHA-256", NumberFormat.TEXT);
        for (BundleAnswers bundle : measured.bundles()) {
            table.row(
                    bundle.model().name(),
                    bundle.model().version(),
                    bundle.model().manufacturer(),
                    bundle.model().synthetic() ? "SYNTHETIC loops" : "see its card",
                    bundle.temperature(),
                    bundle.threshold(),
                    bundle.model().sha256());
        }
        return table.build();
    }

    private static NumberTable unscored(Measured measured) {
        NumberTable.Builder table = NumberTable.of("left-out", "Loops that were not scored")
                .column("reason", "Reason", NumberFormat.TEXT)
                .column("loops", "Loops", NumberFormat.COUNT);
        Map<String, Long> reasons = new TreeMap<>(measured.test().unscored().values().stream()
                .collect(Collectors.groupingBy(reason -> reason, Collectors.counting())));
        table.row(
                "unclassifiable to the reference reader",
                measured.test().unclassifiable().size());
        reasons.forEach(table::row);
        return table.build();
    }

    private static NumberTable published() {
        NumberTable.Builder table = NumberTable.of("published", "Published: Howard et al. 2020")
                .column("network", "Network", NumberFormat.TEXT)
                .column("parameters_millions", "Parameters, millions", NumberFormat.ONE_DECIMAL)
                .column("error", "Error", NumberFormat.PERCENT)
                .column("kappa", "Kappa", NumberFormat.THREE_DECIMALS);
        double unknown = Double.NaN;
        table.row("VGG-16", 14.7, 0.864, 0.0)
                .row("Inception V3", 21.9, 0.119, 0.868)
                .row("ResNet", 23.6, 0.110, 0.878)
                .row("DenseNet-121", 7.0, 0.100, 0.889)
                .row("Xception", 20.9, 0.081, 0.910)
                .row("Time-distributed Xception", unknown, 0.047, 0.947)
                .row("I3D", unknown, 0.106, unknown)
                .row("Two-stream (time-distributed Xception and optical flow)", unknown, 0.039, 0.957);
        return table.build();
    }
}
