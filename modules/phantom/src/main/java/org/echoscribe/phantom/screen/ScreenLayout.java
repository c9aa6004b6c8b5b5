package org.echoscribe.phantom.screen;

import java.util.random.RandomGenerator;
import org.echoscribe.phantom.rendering.LoopRenderer.Raster;
import org.echoscribe.phantom.rendering.Sector;

/**
 * How a machine arranges its screen, in pixels. The fan is made as large as the field for it allows.
 *
 * @param width columns of the picture
 * @param height rows of the picture
 * @param fieldX left edge of the field for the fan
 * @param fieldY top edge
 * @param fieldWidth width of that field
 * @param fieldHeight height of that field
 * @param headerRows rows of the band at the top that holds names and the date
 * @param background grey of the screen, 0 to 40
 * @param textScale pixels for each dot of the letters
 * @param scaleOnLeft whether the depth scale stands to the left of the fan
 * @param ecgShareOfField where the ECG trace runs, as a share of the field's height; it is drawn behind the fan
 */
public record ScreenLayout(
        int width,
        int height,
        int fieldX,
        int fieldY,
        int fieldWidth,
        int fieldHeight,
        int headerRows,
        int background,
        int textScale,
        boolean scaleOnLeft,
        double ecgShareOfField) {

    /** Where the fan lies: a rectangle around it, and the fan within the rectangle. */
    public record Region(int x, int y, Raster raster) {}

    /** Draws one of the layouts; {@code small} asks for the size that old machines export. */
    public static ScreenLayout draw(boolean small, RandomGenerator random) {
        double size = random.nextDouble();
        int[] screen = small
                ? new int[] {320, 240}
                : size < 0.2
                        ? new int[] {480, 360}
                        : size < 0.62
                                ? new int[] {640, 480}
                                : size < 0.87 ? new int[] {800, 600} : new int[] {1016, 708};
        int width = screen[0];
        int height = screen[1];
        int header = (int) (height * (0.04 + 0.06 * random.nextDouble()));
        int top = header + (int) (height * 0.03);
        int fieldHeight = (int) (height * (0.74 + 0.1 * random.nextDouble()));
        fieldHeight = Math.min(fieldHeight, height - top - 4);
        int fieldWidth = (int) (width * (0.74 + 0.12 * random.nextDouble()));
        int left = (int) ((width - fieldWidth) * (0.3 + 0.4 * random.nextDouble()));
        int background = random.nextDouble() < 0.75 ? 0 : random.nextInt(8, 32);
        return new ScreenLayout(
                width,
                height,
                left,
                top,
                fieldWidth,
                fieldHeight,
                header,
                background,
                Math.max(1, height / 400),
                random.nextBoolean(),
                0.86 + 0.14 * random.nextDouble());
    }

    /** The rectangle for a fan of this size. */
    public Region regionOf(Sector sector) {
        double pixelsPerCm = Math.min(fieldHeight / sector.depthCm(), fieldWidth / (2 * sector.halfWidthCm()));
        int regionWidth = (int) Math.floor(2 * sector.halfWidthCm() * pixelsPerCm);
        int regionHeight = (int) Math.floor(sector.depthCm() * pixelsPerCm);
        int x = fieldX + (fieldWidth - regionWidth) / 2;
        int y = fieldY + (fieldHeight - regionHeight) / 2;
        return new Region(x, y, new Raster(regionWidth, regionHeight, regionWidth / 2.0, 0, pixelsPerCm));
    }
}
