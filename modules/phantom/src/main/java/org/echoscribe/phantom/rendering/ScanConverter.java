package org.echoscribe.phantom.rendering;

/** Maps the polar grid to the pixels of a rectangle around the fan, by tables made once for a loop. */
public final class ScanConverter {

    private final int[] pixel;
    private final int[] cell;
    private final float[] rowFraction;
    private final float[] columnFraction;

    ScanConverter(PolarGrid grid, LoopRenderer.Raster raster) {
        int width = raster.width();
        int height = raster.height();
        int[] pixels = new int[width * height];
        int[] cells = new int[width * height];
        float[] rows = new float[width * height];
        float[] columns = new float[width * height];
        int count = 0;
        Sector sector = grid.sector();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double dx = (x + 0.5 - raster.apexX()) / raster.pixelsPerCm();
                double dz = (y + 0.5 - raster.apexY()) / raster.pixelsPerCm();
                double range = Math.hypot(dx, dz);
                double angle = Math.atan2(dx, dz);
                if (range < sector.faceRadiusCm() || range > sector.depthCm() || Math.abs(angle) > sector.halfAngle()) {
                    continue;
                }
                double row = Math.min(grid.rowOf(angle), PolarGrid.ROWS - PolarGrid.MARGIN - 1.001);
                double column = grid.columnOf(range);
                pixels[count] = y * width + x;
                cells[count] = (int) row * PolarGrid.STRIDE + (int) column;
                rows[count] = (float) (row - (int) row);
                columns[count] = (float) (column - (int) column);
                count++;
            }
        }
        pixel = java.util.Arrays.copyOf(pixels, count);
        cell = java.util.Arrays.copyOf(cells, count);
        rowFraction = java.util.Arrays.copyOf(rows, count);
        columnFraction = java.util.Arrays.copyOf(columns, count);
    }

    /** The fan's pixels in its rectangle, as indices {@code y * width + x}. */
    public static int[] fanPixels(Sector sector, LoopRenderer.Raster raster) {
        return new ScanConverter(new PolarGrid(sector), raster).pixel;
    }

    /** Writes the fan of one frame into interleaved RGB; pixels outside the fan stay as they are. */
    void convert(float[] grey, GreyMap map, byte[] rgb) {
        for (int i = 0; i < pixel.length; i++) {
            int at = cell[i];
            float fr = rowFraction[i];
            float fc = columnFraction[i];
            float upper = grey[at] + fc * (grey[at + 1] - grey[at]);
            int below = at + PolarGrid.STRIDE;
            float lower = grey[below] + fc * (grey[below + 1] - grey[below]);
            int level = map.index(upper + fr * (lower - upper));
            int out = 3 * pixel[i];
            rgb[out] = map.red(level);
            rgb[out + 1] = map.green(level);
            rgb[out + 2] = map.blue(level);
        }
    }

    /** Lays colour over the fan where {@code velocity} is not zero: -1 away from the probe to 1 towards it. */
    void overlay(float[] velocity, byte[] rgb) {
        for (int i = 0; i < pixel.length; i++) {
            int at = cell[i] + (rowFraction[i] > 0.5f ? PolarGrid.STRIDE : 0) + (columnFraction[i] > 0.5f ? 1 : 0);
            float v = velocity[at];
            if (v == 0) {
                continue;
            }
            int strength = Math.min(255, (int) (90 + 165 * Math.abs(v)));
            int bright = (int) (Math.max(0, Math.abs(v) - 0.5f) * 2 * 220);
            int out = 3 * pixel[i];
            rgb[out] = (byte) (v > 0 ? strength : 0);
            rgb[out + 1] = (byte) bright;
            rgb[out + 2] = (byte) (v > 0 ? 0 : strength);
        }
    }
}
