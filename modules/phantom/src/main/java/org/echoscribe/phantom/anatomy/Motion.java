package org.echoscribe.phantom.anatomy;

/**
 * One way in which tissue moves: how far a piece of tissue is from its place at end of diastole when the curve is at 1.
 * The whole deformation is the sum of these, each times its curve, so tissue keeps its identity while it moves and
 * optical flow is physical.
 */
public sealed interface Motion {

    Curve curve();

    /** Displacement in centimetres of the tissue that rests at this place. */
    Point displacement(double x, double z);

    /**
     * A cavity that empties by {@code shrink} of its radius (negative: fills). Tissue outside follows so that a wall
     * keeps its area: it thickens while it moves inwards, as myocardium does.
     *
     * @param alongShare how much of the emptying also shortens the long axis: 1 for a round cavity, little for a
     *     ventricle seen lengthwise, whose apex stays where it is
     * @param reach how many cavity radii beyond the border the pull is felt
     */
    record Contraction(Shape.Oval cavity, double shrink, double alongShare, double reach, Curve curve)
            implements Motion {

        @Override
        public Point displacement(double x, double z) {
            double level = cavity.level(x, z);
            double left = 1 - shrink;
            double moved;
            if (level < 1) {
                moved = level * left;
            } else {
                double beyond = (level - 1) / reach;
                double pulled = Math.sqrt(Math.max(0.04, level * level - 1 + left * left));
                moved = level + (pulled - level) * Math.exp(-beyond * beyond);
            }
            double factor = level < 1e-6 ? 0 : moved / level - 1;
            double dx = x - cavity.centre().x();
            double dz = z - cavity.centre().z();
            double along = (dx * cavity.axisX() + dz * cavity.axisZ()) * factor * alongShare;
            double across = (dx * cavity.axisZ() - dz * cavity.axisX()) * factor;
            return new Point(
                    along * cavity.axisX() + across * cavity.axisZ(), along * cavity.axisZ() - across * cavity.axisX());
        }
    }

    /**
     * The base of the heart pulled towards its still apex: nothing at {@code apex}, {@code shift} centimetres at
     * {@code base}, fading sideways and beyond.
     */
    record LongAxisShortening(Point apex, Point base, double halfWidth, double shift, Curve curve) implements Motion {

        @Override
        public Point displacement(double x, double z) {
            Point axis = base.minus(apex);
            double length = axis.length();
            Point along = axis.unit();
            double v = ((x - apex.x()) * along.x() + (z - apex.z()) * along.z()) / length;
            double u = ((x - apex.x()) * along.z() - (z - apex.z()) * along.x()) / halfWidth;
            double amount = v <= 0 ? 0 : v < 1 ? v : Math.exp(-Math.pow((v - 1) / 0.55, 2));
            amount *= Math.exp(-u * u * u * u);
            return along.times(-shift * amount);
        }
    }

    /** Part of the picture moving to and fro as a whole. */
    record Sway(Point by, Point centre, double reach, Curve curve) implements Motion {

        @Override
        public Point displacement(double x, double z) {
            double dx = (x - centre.x()) / reach;
            double dz = (z - centre.z()) / reach;
            return by.times(Math.exp(-(dx * dx + dz * dz)));
        }
    }

    /** A small turn about a point, {@code degrees} clockwise on the screen, as in the wringing of the heart. */
    record Twist(Point centre, double degrees, double reach, Curve curve) implements Motion {

        @Override
        public Point displacement(double x, double z) {
            double dx = x - centre.x();
            double dz = z - centre.z();
            double turn = Math.toRadians(degrees) * Math.exp(-(dx * dx + dz * dz) / (reach * reach));
            return new Point(-dz * turn, dx * turn);
        }
    }
}
