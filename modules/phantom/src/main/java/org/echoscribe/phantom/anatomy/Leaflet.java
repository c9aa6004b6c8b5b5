package org.echoscribe.phantom.anatomy;

/**
 * A thin flap that swings about its hinge.
 *
 * @param hinge where it is fixed, at end of diastole
 * @param towards unit vector along the valve ring, from the hinge into the opening
 * @param opensTo unit vector across the ring, towards which the leaflet opens
 * @param lengthCm from hinge to tip
 * @param closedDegrees angle from the ring when closed, positive towards {@code opensTo}
 * @param openDegrees angle when fully open
 * @param curlDegrees bend from hinge to tip, positive towards {@code opensTo}
 * @param halfThicknessCm half of its thickness
 * @param amplitude brightness relative to {@link Tissue#LEAFLET}
 * @param plane when it is in the imaging plane
 * @param moves false for a fixed flap of the same look: a chord, a ridge, a sinus wall
 */
public record Leaflet(
        Point hinge,
        Point towards,
        Point opensTo,
        double lengthCm,
        double closedDegrees,
        double openDegrees,
        double curlDegrees,
        double halfThicknessCm,
        double amplitude,
        Plane plane,
        boolean moves) {

    /** The place of the point at {@code along} (0 hinge, 1 tip) for an opening of 0 to 1, without the tissue's motion. */
    public Point at(double along, double across, double opening) {
        double middle = closedDegrees + (openDegrees - closedDegrees) * (moves ? opening : 0);
        double radians = Math.toRadians(middle + curlDegrees * (along - 0.4));
        double cos = Math.cos(radians);
        double sin = Math.sin(radians);
        double forward = along * lengthCm * cos - across * halfThicknessCm * sin;
        double sideways = along * lengthCm * sin + across * halfThicknessCm * cos;
        return hinge.plus(towards.times(forward)).plus(opensTo.times(sideways));
    }
}
