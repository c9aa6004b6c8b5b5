package org.echoscribe.imaging.flow;

/**
 * One grey frame.
 *
 * @param width columns
 * @param height rows
 * @param values row-major grey values, 0..255, not to be modified
 */
public record GreyImage(int width, int height, float[] values) {

    public GreyImage {
        if (width < 1 || height < 1 || values.length != width * height) {
            throw new IllegalArgumentException(
                    values.length + " values are not an image of " + width + " x " + height + " pixels");
        }
    }
}
