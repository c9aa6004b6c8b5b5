package org.echoscribe.study.evaluation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echoscribe.study.data.LabelledLoop;
import org.echoscribe.study.data.ReadLoop;
import org.echoscribe.vocabulary.View;

/**
 * Everything that an evaluation observed; every figure of its report follows from this.
 *
 * @param test the scored loops with their sources
 * @param training what the bundles learnt from, for table 1, where it was given
 * @param bundles what each bundle said of the scored loops, in their order
 * @param unclassifiable what each bundle said of the loops that the reference reader could not classify
 * @param temperatures by bundle, fitted on validation loops, where such were given
 * @param background what is left when only the background is kept
 * @param robustness by alteration
 */
public record Measured(
        Side test,
        Optional<Side> training,
        List<BundleAnswers> bundles,
        List<BundleAnswers> unclassifiable,
        List<Double> temperatures,
        Optional<BackgroundTest> background,
        List<Robustness> robustness) {

    public Measured {
        bundles = List.copyOf(bundles);
        unclassifiable = List.copyOf(unclassifiable);
        temperatures = List.copyOf(temperatures);
        robustness = List.copyOf(robustness);
    }

    /**
     * One side of a split.
     *
     * @param reader the reference reader, whose views are the truth
     * @param otherReaders others, most loops first
     * @param loops scored, in order
     * @param readings all readers' answers to the scored loops, in the same order
     * @param characteristics of the scored loops, in the same order
     * @param unclassifiable loops that the reference reader could not classify
     * @param unscored why other loops were left out, by SOP Instance UID
     * @param studies in the whole data set
     * @param subjects in the whole data set
     */
    public record Side(
            String reader,
            List<String> otherReaders,
            List<LabelledLoop> loops,
            List<ReadLoop> readings,
            List<LoopCharacteristics> characteristics,
            List<ReadLoop> unclassifiable,
            Map<String, String> unscored,
            int studies,
            int subjects) {

        /** The right class of each loop. */
        public int[] truth() {
            return loops.stream().mapToInt(loop -> loop.view().ordinal()).toArray();
        }

        /** Another reader's class of each loop; the number of views where they call it unclassifiable, -1 where unread. */
        public int[] classesOf(String otherReader) {
            return readings.stream()
                    .mapToInt(loop -> loop.labelledBy(otherReader)
                            .map(labelled -> labelled.view().ordinal())
                            .orElse(loop.isUnclassifiableTo(otherReader) ? View.values().length : -1))
                    .toArray();
        }

        /** A number for the study of each loop, the same for loops of one study. */
        public int[] studyNumbers() {
            Map<String, Integer> numbers = new java.util.HashMap<>();
            return loops.stream()
                    .mapToInt(loop -> numbers.computeIfAbsent(loop.studyInstanceUid(), _ -> numbers.size()))
                    .toArray();
        }
    }

    /** Whether a loop or a model is synthetic, so that every page and figure must say so. */
    public boolean synthetic() {
        return bundles.stream().anyMatch(bundle -> bundle.model().synthetic())
                || test.characteristics().stream()
                        .anyMatch(loop -> loop.manufacturer().contains("Echoscribe Phantom"));
    }
}
