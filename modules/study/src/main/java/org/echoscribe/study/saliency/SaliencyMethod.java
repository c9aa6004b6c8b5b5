package org.echoscribe.study.saliency;

import java.util.Locale;

/** How the derivative of a score becomes a map. */
public enum SaliencyMethod {
    /** At the loop itself: K. Simonyan et al. 2014, arXiv:1312.6034, and the paper's figure 4. */
    GRADIENT,
    /**
     * The mean of the gradients at {@value AverageGradients#NOISY_COPIES} noisy copies of the input: SmoothGrad, D. Smilkov
     * et al. 2017, arXiv:1706.03825. A network of rectifiers has another gradient after every small step, and much of what a
     * single gradient shows is that.
     */
    SMOOTH,
    /**
     * The mean of the gradients along the straight way from a baseline to the loop, times how far each pixel moves on it:
     * integrated gradients, M. Sundararajan et al. 2017, arXiv:1703.01365, in {@value AverageGradients#STEPS} steps. The map
     * adds up to the change of the score from the baseline. The baseline is black and still, or another loop.
     */
    INTEGRATED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
