package org.echoscribe.imaging.flow;

import java.util.List;
import org.echoscribe.vocabulary.InputSpecification.TvL1Parameters;

/** What both implementations accept. */
final class FlowArguments {

    private FlowArguments() {}

    static void check(List<GreyImage> frames, TvL1Parameters parameters) {
        for (GreyImage frame : frames) {
            GreyImage first = frames.getFirst();
            require(
                    frame.width() == first.width() && frame.height() == first.height(),
                    "frames of one loop must have one size, got " + first.width() + " x " + first.height() + " and "
                            + frame.width() + " x " + frame.height());
            require(
                    frame.width() >= 3 && frame.height() >= 3,
                    "optical flow needs at least 3 x 3 pixels, got " + frame.width() + " x " + frame.height());
        }
        require(parameters.tau() > 0, "tau must be above 0: " + parameters.tau());
        require(parameters.lambda() > 0, "lambda must be above 0: " + parameters.lambda());
        require(parameters.theta() > 0, "theta must be above 0: " + parameters.theta());
        require(parameters.epsilon() >= 0, "epsilon must be 0 or more: " + parameters.epsilon());
        require(parameters.scales() >= 1, "scales must be 1 or more: " + parameters.scales());
        require(parameters.warps() >= 1, "warps must be 1 or more: " + parameters.warps());
        require(parameters.innerIterations() >= 1, "inner iterations must be 1 or more");
        require(parameters.outerIterations() >= 1, "outer iterations must be 1 or more");
        require(
                parameters.scaleStep() > 0 && parameters.scaleStep() < 1,
                "scale step must lie between 0 and 1: " + parameters.scaleStep());
        require(
                parameters.medianFiltering() == 1
                        || parameters.medianFiltering() == 3
                        || parameters.medianFiltering() == 5,
                "median filtering must be 1 (none), 3 or 5: " + parameters.medianFiltering());
    }

    /** The double nearest to the decimal that a person wrote, 0.8 for 0.8f: OpenCV's parameters are doubles. */
    static double decimal(float parameter) {
        return Double.parseDouble(Float.toString(parameter));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
