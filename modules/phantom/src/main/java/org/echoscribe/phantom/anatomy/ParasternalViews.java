package org.echoscribe.phantom.anatomy;

import static org.echoscribe.phantom.anatomy.Heart.between;

import java.util.List;
import java.util.random.RandomGenerator;
import org.echoscribe.phantom.anatomy.Motion.Contraction;
import org.echoscribe.phantom.anatomy.Motion.Sway;
import org.echoscribe.phantom.anatomy.Motion.Twist;
import org.echoscribe.phantom.anatomy.Shape.Capsule;
import org.echoscribe.phantom.anatomy.Shape.Oval;

/** The windows beside the breastbone: the left heart lengthwise and the left ventricle across. */
final class ParasternalViews {

    private ParasternalViews() {}

    static Scene longAxis(Heart heart, RandomGenerator random) {
        Point middle = new Point(0.3, 6.6);
        Point target = new Point(between(random, -1.3, -0.1), 6.6 + heart.depth() * 0.6 + between(random, -0.3, 0.4));
        return new Scene(
                longAxisAnatomy(heart, random),
                new Placement(middle, target, between(random, -9, 9), between(random, 0.94, 1.08)));
    }

    /** The same plane, zoomed on the mitral and aortic valves. */
    static Scene longAxisValves(Heart heart, RandomGenerator random) {
        Point valves = new Point(between(random, 0.9, 1.9), between(random, 6.2, 7.2));
        Point target = new Point(between(random, -0.6, 0.6), between(random, 5.8, 7.2));
        return new Scene(
                longAxisAnatomy(heart, random),
                new Placement(valves, target, between(random, -10, 10), between(random, 1.3, 1.65)));
    }

    private static Anatomy longAxisAnatomy(Heart heart, RandomGenerator random) {
        double radius = heart.lvRadius();
        double wall = heart.wall();
        double root = heart.aorticRadius();
        double septumTop = 4.1;
        double axis = septumTop + wall + radius;
        Oval lv = new Oval(new Point(-2.5, axis), radius, heart.lvLength() * 0.52, 94, -0.05);
        Point rootStart = new Point(1.5, axis - 0.62 * radius);
        Point rootEnd = new Point(6.4, rootStart.z() - between(random, 0.7, 1.7));
        Capsule aorta = Capsule.of(rootStart, rootEnd, root);
        double atrium = 1.75 * heart.laScale();
        Point atriumCentre = new Point(3.2 + 0.4 * atrium, rootStart.z() + root + 0.25 + atrium);
        Oval la = new Oval(atriumCentre, atrium, atrium * 1.2, 75, 0);
        Oval rv = new Oval(new Point(0.2, septumTop - 0.95 * heart.rvScale()), 0.95 * heart.rvScale(), 3.6, 93, 0.1);
        Point rootFloor = new Point(1.55, rootStart.z() + root + 0.05);
        Point groove = new Point(0.9, Math.min(axis + 0.86 * radius, rootFloor.z() + 2.9));
        Oval descending = Oval.circle(
                new Point(atriumCentre.x() - between(random, 0.1, 1.2), atriumCentre.z() + atrium + 1.3), 1.05);
        Anatomy.Draft draft = new Anatomy.Draft()
                .paint(Tissue.LUNG, new Shape.HalfPlane(new Point(0, axis + radius + wall + 2.3), new Point(0, 1)))
                .paint(Tissue.PERICARDIUM, lv.grownBy(wall + 0.28), la.grownBy(0.42))
                .paint(Tissue.THIN_WALL, rv.grownBy(0.42))
                .paint(Tissue.BLOOD, rv)
                .paint(Tissue.MYOCARDIUM, lv.grownBy(wall))
                .paint(Tissue.THIN_WALL, la.grownBy(0.25))
                .paint(Tissue.VESSEL_WALL, descending.grownBy(0.18))
                .paint(Tissue.BLOOD, descending)
                .paint(Tissue.VESSEL_WALL, aorta.grownBy(0.22))
                .paint(Tissue.BLOOD, la, lv, aorta)
                .paint(Tissue.BLOOD, Capsule.of(new Point(0.0, axis), atriumCentre, 0.95))
                .paint(
                        Tissue.MYOCARDIUM,
                        new Capsule(
                                new Point(-0.6, septumTop + 0.45 * wall),
                                new Point(rootStart.x() + 0.2, rootStart.z() - root - 0.12),
                                0.42 * wall,
                                0.16))
                .paint(Tissue.ANNULUS, Oval.circle(groove, 0.34), Oval.circle(rootFloor, 0.2));
        if (random.nextDouble() < 0.6) {
            Point papillary = lv.at(-0.35, -0.72);
            draft.paint(Tissue.MYOCARDIUM, new Oval(papillary, 0.45, 0.95, 88, 0));
        }
        return draft.valve(Valve.atrioventricular("mitral", rootFloor, groove, new Point(-1, 0), 0.78, 0.48))
                .valve(Valve.semilunar(
                        "aortic",
                        new Point(rootStart.x() + 0.05, rootStart.z() - root),
                        rootFloor,
                        new Point(1, 0),
                        Plane.ALWAYS))
                .move(
                        new Contraction(lv, heart.shrink(), 0.12, 0.75, Curve.VENTRICLE),
                        new Contraction(la, 0.17, 1, 0.5, Curve.ATRIUM),
                        new Contraction(rv, 0.28, 0.1, 0.6, Curve.VENTRICLE),
                        new Sway(
                                new Point(-0.55 * heart.annularShift(), 0.12),
                                new Point(1.8, axis),
                                2.6,
                                Curve.VENTRICLE),
                        new Sway(new Point(0, -0.3), new Point(4.5, rootStart.z()), 2.0, Curve.ARTERY))
                .move(bulk(heart, random))
                .finish();
    }

    static Scene shortAxis(Heart heart, RandomGenerator random) {
        double level = random.nextDouble();
        double radius = heart.lvRadius() * (level < 0.25 ? 0.72 : 0.95 + 0.1 * random.nextDouble());
        double wall = heart.wall();
        Point centre = new Point(0.5, 3.6 + wall + radius);
        Oval lv = new Oval(centre, radius, radius * between(random, 0.93, 1.08), between(random, 0, 90), 0);
        double crescent = radius + wall + 0.8 * heart.rvScale();
        Oval rv = new Oval(
                new Point(centre.x() - 0.75 * crescent * 0.9, centre.z() - 0.62 * crescent),
                1.75 * heart.rvScale(),
                crescent * 0.98,
                -46,
                0);
        Anatomy.Draft draft = new Anatomy.Draft()
                .paint(
                        Tissue.LUNG,
                        new Shape.HalfPlane(new Point(0, centre.z() + radius + wall + 1.9), new Point(0, 1)))
                .paint(Tissue.PERICARDIUM, lv.grownBy(wall + 0.26))
                .paint(Tissue.THIN_WALL, rv.grownBy(0.42))
                .paint(Tissue.BLOOD, rv)
                .paint(Tissue.MYOCARDIUM, lv.grownBy(wall))
                .paint(Tissue.BLOOD, lv);
        if (level > 0.68) {
            fishMouth(draft, centre, radius, random);
        } else if (level > 0.2) {
            double size = between(random, 0.42, 0.68);
            draft.paint(
                    Tissue.MYOCARDIUM,
                    Oval.circle(
                            centre.plus(Point.ofDegrees(between(random, 48, 70)).times(radius * 0.78)), size),
                    Oval.circle(
                            centre.plus(
                                    Point.ofDegrees(between(random, -58, -38)).times(radius * 0.78)),
                            size));
        }
        return new Scene(
                draft.move(
                                new Contraction(lv, heart.shrink() * 1.1, 1, 0.9, Curve.VENTRICLE),
                                new Contraction(rv, 0.2, 0.3, 0.4, Curve.VENTRICLE),
                                new Twist(centre, between(random, 3, 9), radius * 1.6, Curve.VENTRICLE),
                                new Sway(new Point(between(random, -0.2, 0.2), -0.22), centre, 4, Curve.VENTRICLE))
                        .move(bulk(heart, random))
                        .finish(),
                new Placement(
                        centre,
                        new Point(
                                between(random, -0.4, 0.8),
                                centre.z() + heart.depth() * 0.6 + between(random, -0.3, 0.4)),
                        between(random, -16, 16),
                        between(random, 0.94, 1.1)));
    }

    /** The mitral valve cut across: two lips between the commissures that part in diastole. */
    private static void fishMouth(Anatomy.Draft draft, Point centre, double radius, RandomGenerator random) {
        Point along = Point.ofDegrees(90 + between(random, -15, 15));
        Point up = new Point(along.z(), -along.x());
        Point left = centre.minus(along.times(radius * 0.68));
        Point right = centre.plus(along.times(radius * 0.68));
        double length = radius * 0.68;
        List<Leaflet> lips = List.of(
                new Leaflet(left, along, up, length, 3, 42, -24, 0.09, 1, Plane.ALWAYS, true),
                new Leaflet(right, along.times(-1), up, length, 3, 42, -24, 0.09, 1, Plane.ALWAYS, true),
                new Leaflet(left, along, up.times(-1), length, 3, 42, -24, 0.09, 1, Plane.ALWAYS, true),
                new Leaflet(right, along.times(-1), up.times(-1), length, 3, 42, -24, 0.09, 1, Plane.ALWAYS, true));
        draft.valve(new Valve("mitral", ValveKind.ATRIOVENTRICULAR, left, right, up, lips, Plane.ALWAYS));
    }

    /** Breathing and the hand that holds the probe: the whole picture moves a little. */
    static Motion[] bulk(Heart heart, RandomGenerator random) {
        Point breath = Point.ofDegrees(between(random, -70, 70)).times(heart.breathing());
        Point drift = Point.ofDegrees(between(random, 0, 360)).times(between(random, 0.03, 0.2));
        Point centre = new Point(0, 8);
        return new Motion[] {
            new Sway(breath, centre, 30, Curve.RESPIRATION), new Sway(drift, centre, 30, Curve.PROBE_DRIFT)
        };
    }
}
