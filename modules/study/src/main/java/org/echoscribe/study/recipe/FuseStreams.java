package org.echoscribe.study.recipe;

import java.util.LinkedHashMap;
import java.util.Map;
import org.echoscribe.study.evaluation.CalibrationTemperature;
import org.echoscribe.study.network.Parameter;
import org.echoscribe.study.network.Weights;

/**
 * Joins two trained streams: pooled vectors concatenated, then one dense layer and softmax, as in the paper. A dense layer
 * over concatenated vectors is the sum of one over each, so it is put together from the streams' own trained layers, by
 * Bayes' rule: were both streams independent given the view, then {@code log p(view | both) = log p(view | frames) + log
 * p(view | flow) - log p(view)} up to a constant. Each stream's term is weighted, for streams are neither independent nor
 * equally sure of themselves; the two weights are those with the least cross-entropy on the validation loops.
 *
 * <p>Why the layer is not learnt afresh: on the loops that the backbones learnt from, single frames seem to tell apart even
 * what only motion can, because the frame network remembers them. A joint layer learnt there trusts the frames and throws
 * away what the flow knows. Two numbers fitted on loops that neither backbone learnt from cannot be misled so.
 *
 * @param spatial what the spatial stream's logits are multiplied by
 * @param temporal what the temporal stream's logits are multiplied by
 * @param logPrior natural logarithm of each view's frequency among the training loops, which both streams' logits contain
 */
record FuseStreams(double spatial, double temporal, double[] logPrior) {

    private static final int STEPS = 60;
    private static final double SMALLEST = 0.02;
    private static final double RATIO = 1.08;

    /**
     * Fits both weights on a logarithmic grid, {@value #SMALLEST} to about 1.9.
     *
     * @param spatialLogits of the spatial stream alone, row-major {@code [loops, views]}
     * @param temporalLogits of the temporal stream alone
     * @param truth the right class of each loop
     * @param logPrior as the record holds it
     */
    static FuseStreams fit(float[] spatialLogits, float[] temporalLogits, int[] truth, double[] logPrior) {
        FuseStreams best = new FuseStreams(1, 1, logPrior);
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < STEPS; i++) {
            for (int j = 0; j < STEPS; j++) {
                FuseStreams candidate =
                        new FuseStreams(SMALLEST * Math.pow(RATIO, i), SMALLEST * Math.pow(RATIO, j), logPrior);
                float[] fused = candidate.logits(spatialLogits, temporalLogits);
                double loss = CalibrationTemperature.crossEntropy(fused, truth, 1);
                if (loss < least) {
                    least = loss;
                    best = candidate;
                }
            }
        }
        return best;
    }

    /** {@link #logPrior} from the views of the training loops, each view counted once more than it occurs. */
    static double[] logPrior(int[] trainingViews, int views) {
        double[] counts = new double[views];
        java.util.Arrays.fill(counts, 1);
        for (int view : trainingViews) {
            counts[view]++;
        }
        double total = trainingViews.length + views;
        return java.util.Arrays.stream(counts)
                .map(count -> Math.log(count / total))
                .toArray();
    }

    /** The fused logits. */
    float[] logits(float[] spatialLogits, float[] temporalLogits) {
        float[] fused = new float[spatialLogits.length];
        for (int i = 0; i < fused.length; i++) {
            double prior = logPrior[i % logPrior.length];
            fused[i] = (float) (spatial * spatialLogits[i] + temporal * temporalLogits[i] - prior);
        }
        return fused;
    }

    /** The two-stream head's weights from those of the time-distributed and the temporal head. */
    Weights head(Weights timeDistributed, Weights temporalHead) {
        String kernel = Parameter.nameOf("logits", Parameter.Role.KERNEL);
        String bias = Parameter.nameOf("logits", Parameter.Role.BIAS);
        Map<String, float[]> values = new LinkedHashMap<>(timeDistributed.values());
        float[] spatialBias = values.get(bias);
        float[] temporalBias = temporalHead.values().get(bias);
        int views = spatialBias.length;
        values.put(bias, logits(spatialBias, temporalBias));
        values.put(kernel, joined(values.get(kernel), temporalHead.values().get(kernel), views));
        return new Weights(values);
    }

    /** Row by row, the spatial features' factors and then the temporal ones', as the vectors are concatenated. */
    private float[] joined(float[] spatialKernel, float[] temporalKernel, int views) {
        int spatialFeatures = spatialKernel.length / views;
        int temporalFeatures = temporalKernel.length / views;
        float[] joined = new float[spatialKernel.length + temporalKernel.length];
        int next = 0;
        for (int view = 0; view < views; view++) {
            for (int i = 0; i < spatialFeatures; i++) {
                joined[next++] = (float) (spatial * spatialKernel[view * spatialFeatures + i]);
            }
            for (int i = 0; i < temporalFeatures; i++) {
                joined[next++] = (float) (temporal * temporalKernel[view * temporalFeatures + i]);
            }
        }
        return joined;
    }
}
