package org.echoscribe.study.recipe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.echoscribe.statistics.ConfusionMatrix;
import org.echoscribe.statistics.Interval;
import org.echoscribe.statistics.McNemar;
import org.echoscribe.statistics.Proportion;
import org.echoscribe.study.data.LabelledLoop;
import org.echoscribe.study.data.Origin;
import org.echoscribe.study.data.StudySplit;
import org.echoscribe.study.evaluation.Answers;
import org.echoscribe.vocabulary.View;

/**
 * What was measured on the test loops.
 *
 * @param test the loops, of studies that no training saw
 * @param twoStream answers of the shipped files themselves, through the node's classifier
 * @param others the comparisons: spatial stream alone, temporal alone, single frames
 * @param abstentionThreshold the bundle's
 * @param backEndDifference greatest difference of a probability between libtorch and the shipped files on the test loops
 * @param pathDifference greatest difference of a probability between the cache and a fresh read, decode and prepare
 * @param freshLoops how many test loops were prepared afresh for that
 */
public record Evaluation(
        List<LabelledLoop> test,
        Answers twoStream,
        List<Answers> others,
        double abstentionThreshold,
        double backEndDifference,
        double pathDifference,
        int freshLoops) {

    /** Views that are hard to tell apart in a still picture (the paper's discussion). */
    public static final List<List<View>> HARD_PAIRS = List.of(
            List.of(View.PLAX_RV_INFLOW, View.PSAX_AORTIC_PULMONARY),
            List.of(View.A4C_LV, View.A5C),
            List.of(View.A2C, View.A3C));

    /** All networks, the winner first. */
    public List<Answers> all() {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(twoStream), others.stream())
                .toList();
    }

    /** How many studies the loops belong to. */
    public int studies() {
        return StudySplit.studies(test);
    }

    /** The two-stream network against another on the same loops. */
    public McNemar against(Answers other) {
        return McNemar.of(twoStream.truth(), twoStream.said(), other.said());
    }

    /** For {@code bundle.json}. */
    public Map<String, Object> asMap(Origin origin) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("data", origin.words() + " that no training saw");
        map.put("testStudies", studies());
        map.put("testLoops", test.size());
        Map<String, Object> models = new LinkedHashMap<>();
        for (Answers answers : all()) {
            models.put(answers.model(), figures(answers));
        }
        map.put("models", models);
        map.put("greatestProbabilityDifferenceBetweenBackEnds", backEndDifference);
        map.put("greatestProbabilityDifferenceToAFreshRead", pathDifference);
        return map;
    }

    private static Map<String, Object> figures(Answers answers) {
        Map<String, Object> figures = new LinkedHashMap<>();
        ConfusionMatrix confusion = answers.confusion();
        Proportion error = confusion.error();
        Interval interval = error.exactInterval95();
        figures.put("wrong", error.count());
        figures.put("loops", error.trials());
        figures.put("error", error.value());
        figures.put("errorExact95", List.of(interval.lower(), interval.upper()));
        figures.put("kappa", confusion.kappa());
        Map<String, Object> recall = new LinkedHashMap<>();
        for (View view : View.values()) {
            Proportion recognised = confusion.recall(view.ordinal());
            recall.put(view.name(), List.of(recognised.count(), recognised.trials()));
        }
        figures.put("recall", recall);
        Map<String, Object> pairs = new LinkedHashMap<>();
        for (List<View> pair : HARD_PAIRS) {
            Proportion confused = answers.confused(pair.getFirst(), pair.getLast());
            pairs.put(pair.getFirst() + "/" + pair.getLast(), List.of(confused.count(), confused.trials()));
        }
        figures.put("confusedHardPairs", pairs);
        return figures;
    }
}
