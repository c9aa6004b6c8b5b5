package org.echoscribe.study.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.Test;

class StudySplitTest {

    @Test
    void studiesAreSplitThreeToOneAndAFifthOfTheRestValidates() {
        StudySplit split = StudySplit.of(loops(80, 5), 3);
        assertThat(StudySplit.studies(split.test())).isEqualTo(20);
        assertThat(StudySplit.studies(split.validation())).isEqualTo(12);
        assertThat(StudySplit.studies(split.training())).isEqualTo(48);
        assertThat(split.test().size()
                        + split.validation().size()
                        + split.training().size())
                .isEqualTo(400);
    }

    @Test
    void noStudyIsOnTwoSides() {
        StudySplit split = StudySplit.of(loops(40, 7), 1);
        Set<String> training = studies(split.training());
        assertThat(studies(split.test())).doesNotContainAnyElementsOf(training);
        assertThat(studies(split.validation())).doesNotContainAnyElementsOf(training);
        assertThat(studies(split.validation())).doesNotContainAnyElementsOf(studies(split.test()));
    }

    @Test
    void theOrderOfTheTableDoesNotChangeTheSplitAndAnotherSeedDoes() {
        List<LabelledLoop> loops = loops(40, 3);
        List<LabelledLoop> shuffled = new ArrayList<>(loops);
        Collections.shuffle(shuffled, new Random(5));
        assertThat(studies(StudySplit.of(shuffled, 9).test()))
                .isEqualTo(studies(StudySplit.of(loops, 9).test()));
        assertThat(studies(StudySplit.of(loops, 10).test()))
                .isNotEqualTo(studies(StudySplit.of(loops, 9).test()));
    }

    @Test
    void aStudyOnTwoSidesIsRefusedByItsUid() {
        List<LabelledLoop> some = loops(3, 2);
        assertThatThrownBy(() -> new StudySplit(some.subList(0, 3), some.subList(4, 5), some.subList(3, 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2.25.1")
                .hasMessageContaining("leak");
    }

    @Test
    void tooFewStudiesForThreeSidesAreRefused() {
        assertThatThrownBy(() -> StudySplit.of(loops(2, 4), 1)).hasMessageContaining("use more studies");
    }

    @Test
    void aPatientsStudiesStayOnOneSideHoweverTheyAreChained() {
        List<LabelledLoop> loops = new ArrayList<>();
        for (int study = 0; study < 60; study++) {
            String uid = "2.25." + study;
            // Every third study is a second one of the patient before, every fifteenth was also filed under another.
            Subject subject = Subject.ofPatient("", "patient " + (study % 3 == 2 ? study - 1 : study));
            loops.add(new LabelledLoop(uid + ".1", uid, subject, View.A2C, Path.of("none")));
            if (study % 15 == 0 && study > 0) {
                Subject other = Subject.ofPatient("", "patient " + (study - 2));
                loops.add(new LabelledLoop(uid + ".2", uid, other, View.A3C, Path.of("none")));
            }
        }
        for (int seed = 0; seed < 20; seed++) {
            StudySplit split = StudySplit.of(loops, seed);
            Set<Subject> training = subjects(split.training());
            assertThat(subjects(split.test())).doesNotContainAnyElementsOf(training);
            assertThat(subjects(split.validation())).doesNotContainAnyElementsOf(training);
            assertThat(subjects(split.test())).doesNotContainAnyElementsOf(subjects(split.validation()));
            assertThat(StudySplit.studies(split.test())).isBetween(15, 18);
        }
    }

    @Test
    void aPatientOnTwoSidesIsRefusedByTheStudysUidAlone() {
        Subject subject = Subject.ofPatient("", "MILLER");
        LabelledLoop first = new LabelledLoop("1.1", "1", subject, View.A2C, Path.of("none"));
        LabelledLoop second = new LabelledLoop("2.1", "2", subject, View.A2C, Path.of("none"));
        List<LabelledLoop> others = loops(1, 1);
        assertThatThrownBy(() -> new StudySplit(List.of(first), others, List.of(second)))
                .hasMessageContaining("Study 2 is in both training and test by another study of the same patient")
                .hasMessageNotContaining("MILLER");
    }

    private static Set<Subject> subjects(List<LabelledLoop> loops) {
        return loops.stream().map(LabelledLoop::subject).collect(Collectors.toSet());
    }

    private static Set<String> studies(List<LabelledLoop> loops) {
        return loops.stream().map(LabelledLoop::studyInstanceUid).collect(Collectors.toSet());
    }

    private static List<LabelledLoop> loops(int studies, int loopsPerStudy) {
        List<LabelledLoop> loops = new ArrayList<>();
        for (int study = 0; study < studies; study++) {
            for (int loop = 0; loop < loopsPerStudy; loop++) {
                loops.add(new LabelledLoop(
                        "2.25." + study + "." + loop, "2.25." + study, View.values()[loop % 14], Path.of("none")));
            }
        }
        return loops;
    }
}
