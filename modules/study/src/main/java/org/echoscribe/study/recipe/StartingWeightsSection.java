package org.echoscribe.study.recipe;

import java.util.Map;

/** What a card says of the files that a network started from; nothing where it started from random numbers. */
final class StartingWeightsSection {

    private StartingWeightsSection() {}

    static String of(Map<String, Object> provenance) {
        if (!(provenance.get(StartingWeights.PROVENANCE) instanceof Map<?, ?> files)) {
            return "";
        }
        StringBuilder text = new StringBuilder("### Starting weights\n\n");
        text.append(
                        "Parameters that the file lacks began with random numbers. Every match is listed beside the training, in\n`")
                .append(ClaimTraining.FILE)
                .append("`.\n\n| Training | File | SHA-256 | Matched | Supplied | Missing | Left over |\n")
                .append("|---|---|---|---|---|---|---|\n");
        files.forEach((training, value) -> {
            Map<?, ?> file = (Map<?, ?>) value;
            text.append("| %s | %s | `%s` | %s | %s | %s | %s |\n"
                    .formatted(
                            training,
                            file.get("file"),
                            file.get("sha256"),
                            file.get("matched"),
                            file.get("supplied"),
                            file.get("missing"),
                            file.get("leftOver")));
        });
        return text.append('\n').toString();
    }
}
