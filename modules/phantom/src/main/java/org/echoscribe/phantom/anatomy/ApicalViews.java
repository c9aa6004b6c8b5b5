package org.echoscribe.phantom.anatomy;

import static org.echoscribe.phantom.anatomy.Heart.between;

import java.util.random.RandomGenerator;
import org.echoscribe.phantom.anatomy.Motion.Contraction;
import org.echoscribe.phantom.anatomy.Motion.LongAxisShortening;
import org.echoscribe.phantom.anatomy.Shape.Capsule;
import org.echoscribe.phantom.anatomy.Shape.Oval;

/**
 * The window over the apex: the heart lengthwise with its apex at the top. Two pairs are hard on purpose: five chambers
 * are four with the outflow tract, and three chambers are two with it, and the tract is in the plane for part of the
 * cycle only.
 */
final class ApicalViews {

    private static final double APEX_DEPTH = 2.0;

    private ApicalViews() {}

    static Scene fourChamber(Heart heart, RandomGenerator random) {
        double glimpse = random.nextDouble() < 0.3 ? between(random, 0.0, 0.08) : 0;
        return new Scene(fourChambers(heart, 1, glimpse, random), upright(heart, 0.2, random));
    }

    static Scene fiveChamber(Heart heart, RandomGenerator random) {
        return new Scene(fourChambers(heart, 1, between(random, 0.35, 0.8), random), upright(heart, 0.2, random));
    }

    /** Four chambers, turned and moved so that the right ventricle is in the middle. */
    static Scene rightVentricle(Heart heart, RandomGenerator random) {
        Point centre = new Point(-2.0, APEX_DEPTH + heart.lvLength() * 0.6);
        Point target =
                new Point(between(random, -0.5, 0.7), centre.z() + heart.depth() * 0.5 + between(random, -0.4, 0.4));
        return new Scene(
                fourChambers(heart, between(random, 1.15, 1.4), 0, random),
                new Placement(centre, target, between(random, -14, 3), between(random, 1.0, 1.22)));
    }

    static Scene leftAtrium(Heart heart, RandomGenerator random) {
        boolean four = random.nextBoolean();
        Anatomy anatomy = four ? fourChambers(heart, 1, 0, random) : twoChambers(heart, 0, random);
        Point centre = new Point(
                (four ? 1.7 : 0.1) + between(random, -0.4, 0.3), valvePlane(heart) + between(random, 0.5, 1.6));
        Point target = new Point(between(random, -0.6, 0.6), between(random, 6.3, 7.6));
        return new Scene(anatomy, new Placement(centre, target, between(random, -9, 9), between(random, 1.25, 1.55)));
    }

    static Scene twoChamber(Heart heart, RandomGenerator random) {
        double glimpse = random.nextDouble() < 0.3 ? between(random, 0.0, 0.08) : 0;
        return new Scene(twoChambers(heart, glimpse, random), upright(heart, 0, random));
    }

    static Scene threeChamber(Heart heart, RandomGenerator random) {
        return new Scene(twoChambers(heart, between(random, 0.35, 0.8), random), upright(heart, 0, random));
    }

    /** The tip of the left ventricle, close to the probe. */
    static Scene apex(Heart heart, RandomGenerator random) {
        boolean four = random.nextBoolean();
        Anatomy anatomy = four ? fourChambers(heart, 1, 0, random) : twoChambers(heart, 0, random);
        Point centre = new Point((four ? 0.9 : 0) + between(random, -0.3, 0.3), APEX_DEPTH + between(random, 1.0, 1.6));
        Point target = new Point(between(random, -0.4, 0.4), between(random, 3.6, 4.4));
        return new Scene(anatomy, new Placement(centre, target, between(random, -12, 12), between(random, 1.1, 1.4)));
    }

    private static Placement upright(Heart heart, double x, RandomGenerator random) {
        Point apex = new Point(x, APEX_DEPTH);
        Point target = new Point(
                x + between(random, -0.7, 0.7), APEX_DEPTH + heart.depth() * 0.7 + between(random, -0.4, 0.5));
        return new Placement(apex, target, between(random, -12, 12), between(random, 0.94, 1.06));
    }

    private static double valvePlane(Heart heart) {
        return APEX_DEPTH + heart.lvLength() * 0.97;
    }

    static Anatomy fourChambers(Heart heart, double rvMore, double outflowShare, RandomGenerator random) {
        double radius = heart.lvRadius() * between(random, 0.94, 1.04);
        double wall = heart.wall();
        Oval lv = new Oval(
                new Point(1.45, APEX_DEPTH + heart.lvLength() * 0.55), radius, heart.lvLength() * 0.55, 4, 0.2);
        Point septalHinge = lv.at(0.76, -1);
        Point lateralHinge = lv.at(0.76, 1);
        Point mitral = septalHinge.towards(lateralHinge, 0.5);
        double atrium = 1.95 * heart.laScale();
        Oval la = new Oval(new Point(mitral.x() + 0.15, mitral.z() + atrium * 0.95), atrium, atrium * 1.15, 4, -0.1);
        double rvRadius = 1.55 * heart.rvScale() * rvMore;
        double rvHalf = heart.lvLength() * 0.46;
        Point rvCentre = new Point(lv.centre().x() - radius - wall - 0.62 * rvRadius, APEX_DEPTH + 0.9 + rvHalf);
        Oval rv = new Oval(rvCentre, rvRadius, rvHalf, -12, 0.3);
        Point rvSeptal = new Point(septalHinge.x() - 0.45, septalHinge.z() - 0.45);
        Point rvLateral = rv.at(0.70, -1);
        Point tricuspid = rvSeptal.towards(rvLateral, 0.5);
        double rightAtrium = 1.8 * heart.raScale();
        Oval ra = new Oval(
                new Point(
                        Math.min(tricuspid.x() - 0.2, la.centre().x() - atrium - 0.35 - rightAtrium),
                        tricuspid.z() + rightAtrium * 0.95),
                rightAtrium,
                rightAtrium * 1.1,
                -6,
                0);
        Anatomy.Draft draft = new Anatomy.Draft()
                .paint(
                        Tissue.LUNG,
                        new Shape.HalfPlane(new Point(0, la.centre().z() + la.halfLength() + 1.6), new Point(0, 1)))
                .paint(Tissue.PERICARDIUM, lv.grownBy(wall + 0.2), rv.grownBy(0.56), la.grownBy(0.36), ra.grownBy(0.34))
                .paint(Tissue.THIN_WALL, rv.grownBy(0.42), ra.grownBy(0.24), la.grownBy(0.26))
                .paint(Tissue.BLOOD, rv)
                .paint(Tissue.MYOCARDIUM, lv.grownBy(wall))
                .paint(Tissue.BLOOD, lv, la, ra)
                .paint(Tissue.BLOOD, Capsule.of(tricuspid.plus(new Point(0, -0.4)), ra.centre(), rvRadius * 0.55))
                .paint(
                        Tissue.MYOCARDIUM,
                        Capsule.of(lv.at(-0.6, -1.25), septalHinge.plus(new Point(-0.25, -0.5)), wall * 0.42))
                .paint(
                        Tissue.ANNULUS,
                        Oval.circle(septalHinge.plus(new Point(-0.18, 0.05)), 0.3),
                        Oval.circle(lateralHinge.plus(new Point(0.12, 0)), 0.26),
                        Oval.circle(rvLateral.plus(new Point(-0.1, 0)), 0.24));
        if (random.nextDouble() < 0.7) {
            draft.paint(Tissue.MYOCARDIUM, Capsule.of(rv.at(-0.1, 0.95), rv.at(-0.45, -0.9), 0.16));
        }
        trabeculae(draft, lv, random);
        Point crux = septalHinge.plus(new Point(-0.35, -0.1));
        outflow(draft, heart, outflowShare, crux.plus(new Point(0.55, -1.5)), crux.plus(new Point(-0.15, 3.6)), 0.8);
        return draft.valve(Valve.atrioventricular("mitral", septalHinge, lateralHinge, new Point(0, -1), 0.7, 0.45))
                .valve(Valve.atrioventricular("tricuspid", rvSeptal, rvLateral, new Point(0, -1), 0.5, 0.58))
                .move(
                        new Contraction(lv, heart.shrink(), 0.15, 0.5, Curve.VENTRICLE),
                        new Contraction(rv, 0.24, 0.15, 0.5, Curve.VENTRICLE),
                        new Contraction(la, 0.16, 0.8, 0.4, Curve.ATRIUM),
                        new Contraction(ra, 0.16, 0.8, 0.4, Curve.ATRIUM),
                        new LongAxisShortening(
                                new Point(0.4, APEX_DEPTH),
                                new Point(0.2, mitral.z()),
                                6.5,
                                heart.annularShift(),
                                Curve.VENTRICLE),
                        new Motion.Sway(new Point(0, -0.6), rvLateral, 1.8, Curve.VENTRICLE))
                .move(ParasternalViews.bulk(heart, random))
                .finish();
    }

    static Anatomy twoChambers(Heart heart, double outflowShare, RandomGenerator random) {
        double radius = heart.lvRadius() * between(random, 0.98, 1.1);
        double wall = heart.wall();
        Oval lv = new Oval(new Point(0, APEX_DEPTH + heart.lvLength() * 0.55), radius, heart.lvLength() * 0.55, 0, 0.2);
        Point leftHinge = lv.at(0.76, -0.98);
        Point rightHinge = lv.at(0.76, 0.88);
        Point mitral = leftHinge.towards(rightHinge, 0.5);
        double atrium = 2.05 * heart.laScale();
        Oval la = new Oval(new Point(mitral.x() - 0.25, mitral.z() + atrium * 0.95), atrium, atrium * 1.1, -4, 0);
        Anatomy.Draft draft = new Anatomy.Draft()
                .paint(
                        Tissue.LUNG,
                        new Shape.HalfPlane(new Point(0, la.centre().z() + la.halfLength() + 1.6), new Point(0, 1)))
                .paint(Tissue.PERICARDIUM, lv.grownBy(wall + 0.24), la.grownBy(0.4))
                .paint(Tissue.THIN_WALL, la.grownBy(0.27))
                .paint(Tissue.MYOCARDIUM, lv.grownBy(wall))
                .paint(Tissue.BLOOD, lv, la)
                .paint(
                        Tissue.ANNULUS,
                        Oval.circle(leftHinge.plus(new Point(-0.14, 0)), 0.28),
                        Oval.circle(rightHinge.plus(new Point(0.16, 0)), 0.28));
        if (random.nextDouble() < 0.55) {
            Oval sinus = Oval.circle(leftHinge.plus(new Point(-0.65, 0.55)), between(random, 0.3, 0.5));
            draft.paint(Tissue.VESSEL_WALL, sinus.grownBy(0.12)).paint(Tissue.BLOOD, sinus);
        }
        if (random.nextDouble() < 0.5) {
            draft.paint(Tissue.MYOCARDIUM, new Oval(lv.at(0.1, random.nextBoolean() ? 0.8 : -0.8), 0.4, 0.95, 0, 0));
        }
        trabeculae(draft, lv, random);
        Point tract = rightHinge.plus(new Point(0.55, -0.15));
        outflow(draft, heart, outflowShare, tract.plus(new Point(-0.6, -1.3)), tract.plus(new Point(1.3, 3.6)), 0.85);
        return draft.valve(Valve.atrioventricular("mitral", rightHinge, leftHinge, new Point(0, -1), 0.68, 0.46))
                .move(
                        new Contraction(lv, heart.shrink(), 0.15, 0.5, Curve.VENTRICLE),
                        new Contraction(la, 0.16, 0.8, 0.4, Curve.ATRIUM),
                        new LongAxisShortening(
                                new Point(0, APEX_DEPTH),
                                new Point(0, mitral.z()),
                                6.5,
                                heart.annularShift(),
                                Curve.VENTRICLE))
                .move(ParasternalViews.bulk(heart, random))
                .finish();
    }

    /** The tract, the root and the aortic valve, there only while the plane passes through them. */
    private static void outflow(
            Anatomy.Draft draft, Heart heart, double share, Point from, Point to, double rootScale) {
        draft.outflowShare(share);
        if (share <= 0) {
            return;
        }
        double radius = heart.aorticRadius() * rootScale * 0.82;
        Capsule lumen = Capsule.of(from, to, radius);
        Point along = to.minus(from).unit();
        Point across = new Point(along.z(), -along.x());
        Point ring = from.towards(to, 0.36);
        draft.paintOutflow(Tissue.VESSEL_WALL, Capsule.of(ring, to, radius + 0.24))
                .paintOutflow(Tissue.BLOOD, lumen)
                .valve(Valve.semilunar(
                        "aortic",
                        ring.minus(across.times(radius)),
                        ring.plus(across.times(radius)),
                        along,
                        Plane.OUTFLOW));
    }

    private static void trabeculae(Anatomy.Draft draft, Oval lv, RandomGenerator random) {
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            double along = between(random, -0.95, -0.45);
            double side = random.nextBoolean() ? 0.9 : -0.9;
            draft.paint(
                    Tissue.MYOCARDIUM,
                    Capsule.of(
                            lv.at(along, side),
                            lv.at(along + between(random, 0.1, 0.4), side * 0.8),
                            between(random, 0.1, 0.2)));
        }
    }
}
