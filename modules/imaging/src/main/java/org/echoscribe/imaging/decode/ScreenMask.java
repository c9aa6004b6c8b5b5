package org.echoscribe.imaging.decode;

import java.util.List;

/**
 * What one machine model burns into one screen layout, so that it is blanked in every frame: the anonymisation of the
 * paper (Howard et al. 2020, doi 10.21037/jmai.2019.10.03), where the model in the header decides.
 *
 * @param manufacturer Manufacturer (0008,0070), compared without regard to case and surrounding space
 * @param model Manufacturer's Model Name (0008,1090), compared likewise; empty for objects that name none
 * @param columns Columns (0028,0011) of the pictures for which it holds
 * @param rows Rows (0028,0010) of the pictures for which it holds
 * @param blank what is blanked, inside the picture
 */
public record ScreenMask(String manufacturer, String model, int columns, int rows, List<Rectangle> blank) {

    public ScreenMask {
        blank = List.copyOf(blank);
        for (Rectangle rectangle : blank) {
            if (rectangle.x() < 0 || rectangle.y() < 0 || rectangle.endX() > columns || rectangle.endY() > rows) {
                throw new IllegalArgumentException(
                        "%s lies outside the picture of %d x %d pixels".formatted(rectangle, columns, rows));
            }
        }
    }
}
