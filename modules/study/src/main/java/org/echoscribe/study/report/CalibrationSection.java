package org.echoscribe.study.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.echoscribe.statistics.ProbabilityScore;
import org.echoscribe.statistics.Reliability;
import org.echoscribe.study.evaluation.BundleAnswers;
import org.echoscribe.study.evaluation.Measured;

/** Whether certainties can be believed: as the network gives them, and divided by temperatures. */
final class CalibrationSection {

    private static final int BINS = 10;

    private final Measured measured;
    private final Series series;
    private final int[] truth;

    private CalibrationSection(Measured measured) {
        this.measured = measured;
        this.series = new Series(measured);
        this.truth = measured.test().truth();
    }

    static Section of(Measured measured) {
        return new CalibrationSection(measured).section();
    }

    private Section section() {
        Section.Builder section = new Section.Builder("calibration", "Calibration")
                .words(
                        "One number, the temperature, divides all logits; answers stay as they are. The bundle's was fitted on"
                                + " the validation loops of its training."
                                + (measured.temperatures().isEmpty()
                                        ? " With --validation, one is also fitted on loops of this archive."
                                        : " The local one was fitted here on the validation loops that were given."));
        NumberTable.Builder table = NumberTable.of("calibration", "Calibration")
                .column("network", "Network", NumberFormat.TEXT)
                .column("calibration", "Calibration", NumberFormat.TEXT)
                .column("temperature", "Temperature", NumberFormat.THREE_DECIMALS)
                .column("expected_calibration_error", "Expected calibration error", NumberFormat.PERCENT)
                .column("brier_score", "Brier score", NumberFormat.THREE_DECIMALS)
                .column("log_loss", "Log loss", NumberFormat.THREE_DECIMALS);
        for (int i = 0; i < series.size(); i++) {
            BundleAnswers bundle = series.bundle(i);
            for (Map.Entry<String, Double> each : temperatures(i).entrySet()) {
                double temperature = each.getValue();
                double[][] probabilities = bundle.probabilities(temperature);
                table.row(
                        series.name(i),
                        each.getKey(),
                        temperature,
                        reliability(bundle, temperature).expectedCalibrationError(),
                        ProbabilityScore.brier(probabilities, truth),
                        ProbabilityScore.logLoss(probabilities, truth));
            }
        }
        section.numbers(table.build());
        for (int i = 0; i < series.size(); i++) {
            addDiagram(section, i);
        }
        return section.build();
    }

    private Map<String, Double> temperatures(int number) {
        Map<String, Double> temperatures = new LinkedHashMap<>();
        temperatures.put("none", 1.0);
        temperatures.put("the bundle's", series.bundle(number).temperature());
        if (!measured.temperatures().isEmpty()) {
            temperatures.put(
                    "fitted on local validation loops", measured.temperatures().get(number));
        }
        return temperatures;
    }

    private Reliability reliability(BundleAnswers bundle, double temperature) {
        return Reliability.of(bundle.certainty(temperature), bundle.right(truth), BINS);
    }

    private void addDiagram(Section.Builder section, int number) {
        BundleAnswers bundle = series.bundle(number);
        Reliability reliability = reliability(bundle, bundle.temperature());
        String id = "reliability-" + series.slug(number);
        NumberTable.Builder numbers = NumberTable.of(id, "Reliability of " + series.name(number))
                .column("certainty_from", "from", NumberFormat.PERCENT)
                .column("certainty_to", "to", NumberFormat.PERCENT)
                .column("mean_certainty", "mean", NumberFormat.PERCENT)
                .column("answers", "answers", NumberFormat.COUNT)
                .column("right", "right", NumberFormat.COUNT)
                .column("accuracy", "accuracy", NumberFormat.PERCENT);
        for (Reliability.Bin bin : reliability.bins()) {
            numbers.row(
                    bin.lower(),
                    bin.upper(),
                    bin.meanCertainty(),
                    bin.right().trials(),
                    bin.right().count(),
                    bin.right().value());
        }
        section.figure(
                id,
                "Reliability of " + series.name(number)
                        + " with the bundle's temperature; below, how many answers have which certainty. On the dashed line"
                        + " certainty is what it says.",
                new ReliabilityPlot("Reliability diagram", number, measured.synthetic()).draw(reliability),
                numbers.build());
    }
}
