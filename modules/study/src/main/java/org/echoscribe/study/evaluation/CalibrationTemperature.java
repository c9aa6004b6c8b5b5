package org.echoscribe.study.evaluation;

import java.util.Arrays;

/**
 * Temperature scaling: C. Guo et al., "On Calibration of Modern Neural Networks", ICML 2017, arXiv:1706.04599. One number
 * divides all logits so that probabilities on validation loops fit how often they come true; answers stay as they are.
 */
public final class CalibrationTemperature {

    private static final double LOWEST = 0.25;
    private static final double HIGHEST = 8;
    private static final int STEPS = 60;

    private CalibrationTemperature() {}

    /**
     * The temperature, {@value #LOWEST} to {@value #HIGHEST}, with the least mean cross-entropy, found by golden section on
     * its logarithm, where the cross-entropy has one minimum.
     *
     * @param logits row-major {@code [loops, views]}
     * @param truth the right class of each loop
     */
    public static double fit(float[] logits, int[] truth) {
        double ratio = (Math.sqrt(5) - 1) / 2;
        double low = Math.log(LOWEST);
        double high = Math.log(HIGHEST);
        for (int step = 0; step < STEPS; step++) {
            double left = high - ratio * (high - low);
            double right = low + ratio * (high - low);
            if (crossEntropy(logits, truth, Math.exp(left)) < crossEntropy(logits, truth, Math.exp(right))) {
                high = right;
            } else {
                low = left;
            }
        }
        return Math.exp((low + high) / 2);
    }

    /** Mean cross-entropy, natural logarithm, of logits divided by a temperature. */
    public static double crossEntropy(float[] logits, int[] truth, double temperature) {
        int views = logits.length / truth.length;
        double sum = 0;
        for (int loop = 0; loop < truth.length; loop++) {
            double[] probabilities =
                    Softmax.of(Arrays.copyOfRange(logits, loop * views, (loop + 1) * views), temperature);
            sum -= Math.log(Math.max(probabilities[truth[loop]], 1e-30));
        }
        return sum / truth.length;
    }
}
