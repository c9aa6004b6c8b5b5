package org.echoscribe.phantom.anatomy;

/**
 * A place or a direction in the imaging plane, in centimetres: the probe's face is at (0, 0).
 *
 * @param x rightwards on the screen
 * @param z away from the probe
 */
public record Point(double x, double z) {

    public Point plus(Point other) {
        return new Point(x + other.x, z + other.z);
    }

    public Point minus(Point other) {
        return new Point(x - other.x, z - other.z);
    }

    public Point times(double factor) {
        return new Point(x * factor, z * factor);
    }

    public double dot(Point other) {
        return x * other.x + z * other.z;
    }

    public double length() {
        return Math.hypot(x, z);
    }

    public Point unit() {
        double length = Math.max(1e-9, length());
        return new Point(x / length, z / length);
    }

    /** The unit-length direction at this angle, from straight down (0) towards the right (90). */
    public static Point ofDegrees(double degreesFromDepth) {
        double radians = Math.toRadians(degreesFromDepth);
        return new Point(Math.sin(radians), Math.cos(radians));
    }

    /** Part of the way to another point. */
    public Point towards(Point other, double fraction) {
        return new Point(x + (other.x - x) * fraction, z + (other.z - z) * fraction);
    }
}
