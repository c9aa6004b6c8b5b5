package org.echoscribe.inference;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.echoscribe.vocabulary.InputSpecification;
import org.echoscribe.vocabulary.View;

/**
 * What a model bundle says about itself in {@code bundle.json}, apart from its files and their digests.
 *
 * @param name the bundle's name, such as {@code phantom-small}
 * @param version the bundle's version, such as {@code 1.0.0}
 * @param manufacturer who made the model
 * @param architecture the network's name, such as {@code two-stream-xception-inception-v3}
 * @param views what each of the head's 14 logits means, in output order; each view once
 * @param inputSpecification what the network reads, and how a loop becomes that
 * @param calibrationTemperature what logits are divided by before the softmax, above 0; 1 for none
 * @param abstentionThreshold the certainty below which no view is asserted, 0..1
 * @param trainingProvenance where the weights come from, free for a person to read; JSON values only
 * @param measuredMetrics what was measured on which data, free for a person to read; JSON values only
 * @param synthetic true when the model was trained on synthetic data
 */
public record BundleDescription(
        String name,
        String version,
        String manufacturer,
        String architecture,
        List<View> views,
        InputSpecification inputSpecification,
        float calibrationTemperature,
        float abstentionThreshold,
        Map<String, Object> trainingProvenance,
        Map<String, Object> measuredMetrics,
        boolean synthetic) {

    public BundleDescription {
        views = List.copyOf(views);
        if (views.size() != View.values().length || EnumSet.copyOf(views).size() != views.size()) {
            throw new IllegalArgumentException("views must name each of the " + View.values().length
                    + " views once, got " + views.size() + ": " + views);
        }
        requireText(name, "name");
        requireText(version, "version");
        requireText(manufacturer, "manufacturer");
        requireText(architecture, "architecture");
        if (!(calibrationTemperature > 0 && Float.isFinite(calibrationTemperature))) {
            throw new IllegalArgumentException("calibration temperature must be above 0: " + calibrationTemperature);
        }
        if (!(abstentionThreshold >= 0 && abstentionThreshold <= 1)) {
            throw new IllegalArgumentException("abstention threshold must be within 0..1: " + abstentionThreshold);
        }
        if (inputSpecification.spatial().isEmpty()
                && inputSpecification.temporal().isEmpty()) {
            throw new IllegalArgumentException("the input specification has neither a spatial nor a temporal stream");
        }
    }

    private static void requireText(String text, String field) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(field + " is empty");
        }
    }
}
