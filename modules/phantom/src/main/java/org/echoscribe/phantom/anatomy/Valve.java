package org.echoscribe.phantom.anatomy;

import java.util.List;

/** A valve: two hinges on a ring and the leaflets between them, opening downstream. */
public record Valve(
        String name, ValveKind kind, Point hingeA, Point hingeB, Point opensTo, List<Leaflet> leaflets, Plane plane) {

    /** The curve that opens it. */
    public Curve curve() {
        return kind == ValveKind.ATRIOVENTRICULAR ? Curve.ATRIOVENTRICULAR_VALVE : Curve.SEMILUNAR_VALVE;
    }

    /**
     * A mitral or tricuspid valve.
     *
     * @param downstream any direction towards the ventricle
     * @param shareA length of the leaflet at {@code hingeA} relative to the ring, such as 0.7 for the anterior mitral
     * @param shareB the same for the other leaflet
     */
    public static Valve atrioventricular(
            String name, Point hingeA, Point hingeB, Point downstream, double shareA, double shareB) {
        Point across = acrossRing(hingeA, hingeB, downstream);
        double ring = hingeB.minus(hingeA).length();
        Point along = hingeB.minus(hingeA).unit();
        return new Valve(
                name,
                ValveKind.ATRIOVENTRICULAR,
                hingeA,
                hingeB,
                across,
                List.of(
                        new Leaflet(hingeA, along, across, ring * shareA, 20, 80, 14, 0.09, 1, Plane.ALWAYS, true),
                        new Leaflet(
                                hingeB,
                                along.times(-1),
                                across,
                                ring * shareB,
                                26,
                                86,
                                14,
                                0.09,
                                1,
                                Plane.ALWAYS,
                                true)),
                Plane.ALWAYS);
    }

    /** An aortic or pulmonary valve with two cusps in view; {@code downstream} is any direction into the vessel. */
    public static Valve semilunar(String name, Point hingeA, Point hingeB, Point downstream, Plane plane) {
        Point across = acrossRing(hingeA, hingeB, downstream);
        double ring = hingeB.minus(hingeA).length();
        Point along = hingeB.minus(hingeA).unit();
        return new Valve(
                name,
                ValveKind.SEMILUNAR,
                hingeA,
                hingeB,
                across,
                List.of(
                        new Leaflet(hingeA, along, across, ring * 0.54, 14, 80, 30, 0.06, 0.9, plane, true),
                        new Leaflet(hingeB, along.times(-1), across, ring * 0.54, 14, 80, 30, 0.06, 0.9, plane, true)),
                plane);
    }

    static Point acrossRing(Point hingeA, Point hingeB, Point downstream) {
        Point along = hingeB.minus(hingeA).unit();
        Point across = new Point(-along.z(), along.x());
        return across.dot(downstream) >= 0 ? across : across.times(-1);
    }
}
