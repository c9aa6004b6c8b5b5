package org.echoscribe.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.Test;

class ViewFrequenciesTest {

    private static final int STUDIES = 60;

    private static List<PhantomLoop> loops() {
        List<PhantomLoop> loops = new ArrayList<>();
        PhantomRequest request = PhantomRequest.of(STUDIES, 11);
        IntStream.range(0, STUDIES).forEach(i -> loops.addAll(request.study(i).loops()));
        return loops;
    }

    @Test
    void everyViewOccursAboutAsOftenAsInThePublishedTrainingSet() {
        List<PhantomLoop> loops = loops();
        double published = List.of(View.values()).stream()
                .mapToInt(ViewFrequencies::trainingLoops)
                .sum();
        assertThat(published).isEqualTo(6592);
        for (View view : View.values()) {
            double share =
                    (double) loops.stream().filter(loop -> loop.view() == view).count() / loops.size();
            assertThat(share)
                    .as(view.name())
                    .isPositive()
                    .isCloseTo(ViewFrequencies.trainingLoops(view) / published, within(0.012));
        }
    }

    @Test
    void aStudyHasTwentyToTwentyFourLoopsOfFortyToNinetyFrames() {
        for (int i = 0; i < 20; i++) {
            List<PhantomLoop> loops = PhantomRequest.of(20, 3).study(i).loops();
            assertThat(loops).hasSizeBetween(20, 24);
            assertThat(loops).allSatisfy(loop -> {
                assertThat(loop.frameCount()).isBetween(40, 90);
                assertThat(loop.frameTimeMillis()).isBetween(1000.0 / 60 - 0.01, 40.0);
            });
        }
    }

    @Test
    void aboutElevenPercentOfLoopsShowColourDoppler() {
        List<PhantomLoop> loops = loops();
        double share =
                (double) loops.stream().filter(PhantomLoop::hasColourDoppler).count() / loops.size();
        assertThat(share).isBetween(0.085, 0.14);
    }

    @Test
    void onlyTheViewsAskedForAreDrawn() {
        PhantomStudy study = PhantomStudy.draw(1, 0, Set.of(View.APEX, View.SUPRASTERNAL), 9);
        assertThat(study.loops()).hasSize(9).extracting(PhantomLoop::view).containsOnly(View.APEX, View.SUPRASTERNAL);
    }

    @Test
    void everyLoopOfEveryStudyHasItsOwnUid() {
        List<String> uids = new ArrayList<>(
                loops().stream().map(PhantomLoop::sopInstanceUid).toList());
        assertThat(Set.copyOf(uids)).hasSameSizeAs(uids);
        List<String> otherSeed = PhantomRequest.of(1, 12).study(0).loops().stream()
                .map(PhantomLoop::sopInstanceUid)
                .toList();
        assertThat(Collections.disjoint(uids, otherSeed)).isTrue();
    }
}
