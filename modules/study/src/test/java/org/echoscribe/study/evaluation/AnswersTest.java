package org.echoscribe.study.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.Test;

class AnswersTest {

    private static final int VIEWS = View.values().length;

    @Test
    void hardPairsCountOnlyWhatWasTakenForTheOther() {
        int rvInflow = View.PLAX_RV_INFLOW.ordinal();
        int aortic = View.PSAX_AORTIC_PULMONARY.ordinal();
        int apex = View.APEX.ordinal();
        int[] truth = {rvInflow, rvInflow, aortic, aortic, apex};
        int[] said = {aortic, apex, aortic, rvInflow, rvInflow};
        Answers answers = new Answers("m", truth, said, new float[5]);
        assertThat(answers.confused(View.PLAX_RV_INFLOW, View.PSAX_AORTIC_PULMONARY)
                        .count())
                .isEqualTo(2);
        assertThat(answers.confused(View.PLAX_RV_INFLOW, View.PSAX_AORTIC_PULMONARY)
                        .trials())
                .isEqualTo(4);
        assertThat(answers.error().count()).isEqualTo(4);
    }

    @Test
    void abstainingTakesUnsureAnswersOutOfTheError() {
        Answers answers =
                new Answers("m", new int[] {0, 1, 2, 3}, new int[] {0, 1, 5, 6}, new float[] {0.9f, 0.4f, 0.3f, 0.8f});
        assertThat(answers.abstained(0.5).count()).isEqualTo(2);
        assertThat(answers.errorWhenAsserted(0.5).count()).isEqualTo(1);
        assertThat(answers.errorWhenAsserted(0.5).trials()).isEqualTo(2);
    }

    @Test
    void overconfidentLogitsGetBackTheTemperatureTheyWereMultipliedBy() {
        SplittableRandom random = new SplittableRandom(4);
        int loops = 4000;
        float[] logits = new float[loops * VIEWS];
        int[] truth = new int[loops];
        for (int loop = 0; loop < loops; loop++) {
            float[] honest = new float[VIEWS];
            for (int view = 0; view < VIEWS; view++) {
                honest[view] = (float) random.nextDouble(-2, 2);
                logits[loop * VIEWS + view] = 3 * honest[view];
            }
            truth[loop] = draw(Softmax.of(honest, 1), random);
        }
        assertThat(CalibrationTemperature.fit(logits, truth)).isCloseTo(3, within(0.2));
    }

    private static int draw(double[] probabilities, SplittableRandom random) {
        double left = random.nextDouble();
        int view = 0;
        while (view < probabilities.length - 1 && left > probabilities[view]) {
            left -= probabilities[view++];
        }
        return view;
    }
}
