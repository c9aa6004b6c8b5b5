package org.echoscribe.phantom;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.echoscribe.vocabulary.View;

/** How often each view occurs in the training set of Howard et al. 2020, doi 10.21037/jmai.2019.10.03, table 1. */
public final class ViewFrequencies {

    private static final Map<View, Integer> TRAINING_LOOPS = new EnumMap<>(View.class);

    static {
        int[] loops = {713, 426, 207, 1045, 874, 534, 503, 829, 222, 295, 199, 25, 570, 150};
        for (View view : View.values()) {
            TRAINING_LOOPS.put(view, loops[view.ordinal()]);
        }
    }

    private ViewFrequencies() {}

    /** Loops of this view in the published training set. */
    public static int trainingLoops(View view) {
        return TRAINING_LOOPS.get(view);
    }

    /**
     * Draws {@code count} views by systematic sampling: each study comes as close to the proportions as whole loops
     * allow, and over many studies the proportions are exact. The order is shuffled.
     */
    static List<View> draw(Collection<View> among, int count, RandomGenerator random) {
        List<View> ordered = among.stream().sorted().toList();
        double total = ordered.stream().mapToInt(ViewFrequencies::trainingLoops).sum();
        List<View> drawn = new ArrayList<>(count);
        double step = total / count;
        double next = random.nextDouble() * step;
        double upTo = 0;
        for (View view : ordered) {
            upTo += trainingLoops(view);
            for (; next < upTo && drawn.size() < count; next += step) {
                drawn.add(view);
            }
        }
        Collections.shuffle(drawn, Random.from(random));
        return drawn;
    }
}
