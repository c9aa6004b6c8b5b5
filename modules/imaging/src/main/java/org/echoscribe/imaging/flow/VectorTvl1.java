package org.echoscribe.imaging.flow;

import java.util.ArrayList;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import org.echoscribe.vocabulary.InputSpecification.TvL1Parameters;

/**
 * Dual TV-L1 optical flow on the Java Vector API.
 *
 * <p>The method minimises over the flow (u, v) the total variation of both components plus lambda times the absolute
 * brightness difference between the first frame and the second frame warped back. With an auxiliary flow coupled to the
 * first by theta the problem splits in two that are solved in turn: the data term point by point, by thresholding the
 * linearised brightness residual, and the total variation by Chambolle's dual projection. A few times per level the
 * second frame is warped anew by the present flow and the data term linearised there; a median filter removes outliers
 * between blocks of iterations; levels go from coarse to fine. Iterations end when the mean squared update falls below
 * epsilon squared.
 *
 * <ul>
 *   <li>C. Zach, T. Pock, H. Bischof, "A duality based approach for realtime TV-L1 optical flow", DAGM 2007, LNCS 4713.
 *   <li>J. Sanchez Perez, E. Meinhardt-Llopis, G. Facciolo, "TV-L1 optical flow estimation", Image Processing On Line 3,
 *       2013, doi 10.5201/ipol.2013.26.
 * </ul>
 *
 * <p>Conventions (parameters, pyramid, borders, kernel, order of steps) are those of OpenCV's
 * {@code DualTVL1OpticalFlow}, which the published network's inputs were made with. The results differ from OpenCV's in
 * float rounding, which the method amplifies to about a hundredth of a pixel, as it does OpenCV's own when its input
 * changes by one step of a float. Ours are the same bits on every machine.
 *
 * <p>No operation inside uses threads: pairs and loops are what runs in parallel.
 */
public final class VectorTvl1 implements OpticalFlow {

    @Override
    public String name() {
        return "TV-L1 on the Vector API, " + FloatVector.SPECIES_PREFERRED.length() + " lanes";
    }

    @Override
    public List<FlowField> between(List<GreyImage> frames, TvL1Parameters parameters) {
        FlowArguments.check(frames, parameters);
        List<FlowField> fields = new ArrayList<>();
        ImagePyramid first = null;
        for (GreyImage frame : frames) {
            // Each pyramid serves two pairs: as the second frame of one, then as the first of the next.
            ImagePyramid second =
                    ImagePyramid.of(frame, parameters.scales(), FlowArguments.decimal(parameters.scaleStep()));
            if (first != null) {
                fields.add(flow(first, second, parameters));
            }
            first = second;
        }
        return fields;
    }

    private static FlowField flow(ImagePyramid first, ImagePyramid second, TvL1Parameters parameters) {
        int coarsest = first.levels().size() - 1;
        Grid grid = first.levels().get(coarsest).grid();
        float[] u = grid.plane();
        float[] v = grid.plane();
        double scaleStep = FlowArguments.decimal(parameters.scaleStep());
        for (int level = coarsest; ; level--) {
            refine(first.levels().get(level), second.levels().get(level), u, v, parameters);
            if (level == 0) {
                return new FlowField(grid.width(), grid.height(), grid.imageOf(u), grid.imageOf(v));
            }
            Grid finer = first.levels().get(level - 1).grid();
            double scaleX = (double) grid.width() / finer.width();
            double scaleY = (double) grid.height() / finer.height();
            u = BilinearResize.resize(u, grid, finer, scaleX, scaleY, (float) (1 / scaleStep));
            v = BilinearResize.resize(v, grid, finer, scaleX, scaleY, (float) (1 / scaleStep));
            grid = finer;
        }
    }

    /** Improves the flow at one level, in place. */
    private static void refine(
            PyramidLevel first, PyramidLevel second, float[] u, float[] v, TvL1Parameters parameters) {
        Grid grid = first.grid();
        double lambda = FlowArguments.decimal(parameters.lambda());
        double theta = FlowArguments.decimal(parameters.theta());
        double tau = FlowArguments.decimal(parameters.tau());
        double epsilon = FlowArguments.decimal(parameters.epsilon());
        double stop = epsilon * epsilon * grid.width() * grid.height();
        DualScheme scheme = new DualScheme(grid, u, v, (float) (lambda * theta), (float) theta, (float) (tau / theta));
        MedianFilter median = new MedianFilter(grid, parameters.medianFiltering());
        for (int warp = 0; warp < parameters.warps(); warp++) {
            scheme.linearise(first, second);
            double error = Double.MAX_VALUE;
            for (int outer = 0; error > stop && outer < parameters.outerIterations(); outer++) {
                median.apply(u);
                median.apply(v);
                for (int inner = 0; error > stop && inner < parameters.innerIterations(); inner++) {
                    error = scheme.iterate();
                }
            }
        }
    }
}
