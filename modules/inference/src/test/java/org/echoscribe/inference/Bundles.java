package org.echoscribe.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echoscribe.vocabulary.InputSpecification;
import org.echoscribe.vocabulary.InputSpecification.FrameSampling;
import org.echoscribe.vocabulary.InputSpecification.SpatialInput;
import org.echoscribe.vocabulary.InputSpecification.TemporalInput;
import org.echoscribe.vocabulary.InputSpecification.TvL1Parameters;
import org.echoscribe.vocabulary.View;

/** Descriptions of small synthetic bundles for tests. */
final class Bundles {

    static final SpatialInput SPATIAL = new SpatialInput(5, FrameSampling.FIRST, 16, 20);
    static final TemporalInput TEMPORAL = new TemporalInput(2, 3, 18, 16, 20f, TvL1Parameters.defaults());

    private Bundles() {}

    static BundleDescription twoStream() {
        return description(new InputSpecification(Optional.of(SPATIAL), Optional.of(TEMPORAL), 10), reversedViews());
    }

    static BundleDescription spatialOnly() {
        return description(new InputSpecification(Optional.of(SPATIAL), Optional.empty(), 5), reversedViews());
    }

    static BundleDescription temporalOnly() {
        return description(new InputSpecification(Optional.empty(), Optional.of(TEMPORAL), 7), reversedViews());
    }

    static BundleDescription description(InputSpecification specification, List<View> views) {
        return new BundleDescription(
                "test-small",
                "1.2.3",
                "Echoscribe tests",
                "linear",
                views,
                specification,
                1.5f,
                0.6f,
                Map.of("data", "random numbers", "seed", 7),
                Map.of("error-percent", 93.1),
                true);
    }

    /** An output order that differs from the order of {@link View}. */
    static List<View> reversedViews() {
        List<View> views = new ArrayList<>(Arrays.asList(View.values()));
        Collections.reverse(views);
        return views;
    }
}
