package org.echoscribe.study.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Loops parted so that no study and no patient is on two sides: 3:1 into training and test, and a fifth of the training
 * studies set aside for validation (Howard et al. 2020, doi 10.21037/jmai.2019.10.03). Loops of one study look alike, and
 * so do a patient's studies, so one seen in training would flatter the test.
 *
 * @param training what the weights learn from
 * @param validation what chooses the epoch, the calibration and the threshold
 * @param test what is touched once, at the end
 */
public record StudySplit(List<LabelledLoop> training, List<LabelledLoop> validation, List<LabelledLoop> test) {

    private static final double TEST_SHARE = 0.25;
    private static final double VALIDATION_SHARE = 0.2;

    /**
     * @throws IllegalArgumentException if a study or a subject is on two sides, or a side is empty
     */
    public StudySplit {
        training = List.copyOf(training);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
        Map<Object, String> sides = new HashMap<>();
        requireNoLeak("training", training, sides);
        requireNoLeak("validation", validation, sides);
        requireNoLeak("test", test, sides);
    }

    private static void requireNoLeak(String side, List<LabelledLoop> loops, Map<Object, String> sides) {
        if (loops.isEmpty()) {
            throw new IllegalArgumentException("There is no study left for " + side + ": use more studies");
        }
        for (LabelledLoop loop : loops) {
            requireNoLeak(side, loop, sides.putIfAbsent(loop.studyInstanceUid(), side), "");
            requireNoLeak(side, loop, sides.putIfAbsent(loop.subject(), side), " by another study of the same patient");
        }
    }

    private static void requireNoLeak(String side, LabelledLoop loop, String other, String how) {
        if (other != null && !other.equals(side)) {
            throw new IllegalArgumentException("Study " + loop.studyInstanceUid() + " is in both " + other + " and "
                    + side + how + ": what is learnt there would leak into the figures here");
        }
    }

    /** Draws the sides; the same loops and seed give the same split whatever the loops' order. */
    public static StudySplit of(List<LabelledLoop> loops, long seed) {
        List<Set<String>> groups = new ArrayList<>(GroupStudies.bySubject(loops));
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = groups.size() - 1; i > 0; i--) {
            Collections.swap(groups, i, random.nextInt(i + 1));
        }
        int studies = groups.stream().mapToInt(Set::size).sum();
        long wantedForTest = Math.round(studies * TEST_SHARE);
        Set<String> test = take(groups, wantedForTest);
        Set<String> validation = take(groups, Math.round((studies - wantedForTest) * VALIDATION_SHARE));
        Set<String> training = take(groups, studies);
        return new StudySplit(of(loops, training), of(loops, validation), of(loops, test));
    }

    /** Removes whole groups from the front until so many studies are together, or a few more. */
    private static Set<String> take(List<Set<String>> groups, long wanted) {
        Set<String> taken = new HashSet<>();
        while (taken.size() < wanted && !groups.isEmpty()) {
            taken.addAll(groups.removeFirst());
        }
        return taken;
    }

    private static List<LabelledLoop> of(List<LabelledLoop> loops, Set<String> studies) {
        return loops.stream()
                .filter(loop -> studies.contains(loop.studyInstanceUid()))
                .toList();
    }

    /** How many different studies are among these loops. */
    public static int studies(List<LabelledLoop> loops) {
        return (int)
                loops.stream().map(LabelledLoop::studyInstanceUid).distinct().count();
    }
}
