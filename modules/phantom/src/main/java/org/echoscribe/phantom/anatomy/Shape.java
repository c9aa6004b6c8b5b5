package org.echoscribe.phantom.anatomy;

/** An area of the imaging plane at end of diastole. */
public sealed interface Shape {

    /** Below 1 inside, 1 on the border, above outside; grows roughly with distance. */
    double level(double x, double z);

    /**
     * An ellipse that may be narrower at one end, as ventricles are.
     *
     * @param centre its middle
     * @param halfWidth half the short axis
     * @param halfLength half the long axis
     * @param degrees direction of the long axis from straight down, towards the right
     * @param taper relative change of width from the middle to the far end of the long axis, -0.7 to 0.7
     */
    record Oval(
            Point centre, double halfWidth, double halfLength, double degrees, double taper, double axisX, double axisZ)
            implements Shape {

        public Oval(Point centre, double halfWidth, double halfLength, double degrees, double taper) {
            this(
                    centre,
                    halfWidth,
                    halfLength,
                    degrees,
                    taper,
                    Math.sin(Math.toRadians(degrees)),
                    Math.cos(Math.toRadians(degrees)));
        }

        public static Oval circle(Point centre, double radius) {
            return new Oval(centre, radius, radius, 0, 0);
        }

        /** The same shape with {@code margin} centimetres more (or less) on every side. */
        public Oval grownBy(double margin) {
            return new Oval(
                    centre, Math.max(0.05, halfWidth + margin), Math.max(0.05, halfLength + margin), degrees, taper);
        }

        /** The point at this fraction of the long axis (-1 to 1) and of the local half width (-1 to 1). */
        public Point at(double along, double across) {
            double u =
                    across * halfWidth * Math.max(0.3, 1 + taper * along) * Math.sqrt(Math.max(0, 1 - along * along));
            double v = along * halfLength;
            return new Point(centre.x() + v * axisX + u * axisZ, centre.z() + v * axisZ - u * axisX);
        }

        @Override
        public double level(double x, double z) {
            double dx = x - centre.x();
            double dz = z - centre.z();
            double v = (dx * axisX + dz * axisZ) / halfLength;
            double width = halfWidth * Math.max(0.3, 1 + taper * Math.max(-1.3, Math.min(1.3, v)));
            double u = (dx * axisZ - dz * axisX) / width;
            return Math.sqrt(u * u + v * v);
        }
    }

    /** A line with round ends whose thickness may change: vessels, bands, chords. */
    record Capsule(Point from, Point to, double radiusFrom, double radiusTo) implements Shape {

        public static Capsule of(Point from, Point to, double radius) {
            return new Capsule(from, to, radius, radius);
        }

        /** The same line, thicker by {@code margin} centimetres on every side. */
        public Capsule grownBy(double margin) {
            return new Capsule(from, to, radiusFrom + margin, radiusTo + margin);
        }

        @Override
        public double level(double x, double z) {
            double dx = to.x() - from.x();
            double dz = to.z() - from.z();
            double lengthSquared = dx * dx + dz * dz;
            double t = ((x - from.x()) * dx + (z - from.z()) * dz) / Math.max(1e-9, lengthSquared);
            t = Math.max(0, Math.min(1, t));
            double px = x - from.x() - t * dx;
            double pz = z - from.z() - t * dz;
            return Math.sqrt(px * px + pz * pz) / (radiusFrom + t * (radiusTo - radiusFrom));
        }
    }

    /** A bent vessel: part of a ring. Angles from straight down, towards the right, in degrees; {@code from < to}. */
    record Arc(Point centre, double radius, double halfThickness, double fromDegrees, double toDegrees)
            implements Shape {

        public Arc grownBy(double margin) {
            return new Arc(centre, radius, halfThickness + margin, fromDegrees, toDegrees);
        }

        public Point at(double degrees) {
            return centre.plus(Point.ofDegrees(degrees).times(radius));
        }

        @Override
        public double level(double x, double z) {
            double dx = x - centre.x();
            double dz = z - centre.z();
            double degrees = Math.toDegrees(Math.atan2(dx, dz));
            if (degrees < (fromDegrees + toDegrees) / 2 - 180) {
                degrees += 360;
            }
            double nearest = Math.max(fromDegrees, Math.min(toDegrees, degrees));
            Point on = at(nearest);
            return Math.hypot(x - on.x(), z - on.z()) / halfThickness;
        }
    }

    /** Everything on one side of a line, {@code inwards} being a unit vector towards the inside. */
    record HalfPlane(Point onBorder, Point inwards) implements Shape {

        @Override
        public double level(double x, double z) {
            return 1 - ((x - onBorder.x()) * inwards.x() + (z - onBorder.z()) * inwards.z());
        }
    }
}
