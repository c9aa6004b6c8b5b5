package org.echoscribe.study.recipe;

import java.util.List;
import java.util.Map;
import org.echoscribe.study.data.Origin;
import org.echoscribe.study.network.PaperNetwork;

/** What stands in the bundle of one of the paper's networks for a person to read. */
final class PaperCard {

    private PaperCard() {}

    static String markdown(
            PaperNetwork network,
            String version,
            PaperPreset preset,
            Origin origin,
            Map<String, Object> provenance,
            Map<String, Object> metrics) {
        boolean synthetic = origin.isSynthetic();
        StringBuilder text = new StringBuilder();
        text.append(new CardFrontMatter(
                                network.id(),
                                version,
                                synthetic,
                                network.id(),
                                "validation loops of " + origin.words() + ", by which the epoch was chosen",
                                figures(metrics))
                        .yaml())
                .append('\n');
        text.append("# ").append(network.title());
        text.append(synthetic ? ": SYNTHETIC DATA ONLY, not for clinical use\n\n" : "\n\n");
        text.append("One of the networks of Howard et al. 2020 (doi 10.21037/jmai.2019.10.03), ")
                .append(network.group().title())
                .append(", in the size of the preset ")
                .append(preset.name())
                .append(": ")
                .append(preset.pixels())
                .append(" pixels. It is one row of a comparison, trained alike with the others on ")
                .append(origin.words())
                .append("; error, intervals and tests on unseen studies are in the comparison's report, not here.\n\n");
        if (synthetic) {
            text.append("It has never seen a patient's heart: its figures say nothing about real echocardiograms.\n\n");
        }
        text.append(
                "## Model details\n\nThe network's layers, parameters and source are told by `echoscribe networks`.\n\n");
        text.append(CardSections.intendedUse(synthetic));
        text.append(CardSections.factors(synthetic));
        text.append(CardSections.METRICS);
        table(text, "## Evaluation data", "On validation loops", metrics);
        table(text, "## Training data", "Provenance", provenance);
        text.append(StartingWeightsSection.of(provenance));
        text.append(
                "## Quantitative analyses\n\nThose of the comparison's report, on studies that no training saw.\n\n");
        text.append(CardSections.ethicalConsiderations(synthetic));
        text.append(CardSections.caveats(synthetic));
        return text.toString();
    }

    /** None while nothing is measured. */
    private static List<CardFrontMatter.Figure> figures(Map<String, Object> metrics) {
        if (metrics.get("wrong") instanceof Integer wrong
                && metrics.get("loops") instanceof Integer loops
                && loops > 0) {
            return List.of(
                    new CardFrontMatter.Figure("accuracy", "accuracy on validation loops", 1 - (double) wrong / loops));
        }
        return List.of();
    }

    private static void table(StringBuilder text, String heading, String title, Map<String, Object> rows) {
        text.append(heading).append("\n\n| ").append(title).append(" | |\n|---|---|\n");
        rows.forEach((name, value) -> {
            // What has parts of its own has a table of its own.
            if (!(value instanceof Map)) {
                text.append("| ").append(name).append(" | ").append(value).append(" |\n");
            }
        });
        text.append('\n');
    }
}
