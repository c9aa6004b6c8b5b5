package org.echoscribe.report.sheet;

/**
 * A small square picture of a loop, everything but ultrasound already blanked.
 *
 * @param side columns and rows
 * @param rgb 8-bit red, green, blue interleaved, row-major, {@code 3 * side * side} bytes
 */
public record Thumbnail(int side, byte[] rgb) {

    public Thumbnail {
        if (side < 1 || rgb.length != 3L * side * side) {
            throw new IllegalArgumentException(
                    rgb.length + " bytes are not RGB of a square of " + side + " pixels a side");
        }
    }
}
