package org.echoscribe.study.recipe;

import java.util.Map;
import org.echoscribe.study.data.Origin;

/**
 * What a bundle is called, and where it comes from.
 *
 * @param bundleName its name in reports and tables
 * @param origin what its loops were
 * @param seed what decided studies, split, weights and order
 * @param choices the command's further options, such as {@code --precision bfloat16}; empty for none
 * @param computed how the training was computed, for the bundle's provenance
 */
public record Lineage(String bundleName, Origin origin, long seed, String choices, Map<String, Object> computed) {

    /** Trained with the preset's own settings. */
    public Lineage(String bundleName, Origin origin, long seed) {
        this(bundleName, origin, seed, "", Map.of());
    }

    /** The command that does it again. */
    String command(Preset preset) {
        String named = bundleName.equals(preset.name()) ? "" : " --name " + bundleName;
        String domain = origin == Origin.SYNTHETIC_RANDOMISED ? " --domain randomised" : "";
        String chosen = choices.isEmpty() ? "" : " " + choices;
        return "echoscribe train --preset " + preset.name() + named + domain + " --seed " + seed + chosen;
    }
}
