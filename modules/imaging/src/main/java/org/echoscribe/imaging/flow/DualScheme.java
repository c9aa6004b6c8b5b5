package org.echoscribe.imaging.flow;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The state of the numerical scheme at one pyramid level and its one iteration: a point-wise minimisation of the
 * linearised data term (thresholding), a primal step along the divergence of the dual variables, and a dual step along
 * the gradient of the flow. {@link VectorTvl1} tells the method as a whole.
 *
 * <p>Both steps run in one sweep: dual row y - 1 needs flow row y, and flow row y needs dual rows y and y - 1 as they
 * were, so the dual step follows one row behind. Every value is computed lane by lane with the same operations in the
 * same order whatever the species, and the squared updates are added up per column and then across columns, so results
 * are the same bits on every machine.
 */
final class DualScheme {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    /** Keeps a division by a vanished gradient finite; the quotient is then multiplied by that gradient, zero. */
    private static final float SMALLEST_SQUARED_GRADIENT = 1e-30f;

    private final Grid grid;
    private final float threshold;
    private final float theta;
    private final float dualStep;
    private final float[] u;
    private final float[] v;
    private final float[] pux;
    private final float[] puy;
    private final float[] pvx;
    private final float[] pvy;
    private final float[] gradientX;
    private final float[] gradientY;
    private final float[] inverseSquaredGradient;
    private final float[] residual;
    private final float[] warped;
    private final float[] columnError;

    /**
     * Starts with dual variables of zero.
     *
     * @param u horizontal flow, changed in place
     * @param v vertical flow, changed in place
     * @param threshold lambda times theta
     * @param dualStep tau divided by theta
     */
    DualScheme(Grid grid, float[] u, float[] v, float threshold, float theta, float dualStep) {
        this.grid = grid;
        this.u = u;
        this.v = v;
        this.threshold = threshold;
        this.theta = theta;
        this.dualStep = dualStep;
        this.pux = grid.plane();
        this.puy = grid.plane();
        this.pvx = grid.plane();
        this.pvy = grid.plane();
        this.gradientX = grid.plane();
        this.gradientY = grid.plane();
        this.inverseSquaredGradient = grid.plane();
        this.residual = grid.plane();
        this.warped = new float[grid.width() * PyramidLevel.CHANNELS];
        this.columnError = new float[grid.stride()];
    }

    /** Linearises the data term around the present flow: warps the second frame back onto the first. */
    void linearise(PyramidLevel first, PyramidLevel second) {
        for (int y = 0; y < grid.height(); y++) {
            BicubicWarp.row(second, u, v, y, warped);
            int i = grid.row(y);
            for (int x = 0, w = 0; x < grid.width(); x++, i++, w += PyramidLevel.CHANNELS) {
                float gx = warped[w + 1];
                float gy = warped[w + 2];
                gradientX[i] = gx;
                gradientY[i] = gy;
                inverseSquaredGradient[i] = 1f / Math.max(gx * gx + gy * gy, SMALLEST_SQUARED_GRADIENT);
                residual[i] = warped[w] - gx * u[i] - gy * v[i] - first.grey()[i];
            }
        }
    }

    /** One iteration; returns the sum over all pixels of the squared update of the flow. */
    double iterate() {
        Arrays.fill(columnError, 0f);
        int last = grid.height() - 1;
        for (int y = 0; y <= last; y++) {
            primalRow(grid.row(y));
            if (y > 0) {
                dualRow(grid.row(y - 1), grid.row(y));
            }
        }
        dualRow(grid.row(last), grid.row(last));
        double error = 0;
        for (int x = 0; x < grid.width(); x++) {
            error += columnError[x];
        }
        return error;
    }

    private void primalRow(int row) {
        int stride = grid.stride();
        int width = grid.width();
        for (int x = 0; x < width; x += SPECIES.length()) {
            int i = row + x;
            FloatVector a = at(u, i);
            FloatVector b = at(v, i);
            FloatVector gx = at(gradientX, i);
            FloatVector gy = at(gradientY, i);
            FloatVector rho = at(residual, i).add(gx.mul(a).add(gy.mul(b)));
            FloatVector step = clamped(rho.mul(at(inverseSquaredGradient, i)).neg());
            FloatVector divergenceU =
                    at(pux, i).sub(at(pux, i - 1)).add(at(puy, i).sub(at(puy, i - stride)));
            FloatVector divergenceV =
                    at(pvx, i).sub(at(pvx, i - 1)).add(at(pvy, i).sub(at(pvy, i - stride)));
            FloatVector newA = a.add(step.mul(gx)).add(divergenceU.mul(theta));
            FloatVector newB = b.add(step.mul(gy)).add(divergenceV.mul(theta));
            newA.intoArray(u, i);
            newB.intoArray(v, i);
            FloatVector da = newA.sub(a);
            FloatVector db = newB.sub(b);
            at(columnError, x).add(da.mul(da).add(db.mul(db))).intoArray(columnError, x);
        }
        // The forward difference across the right border is zero.
        u[row + width] = u[row + width - 1];
        v[row + width] = v[row + width - 1];
    }

    private FloatVector clamped(FloatVector step) {
        // Comparing and blending takes two instructions; the min and max of IEEE 754 with their NaN rules take five.
        VectorMask<Float> above = step.compare(VectorOperators.GT, threshold);
        VectorMask<Float> below = step.compare(VectorOperators.LT, -threshold);
        return step.blend(threshold, above).blend(-threshold, below);
    }

    private void dualRow(int row, int rowBelow) {
        dualRow(u, pux, puy, row, rowBelow);
        dualRow(v, pvx, pvy, row, rowBelow);
    }

    private void dualRow(float[] flow, float[] px, float[] py, int row, int rowBelow) {
        int width = grid.width();
        for (int x = 0; x < width; x += SPECIES.length()) {
            int i = row + x;
            FloatVector here = at(flow, i);
            FloatVector dx = at(flow, i + 1).sub(here);
            FloatVector dy = at(flow, rowBelow + x).sub(here);
            FloatVector norm = dx.mul(dx).add(dy.mul(dy)).lanewise(VectorOperators.SQRT);
            FloatVector shrink =
                    FloatVector.broadcast(SPECIES, 1f).div(norm.mul(dualStep).add(1f));
            at(px, i).add(dx.mul(dualStep)).mul(shrink).intoArray(px, i);
            at(py, i).add(dy.mul(dualStep)).mul(shrink).intoArray(py, i);
        }
    }

    private static FloatVector at(float[] plane, int index) {
        return FloatVector.fromArray(SPECIES, plane, index);
    }
}
