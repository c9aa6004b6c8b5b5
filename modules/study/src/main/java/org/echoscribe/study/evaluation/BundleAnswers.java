package org.echoscribe.study.evaluation;

import java.util.List;
import java.util.stream.IntStream;
import org.echoscribe.vocabulary.ModelIdentity;

/**
 * What one bundle said of the scored loops.
 *
 * @param model which one
 * @param architecture its network
 * @param parameters how many numbers its graphs hold, as they are shipped
 * @param temperature what its logits are divided by
 * @param threshold the certainty below which it asserts no view
 * @param logits before calibration, by loop, in {@link org.echoscribe.vocabulary.View} order
 */
public record BundleAnswers(
        ModelIdentity model,
        String architecture,
        long parameters,
        double temperature,
        double threshold,
        List<float[]> logits) {

    public BundleAnswers {
        logits = List.copyOf(logits);
    }

    /** The name in tables and figures. */
    public String name() {
        return model.name() + " " + model.version();
    }

    /** Probabilities of each loop at a temperature, {@code [loops][views]}. */
    public double[][] probabilities(double atTemperature) {
        return logits.stream()
                .map(each -> Answers.probabilities(each, atTemperature))
                .toArray(double[][]::new);
    }

    /** The class answered for each loop. */
    public int[] said() {
        return logits.stream()
                .mapToInt(each -> Softmax.best(Answers.probabilities(each, 1)))
                .toArray();
    }

    /** The greatest probability of each loop at a temperature. */
    public double[] certainty(double atTemperature) {
        double[][] probabilities = probabilities(atTemperature);
        int[] said = said();
        return IntStream.range(0, said.length)
                .mapToDouble(loop -> probabilities[loop][said[loop]])
                .toArray();
    }

    /** Whether each answer is the one given here. */
    public boolean[] right(int[] truth) {
        int[] said = said();
        boolean[] right = new boolean[said.length];
        IntStream.range(0, said.length).forEach(loop -> right[loop] = said[loop] == truth[loop]);
        return right;
    }
}
