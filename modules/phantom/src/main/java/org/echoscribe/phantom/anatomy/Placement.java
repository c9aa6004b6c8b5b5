package org.echoscribe.phantom.anatomy;

/**
 * How the heart lies before the probe: turned about {@code centre} (heart coordinates), enlarged, and moved so that the
 * centre is seen at {@code target} (probe coordinates).
 *
 * @param degrees clockwise on the screen
 * @param scale 1 for life size; more is the machine's zoom
 */
public record Placement(Point centre, Point target, double degrees, double scale, double cos, double sin) {

    public Placement(Point centre, Point target, double degrees, double scale) {
        this(centre, target, degrees, scale, Math.cos(Math.toRadians(degrees)), Math.sin(Math.toRadians(degrees)));
    }

    /** A direction or displacement in the heart, as the probe sees it. */
    public Point turned(Point direction) {
        return new Point(
                scale * (cos * direction.x() - sin * direction.z()),
                scale * (sin * direction.x() + cos * direction.z()));
    }

    /** A place in the heart, as the probe sees it. */
    public Point toProbe(Point heart) {
        return turned(heart.minus(centre)).plus(target);
    }

    /** The place in the heart that the probe sees here. */
    public Point toHeart(Point probe) {
        double dx = (probe.x() - target.x()) / scale;
        double dz = (probe.z() - target.z()) / scale;
        return new Point(cos * dx + sin * dz, -sin * dx + cos * dz).plus(centre);
    }
}
