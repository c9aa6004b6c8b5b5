package org.echoscribe.node.compare;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.vocabulary.InputSpecification;

/** What a bundle says of itself, as names and values that can stand beside another bundle's. */
public final class BundleFacts {

    private BundleFacts() {}

    /** The facts in the order in which a person wants them; metrics and provenance last, their names joined by dots. */
    public static Map<String, Object> of(ModelBundle bundle) throws IOException {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", bundle.identity().name());
        facts.put("version", bundle.identity().version());
        facts.put("sha256", bundle.identity().sha256());
        facts.put("synthetic", bundle.identity().synthetic());
        facts.put("architecture", bundle.description().architecture());
        facts.put("parameters", bundle.parameters());
        facts.put("calibrationTemperature", bundle.calibrationTemperature());
        facts.put("abstentionThreshold", bundle.abstentionThreshold());
        facts.put("views", bundle.views().stream().map(Enum::name).collect(Collectors.joining(" ")));
        addInput(facts, bundle.inputSpecification());
        flatten("metrics", bundle.description().measuredMetrics(), facts);
        flatten("provenance", bundle.description().trainingProvenance(), facts);
        return facts;
    }

    private static void addInput(Map<String, Object> facts, InputSpecification input) {
        facts.put("input.minimumFrames", input.minimumFrames());
        input.spatial().ifPresent(spatial -> {
            facts.put(
                    "input.frames",
                    spatial.frames() + " " + spatial.sampling().name().toLowerCase(Locale.ROOT));
            facts.put("input.framePixels", spatial.height() + " x " + spatial.width());
        });
        input.temporal().ifPresent(temporal -> {
            facts.put("input.flow", temporal.chunks() + " chunks of " + temporal.fieldsPerChunk() + " fields");
            facts.put("input.flowPixels", temporal.height() + " x " + temporal.width());
            facts.put("input.flowBoundPixels", temporal.boundPixels());
            facts.put("input.flowAlgorithm", temporal.flow().toString());
        });
    }

    private static void flatten(String name, Object value, Map<String, Object> facts) {
        switch (value) {
            case Map<?, ?> map -> map.forEach((key, inner) -> flatten(name + "." + key, inner, facts));
            case List<?> list ->
                facts.put(name, list.stream().map(String::valueOf).collect(Collectors.joining(" ")));
            default -> facts.put(name, value);
        }
    }

    /**
     * Two bundles' facts: on one line what both share, after a star what they do not. Metrics of single views are left to
     * the JSON.
     */
    public static String table(Map<String, Object> first, Map<String, Object> second) {
        StringBuilder text = new StringBuilder();
        Map<String, Object> names = new LinkedHashMap<>(first);
        second.forEach(names::putIfAbsent);
        for (String name : names.keySet()) {
            if (name.contains(".recall.") || name.contains(".confusedHardPairs.")) {
                continue;
            }
            Object one = first.getOrDefault(name, "-");
            Object other = second.getOrDefault(name, "-");
            text.append(
                    one.equals(other)
                            ? String.format("  %s: %s%n", name, one)
                            : String.format("* %s%n      A: %s%n      B: %s%n", name, one, other));
        }
        return text.toString();
    }
}
