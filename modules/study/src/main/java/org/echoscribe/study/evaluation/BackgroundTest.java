package org.echoscribe.study.evaluation;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Do bundles look at anything but the ultrasound? Each loop is decoded three times from its stored object: as it is, with
 * everything around the ultrasound picture blanked, and with nothing but that left.
 *
 * @param loops which of the scored loops, by their position
 * @param greatestChangeWithoutBackground by bundle: the greatest change of a probability when the background is blanked
 * @param answersChangedWithoutBackground by bundle: how many answers that changed
 * @param saidOfBackground by bundle, then by loop: the class answered where one was attempted, else -1
 */
public record BackgroundTest(
        int[] loops,
        double[] greatestChangeWithoutBackground,
        int[] answersChangedWithoutBackground,
        List<int[]> saidOfBackground) {

    public BackgroundTest {
        saidOfBackground = List.copyOf(saidOfBackground);
    }

    /** How many of the loops were not attempted when only the background was left: nothing in it moves like a heart. */
    public int refusedWithoutPicture(int bundle) {
        return (int) IntStream.of(saidOfBackground.get(bundle))
                .filter(said -> said < 0)
                .count();
    }

    /** How many of the loops were attempted and rightly named from the background alone. */
    public int rightFromBackground(int bundle, int[] truth) {
        return (int) IntStream.range(0, loops.length)
                .filter(i -> saidOfBackground.get(bundle)[i] == truth[loops[i]])
                .count();
    }
}
