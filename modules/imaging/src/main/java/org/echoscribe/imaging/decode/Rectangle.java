package org.echoscribe.imaging.decode;

/**
 * A rectangle of whole pixels in a picture.
 *
 * @param x the leftmost column that belongs to it, counted from 0
 * @param y the topmost row that belongs to it, counted from 0
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record Rectangle(int x, int y, int width, int height) {

    public Rectangle {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a rectangle of " + width + " x " + height + " pixels is empty");
        }
    }

    /** The first column to the right of the rectangle. */
    public int endX() {
        return x + width;
    }

    /** The first row below the rectangle. */
    public int endY() {
        return y + height;
    }

    /** How many pixels belong to it. */
    public long area() {
        return (long) width * height;
    }
}
