package org.echoscribe.node.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.echoscribe.statistics.ConfusionMatrix;
import org.echoscribe.statistics.Interval;
import org.echoscribe.statistics.Kappa;
import org.echoscribe.statistics.McNemar;
import org.echoscribe.statistics.Proportion;
import org.echoscribe.vocabulary.View;

/**
 * How far two models agree on the same loops, each by its most probable view; and where verified views are known, which of
 * them errs less. Whether a model would have asserted its view is another matter: its threshold has no part in this.
 *
 * @param loops the loops that both have scored
 */
public record Agreement(List<ScoredLoop> loops) {

    private static final int VIEWS = View.values().length;

    public Agreement {
        loops = List.copyOf(loops);
    }

    /** The loops on which both name the same view. */
    Proportion agreeing() {
        return new Proportion(
                Math.toIntExact(loops.stream().filter(ScoredLoop::agree).count()), loops.size());
    }

    /** Row: the first's view, column: the second's. */
    ConfusionMatrix confusion() {
        return ConfusionMatrix.of(firstAnswers(loops), secondAnswers(loops), VIEWS);
    }

    /** The loops on which they differ. */
    List<ScoredLoop> differing() {
        return loops.stream().filter(loop -> !loop.agree()).toList();
    }

    /** Those with a verified view. */
    List<ScoredLoop> verified() {
        return loops.stream().filter(loop -> loop.truth().isPresent()).toList();
    }

    /** Which of them errs less where the truth is known; empty where it is known of no loop. */
    Optional<McNemar> test() {
        List<ScoredLoop> known = verified();
        return known.isEmpty()
                ? Optional.empty()
                : Optional.of(McNemar.of(truths(known), firstAnswers(known), secondAnswers(known)));
    }

    /** All of it as JSON values. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("loops", loops.size());
        fields.put("agreement", fields(agreeing()));
        Kappa kappa = Kappa.of(confusion());
        fields.put("kappa", number(kappa.value()));
        fields.put("kappaInterval95", List.of(number(kappa.lower95()), number(kappa.upper95())));
        fields.put(
                "meanCertainty",
                Map.of(
                        "first", number(mean(loop -> loop.first().certainty())),
                        "second", number(mean(loop -> loop.second().certainty()))));
        fields.put("confusion", confusionFields());
        fields.put("byView", byView());
        fields.put(
                "differing",
                differing().stream().map(Agreement::differingFields).toList());
        test().ifPresent(test -> fields.put("verified", verifiedFields(test)));
        return fields;
    }

    /** Agreement by the view that the first names. */
    private Map<String, Object> byView() {
        ConfusionMatrix confusion = confusion();
        Map<String, Object> byView = new LinkedHashMap<>();
        for (View view : View.values()) {
            if (confusion.truthTotal(view.ordinal()) > 0) {
                byView.put(view.name(), fields(confusion.recall(view.ordinal())));
            }
        }
        return byView;
    }

    /** The cells that are not empty. */
    private List<Map<String, Object>> confusionFields() {
        ConfusionMatrix confusion = confusion();
        List<Map<String, Object>> cells = new ArrayList<>();
        for (View first : View.values()) {
            for (View second : View.values()) {
                int count = confusion.count(first.ordinal(), second.ordinal());
                if (count > 0) {
                    Map<String, Object> cell = new LinkedHashMap<>();
                    cell.put("first", first.name());
                    cell.put("second", second.name());
                    cell.put("loops", count);
                    cells.add(cell);
                }
            }
        }
        return cells;
    }

    private static Map<String, Object> differingFields(ScoredLoop loop) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("sopInstanceUid", loop.sopInstanceUid());
        fields.put("studyInstanceUid", loop.studyInstanceUid());
        fields.put("first", loop.first().best().name());
        fields.put("firstCertainty", loop.first().certainty());
        fields.put("second", loop.second().best().name());
        fields.put("secondCertainty", loop.second().certainty());
        loop.truth().ifPresent(view -> fields.put("verified", view.name()));
        return fields;
    }

    private Map<String, Object> verifiedFields(McNemar test) {
        int loopCount = verified().size();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("loops", loopCount);
        fields.put("firstError", fields(firstError(test)));
        fields.put("secondError", fields(secondError(test)));
        fields.put("bothRight", test.bothRight());
        fields.put("onlyFirstRight", test.onlyFirstRight());
        fields.put("onlySecondRight", test.onlySecondRight());
        fields.put("bothWrong", test.bothWrong());
        fields.put("mcNemarP", test.pValue());
        fields.put("mcNemarExact", test.exact());
        return fields;
    }

    static Proportion firstError(McNemar test) {
        return new Proportion(test.onlySecondRight() + test.bothWrong(), total(test));
    }

    static Proportion secondError(McNemar test) {
        return new Proportion(test.onlyFirstRight() + test.bothWrong(), total(test));
    }

    private static int total(McNemar test) {
        return test.bothRight() + test.onlyFirstRight() + test.onlySecondRight() + test.bothWrong();
    }

    private static Map<String, Object> fields(Proportion proportion) {
        Interval interval = proportion.exactInterval95();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("count", proportion.count());
        fields.put("of", proportion.trials());
        fields.put("share", number(proportion.value()));
        fields.put("exact95", List.of(interval.lower(), interval.upper()));
        return fields;
    }

    /** JSON has no word for a number that is none. */
    private static Object number(double value) {
        return Double.isFinite(value) ? value : "undefined";
    }

    double mean(ToDoubleFunction<ScoredLoop> value) {
        return loops.stream().mapToDouble(value).average().orElse(Double.NaN);
    }

    private static int[] firstAnswers(List<ScoredLoop> loops) {
        return loops.stream().mapToInt(loop -> loop.first().best().ordinal()).toArray();
    }

    private static int[] secondAnswers(List<ScoredLoop> loops) {
        return loops.stream().mapToInt(loop -> loop.second().best().ordinal()).toArray();
    }

    private static int[] truths(List<ScoredLoop> loops) {
        return loops.stream()
                .mapToInt(loop -> loop.truth().orElseThrow().ordinal())
                .toArray();
    }
}
