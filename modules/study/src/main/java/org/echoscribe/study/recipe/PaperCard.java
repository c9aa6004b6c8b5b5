package org.echoscribe.study.recipe;

import java.util.Map;
import org.echoscribe.study.data.Origin;
import org.echoscribe.study.network.PaperNetwork;

/** What stands in the bundle of one of the paper's networks for a person to read. */
final class PaperCard {

    private PaperCard() {}

    static String markdown(
            PaperNetwork network,
            PaperPreset preset,
            Origin origin,
            Map<String, Object> provenance,
            Map<String, Object> metrics) {
        StringBuilder text = new StringBuilder();
        text.append("# ").append(network.title());
        text.append(origin.isSynthetic() ? ": SYNTHETIC DATA ONLY, not for clinical use\n\n" : "\n\n");
        text.append("One of the networks of Howard et al. 2020 (doi 10.21037/jmai.2019.10.03), ")
                .append(network.group().title())
                .append(", in the size of the preset ")
                .append(preset.name())
                .append(": ")
                .append(preset.pixels())
                .append(" pixels. It is one row of a comparison, trained alike with the others on ")
                .append(origin.words())
                .append("; error, intervals and tests on unseen studies are in the comparison's report, not here.\n\n");
        if (origin.isSynthetic()) {
            text.append("It has never seen a patient's heart: its figures say nothing about real echocardiograms.\n\n");
        }
        text.append("| Provenance | |\n|---|---|\n");
        provenance.forEach((name, value) ->
                text.append("| ").append(name).append(" | ").append(value).append(" |\n"));
        text.append("\n| On validation loops | |\n|---|---|\n");
        metrics.forEach((name, value) ->
                text.append("| ").append(name).append(" | ").append(value).append(" |\n"));
        return text.toString();
    }
}
