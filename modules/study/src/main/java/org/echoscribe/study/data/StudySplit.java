package org.echoscribe.study.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Loops parted so that no study is on two sides: 3:1 into training and test, and a fifth of the training studies set
 * aside for validation (Howard et al. 2020, doi 10.21037/jmai.2019.10.03). Loops of one study look alike, so a study seen
 * in training would flatter the test.
 *
 * @param training what the weights learn from
 * @param validation what chooses the epoch, the calibration and the threshold
 * @param test what is touched once, at the end
 */
public record StudySplit(List<LabelledLoop> training, List<LabelledLoop> validation, List<LabelledLoop> test) {

    private static final double TEST_SHARE = 0.25;
    private static final double VALIDATION_SHARE = 0.2;

    /**
     * @throws IllegalArgumentException if a study is on two sides, or a side is empty
     */
    public StudySplit {
        training = List.copyOf(training);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
        Map<String, String> sideOfStudy = new HashMap<>();
        requireNoLeak("training", training, sideOfStudy);
        requireNoLeak("validation", validation, sideOfStudy);
        requireNoLeak("test", test, sideOfStudy);
    }

    private static void requireNoLeak(String side, List<LabelledLoop> loops, Map<String, String> sideOfStudy) {
        if (loops.isEmpty()) {
            throw new IllegalArgumentException("There is no study left for " + side + ": use more studies");
        }
        for (LabelledLoop loop : loops) {
            String other = sideOfStudy.putIfAbsent(loop.studyInstanceUid(), side);
            if (other != null && !other.equals(side)) {
                throw new IllegalArgumentException("Study " + loop.studyInstanceUid() + " is in both " + other + " and "
                        + side + ": what is learnt there would leak into the figures here");
            }
        }
    }

    /** Draws the sides; the same loops and seed give the same split whatever the loops' order. */
    public static StudySplit of(List<LabelledLoop> loops, long seed) {
        List<String> studies = new ArrayList<>(
                new TreeSet<>(loops.stream().map(LabelledLoop::studyInstanceUid).toList()));
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = studies.size() - 1; i > 0; i--) {
            java.util.Collections.swap(studies, i, random.nextInt(i + 1));
        }
        int test = (int) Math.round(studies.size() * TEST_SHARE);
        int validation = (int) Math.round((studies.size() - test) * VALIDATION_SHARE);
        return new StudySplit(
                of(loops, studies.subList(test + validation, studies.size())),
                of(loops, studies.subList(test, test + validation)),
                of(loops, studies.subList(0, test)));
    }

    private static List<LabelledLoop> of(List<LabelledLoop> loops, List<String> studies) {
        java.util.Set<String> chosen = java.util.Set.copyOf(studies);
        return loops.stream()
                .filter(loop -> chosen.contains(loop.studyInstanceUid()))
                .toList();
    }

    /** How many different studies are among these loops. */
    public static int studies(List<LabelledLoop> loops) {
        return (int)
                loops.stream().map(LabelledLoop::studyInstanceUid).distinct().count();
    }
}
