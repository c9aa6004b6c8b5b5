package org.echoscribe.study.recipe;

import org.echoscribe.study.data.Origin;

/**
 * What a bundle is called, and where it comes from.
 *
 * @param bundleName its name in reports and tables
 * @param origin what its loops were
 * @param seed what decided studies, split, weights and order
 */
public record Lineage(String bundleName, Origin origin, long seed) {

    /** The command that does it again. */
    String command(Preset preset) {
        String named = bundleName.equals(preset.name()) ? "" : " --name " + bundleName;
        return "echoscribe train --preset " + preset.name() + named + " --seed " + seed;
    }
}
