package org.echoscribe.phantom.rendering;

import org.echoscribe.phantom.anatomy.Point;
import org.echoscribe.phantom.anatomy.Scene;
import org.echoscribe.phantom.anatomy.Tissue;

/**
 * Which tissue is where before the probe at end of diastole, on a raster, and in which direction the nearest cavity
 * lies: the direction decides how much of a wall's echo returns.
 */
final class TissueMap {

    private static final double CELL_CM = 0.065;
    private static final int BLUR_CELLS = 5;
    private static final Tissue[] TISSUES = Tissue.values();

    private final int columns;
    private final int rows;
    private final double left;
    private final double top;
    private final byte[] tissue;
    private final float[] cavity;

    TissueMap(Scene scene, Sector sector, boolean withOutflow) {
        left = -sector.halfWidthCm() - 1.5;
        top = -0.5;
        columns = (int) Math.ceil(-2 * left / CELL_CM) + 1;
        rows = (int) Math.ceil((sector.depthCm() + 2) / CELL_CM) + 1;
        tissue = new byte[columns * rows];
        cavity = new float[columns * rows];
        double scale = scene.placement().scale();
        for (int row = 0; row < rows; row++) {
            Point start = scene.placement().toHeart(new Point(left, top + row * CELL_CM));
            Point step = scene.placement()
                    .toHeart(new Point(left + CELL_CM, top + row * CELL_CM))
                    .minus(start);
            for (int column = 0; column < columns; column++) {
                double x = start.x() + column * step.x();
                double z = start.z() + column * step.z();
                Tissue found = scene.anatomy().tissueAt(x, z, withOutflow);
                tissue[row * columns + column] = (byte) found.ordinal();
                cavity[row * columns + column] = found == Tissue.BLOOD ? 1 : 0;
            }
        }
        int radius = (int) Math.round(BLUR_CELLS * Math.min(1.5, scale));
        blur(1, columns, rows, columns, radius);
        blur(columns, 1, columns, rows, radius);
    }

    /** A running mean along one direction: {@code lines} lines of {@code length} cells. */
    private void blur(int step, int lineStep, int lines, int length, int radius) {
        float[] line = new float[length];
        for (int l = 0; l < lines; l++) {
            float sum = 0;
            for (int i = 0; i < length; i++) {
                line[i] = cavity[l * lineStep + i * step];
            }
            for (int i = -radius; i < length; i++) {
                sum += i + radius < length ? line[i + radius] : 0;
                sum -= i - radius - 1 >= 0 ? line[i - radius - 1] : 0;
                if (i >= 0) {
                    cavity[l * lineStep + i * step] = sum / (2 * radius + 1);
                }
            }
        }
    }

    Tissue tissueAt(double x, double z) {
        return TISSUES[tissue[index(x, z)]];
    }

    /** Towards the nearest cavity; its length tells how near it is: 0 far, about 0.1 at the border. */
    Point towardsCavity(double x, double z) {
        int at = index(x, z);
        int column = at % columns;
        int row = at / columns;
        if (column < 2 || row < 2 || column > columns - 3 || row > rows - 3) {
            return new Point(0, 0);
        }
        return new Point(cavity[at + 2] - cavity[at - 2], cavity[at + 2 * columns] - cavity[at - 2 * columns])
                .times(0.25);
    }

    /** Whether blood lies within {@code distanceCm} in that direction. */
    boolean bordersOnCavity(double x, double z, Point direction, double distanceCm) {
        return tissueAt(x + direction.x() * distanceCm, z + direction.z() * distanceCm) == Tissue.BLOOD;
    }

    private int index(double x, double z) {
        int column = Math.clamp(Math.round((x - left) / CELL_CM), 0, columns - 1);
        int row = Math.clamp(Math.round((z - top) / CELL_CM), 0, rows - 1);
        return row * columns + column;
    }
}
