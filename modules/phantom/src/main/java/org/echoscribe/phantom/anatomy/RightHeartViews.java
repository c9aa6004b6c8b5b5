package org.echoscribe.phantom.anatomy;

import static org.echoscribe.phantom.anatomy.Heart.between;

import java.util.List;
import java.util.random.RandomGenerator;
import org.echoscribe.phantom.anatomy.Motion.Contraction;
import org.echoscribe.phantom.anatomy.Motion.Sway;
import org.echoscribe.phantom.anatomy.Shape.Capsule;
import org.echoscribe.phantom.anatomy.Shape.Oval;

/**
 * The pair that only motion separates (doi 10.21037/jmai.2019.10.03): right ventricular inflow with the tricuspid valve,
 * and the short axis of the great vessels with the pulmonary valve.
 *
 * <p>Both are drawn from one static layout, with the same random numbers: two cavities in line with the probe, a ring
 * between them with two like leaflets, fixed flaps of the leaflets' look on both sides, and often a round vessel beside
 * them. Only the leaflets tell: the tricuspid ones swing away from the probe when they open, in diastole, and the
 * pulmonary ones towards it, in systole.
 */
final class RightHeartViews {

    private RightHeartViews() {}

    static Scene tricuspid(Heart heart, RandomGenerator random) {
        return layout("tricuspid", ValveKind.ATRIOVENTRICULAR, heart, random);
    }

    static Scene pulmonary(Heart heart, RandomGenerator random) {
        return layout("pulmonary", ValveKind.SEMILUNAR, heart, random);
    }

    private static Scene layout(String name, ValveKind kind, Heart heart, RandomGenerator random) {
        double mirror = random.nextBoolean() ? 1 : -1;
        double ring = between(random, 2.6, 3.5) * Math.sqrt(heart.rvScale());
        Point middle = new Point(between(random, -0.2, 0.9) * mirror, between(random, 6.0, 7.2));
        double tilt = between(random, -28, 28);
        Point away = Point.ofDegrees(tilt);
        Point along = new Point(away.z(), -away.x());
        Point hingeA = middle.minus(along.times(ring / 2));
        Point hingeB = middle.plus(along.times(ring / 2));
        double nearSize = between(random, 1.8, 2.3) * Math.sqrt(heart.rvScale());
        double farSize = between(random, 1.8, 2.5) * Math.sqrt(heart.raScale());
        Oval near = new Oval(
                middle.minus(away.times(nearSize * 0.9)),
                nearSize,
                nearSize * between(random, 1.15, 1.6),
                tilt + between(random, 50, 100) * mirror,
                between(random, -0.3, 0.3));
        Oval far = new Oval(
                middle.plus(away.times(farSize * 0.95)),
                farSize,
                farSize * between(random, 1.05, 1.45),
                tilt + between(random, -60, 60),
                between(random, -0.3, 0.3));
        Anatomy.Draft draft = new Anatomy.Draft()
                .paint(
                        Tissue.LUNG,
                        new Shape.HalfPlane(
                                new Point(0, middle.z() + 2 * farSize + between(random, 1.4, 2.6)), new Point(0, 1)));
        beside(draft, heart, near, far, middle, along, mirror, random);
        draft.paint(Tissue.PERICARDIUM, far.grownBy(0.45))
                .paint(Tissue.THIN_WALL, near.grownBy(0.4), far.grownBy(0.3))
                .paint(
                        Tissue.BLOOD,
                        near,
                        far,
                        Capsule.of(middle.minus(away.times(0.5)), middle.plus(away.times(0.5)), ring * 0.46))
                .paint(Tissue.ANNULUS, Oval.circle(hingeA, 0.24), Oval.circle(hingeB, 0.24));
        double thickness = between(random, 0.045, 0.08);
        double curl = between(random, -18, 18);
        double share = between(random, 0.48, 0.56);
        fixedFlaps(draft, hingeA, hingeB, along, away, ring * share, curl, thickness, random);
        boolean atrioventricular = kind == ValveKind.ATRIOVENTRICULAR;
        Point opensTo = atrioventricular ? away : away.times(-1);
        double closed = between(random, -6, 10);
        double open = between(random, 58, 80);
        List<Leaflet> leaflets = List.of(
                new Leaflet(hingeA, along, opensTo, ring * share, closed, open, curl, thickness, 1, Plane.ALWAYS, true),
                new Leaflet(
                        hingeB,
                        along.times(-1),
                        opensTo,
                        ring * share,
                        closed,
                        open,
                        curl,
                        thickness,
                        1,
                        Plane.ALWAYS,
                        true));
        Curve upstream = atrioventricular ? Curve.ATRIUM : Curve.ARTERY;
        double upstreamShrink = atrioventricular ? 0.14 : -0.1;
        return new Scene(
                draft.valve(new Valve(name, kind, hingeA, hingeB, opensTo, leaflets, Plane.ALWAYS))
                        .move(
                                new Contraction(far, between(random, 0.18, 0.28), 0.6, 0.5, Curve.VENTRICLE),
                                new Contraction(near, upstreamShrink, 0.6, 0.5, upstream),
                                new Sway(
                                        Point.ofDegrees(between(random, 0, 360)).times(between(random, 0.15, 0.4)),
                                        middle,
                                        3,
                                        Curve.VENTRICLE))
                        .move(ParasternalViews.bulk(heart, random))
                        .finish(),
                new Placement(
                        middle,
                        new Point(middle.x() * 0.7, middle.z() + heart.depth() * 0.5),
                        between(random, -8, 8),
                        between(random, 0.95, 1.15)));
    }

    /** The aortic root cut across, or the coronary sinus, or the left ventricle's edge: whatever lies beside. */
    private static void beside(
            Anatomy.Draft draft,
            Heart heart,
            Oval near,
            Oval far,
            Point middle,
            Point along,
            double mirror,
            RandomGenerator random) {
        double radius = heart.aorticRadius() * between(random, 0.75, 1.05);
        double distance = Math.max(near.halfWidth(), far.halfWidth()) + radius + between(random, 0.1, 0.5);
        Oval round = Oval.circle(
                middle.plus(along.times(-mirror * distance)).plus(new Point(0, between(random, -0.6, 1.0))), radius);
        double draw = random.nextDouble();
        if (draw < 0.75) {
            draft.paint(Tissue.VESSEL_WALL, round.grownBy(0.24)).paint(Tissue.BLOOD, round);
            double turn = between(random, 0, 120);
            for (int i = 0; i < 3 && draw < 0.5; i++) {
                Point spoke = Point.ofDegrees(turn + 120 * i).times(radius * 0.95);
                draft.paint(
                        Tissue.LEAFLET,
                        Capsule.of(round.centre(), round.centre().plus(spoke), 0.07));
            }
        } else {
            draft.paint(Tissue.MYOCARDIUM, round.grownBy(0.8)).paint(Tissue.BLOOD, round.grownBy(-0.2));
        }
    }

    /** Chords, ridges and sinus walls: the same on both sides of the ring, so that no still picture tells the side. */
    private static void fixedFlaps(
            Anatomy.Draft draft,
            Point hingeA,
            Point hingeB,
            Point along,
            Point away,
            double length,
            double curl,
            double thickness,
            RandomGenerator random) {
        for (double side : new double[] {-1, 1}) {
            Point normal = away.times(side);
            for (double hinge : new double[] {-1, 1}) {
                Point at = (hinge < 0 ? hingeA : hingeB)
                        .plus(normal.times(between(random, 0, 0.3)))
                        .plus(along.times(hinge * between(random, -0.05, 0.2)));
                Point inwards = along.times(-hinge);
                double steep = between(random, 58, 82);
                draft.flap(new Leaflet(
                        at,
                        inwards,
                        normal,
                        length * between(random, 0.7, 1),
                        steep,
                        steep,
                        curl,
                        thickness,
                        between(random, 0.7, 1),
                        Plane.ALWAYS,
                        false));
                if (random.nextDouble() < 0.55) {
                    double slanted = between(random, 12, 62);
                    draft.flap(new Leaflet(
                            at,
                            inwards,
                            normal,
                            length * between(random, 0.7, 1),
                            slanted,
                            slanted,
                            curl,
                            thickness,
                            between(random, 0.6, 1),
                            Plane.ALWAYS,
                            false));
                }
            }
        }
    }
}
