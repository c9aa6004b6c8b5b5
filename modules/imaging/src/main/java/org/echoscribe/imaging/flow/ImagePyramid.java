package org.echoscribe.imaging.flow;

import java.util.ArrayList;
import java.util.List;

/**
 * One frame at every size that the flow is computed at, full size first.
 *
 * <p>Each level is resampled from the one before. The pyramid ends before a level would have fewer than
 * {@value #SMALLEST} rows or columns.
 */
record ImagePyramid(List<PyramidLevel> levels) {

    private static final int SMALLEST = 16;

    static ImagePyramid of(GreyImage frame, int scales, double scaleStep) {
        List<PyramidLevel> levels = new ArrayList<>();
        Grid grid = new Grid(frame.width(), frame.height());
        float[] grey = grid.planeOf(frame.values());
        levels.add(PyramidLevel.of(grid, grey));
        while (levels.size() < scales) {
            Grid smaller = new Grid(shrunk(grid.width(), scaleStep), shrunk(grid.height(), scaleStep));
            if (smaller.width() < SMALLEST || smaller.height() < SMALLEST) {
                break;
            }
            grey = BilinearResize.resize(grey, grid, smaller, 1 / scaleStep, 1 / scaleStep, 1f);
            grid = smaller;
            levels.add(PyramidLevel.of(grid, grey));
        }
        return new ImagePyramid(List.copyOf(levels));
    }

    private static int shrunk(int size, double scaleStep) {
        return (int) Math.rint(size * scaleStep);
    }
}
