package org.echoscribe.study.evaluation;

import java.util.Arrays;
import org.echoscribe.statistics.ConfusionMatrix;
import org.echoscribe.statistics.Proportion;
import org.echoscribe.vocabulary.View;

/**
 * What one network said of some loops.
 *
 * @param model its name in tables
 * @param truth the right class of each loop, in {@link View} order
 * @param said the class answered
 * @param certainty the probability of that class, 0..1
 */
public record Answers(String model, int[] truth, int[] said, float[] certainty) {

    /** Truth against answers. */
    public ConfusionMatrix confusion() {
        return ConfusionMatrix.of(truth, said, View.values().length);
    }

    /** Wrong answers of all. */
    public Proportion error() {
        return confusion().error();
    }

    /** Of the loops of either view, those taken for the other one. */
    public Proportion confused(View one, View other) {
        ConfusionMatrix confusion = confusion();
        int swapped = confusion.count(one.ordinal(), other.ordinal()) + confusion.count(other.ordinal(), one.ordinal());
        return new Proportion(swapped, confusion.truthTotal(one.ordinal()) + confusion.truthTotal(other.ordinal()));
    }

    /** Of all loops, those whose certainty is below the threshold. */
    public Proportion abstained(double threshold) {
        int count = 0;
        for (float each : certainty) {
            count += each < threshold ? 1 : 0;
        }
        return new Proportion(count, certainty.length);
    }

    /** Wrong answers among those at or above the threshold. */
    public Proportion errorWhenAsserted(double threshold) {
        int wrong = 0;
        int asserted = 0;
        for (int i = 0; i < said.length; i++) {
            if (certainty[i] >= threshold) {
                asserted++;
                wrong += said[i] != truth[i] ? 1 : 0;
            }
        }
        return new Proportion(wrong, asserted);
    }

    /** One loop's probabilities from its logits, divided by a calibration temperature. */
    public static double[] probabilities(float[] logits, double temperature) {
        return Softmax.of(logits, temperature);
    }

    /** From logits, row-major {@code [loops, views]}, divided by a calibration temperature. */
    public static Answers ofLogits(String model, int[] truth, float[] logits, double temperature) {
        int views = logits.length / truth.length;
        int[] said = new int[truth.length];
        float[] certainty = new float[truth.length];
        for (int loop = 0; loop < truth.length; loop++) {
            double[] probabilities =
                    Softmax.of(Arrays.copyOfRange(logits, loop * views, (loop + 1) * views), temperature);
            said[loop] = Softmax.best(probabilities);
            certainty[loop] = (float) probabilities[said[loop]];
        }
        return new Answers(model, truth, said, certainty);
    }
}
