package org.echoscribe.phantom.anatomy;

import static org.echoscribe.phantom.anatomy.Heart.between;

import java.util.random.RandomGenerator;
import org.echoscribe.phantom.anatomy.Motion.Contraction;
import org.echoscribe.phantom.anatomy.Motion.Sway;
import org.echoscribe.phantom.anatomy.Shape.Arc;
import org.echoscribe.phantom.anatomy.Shape.Capsule;
import org.echoscribe.phantom.anatomy.Shape.HalfPlane;
import org.echoscribe.phantom.anatomy.Shape.Oval;

/** Below the ribs, through the liver, and from the notch above the breastbone, onto the aortic arch. */
final class OtherWindows {

    private OtherWindows() {}

    /** Four chambers lying on their side behind the liver: the right heart nearest, the apex to the right. */
    static Scene subcostal(Heart heart, RandomGenerator random) {
        Anatomy chambers = ApicalViews.fourChambers(heart, between(random, 0.95, 1.15), 0, random);
        Point centre = new Point(-0.2, 2.0 + heart.lvLength() * 0.78);
        double degrees = between(random, 52, 80);
        double scale = between(random, 0.86, 1.0);
        Point target = new Point(between(random, -0.6, 0.9), between(random, 8.6, 9.9) + 0.4 * heart.depth());
        Placement placement = new Placement(centre, target, degrees, scale);
        Placement turn = new Placement(new Point(0, 0), new Point(0, 0), -degrees + between(random, -14, 14), 1);
        Point towardsProbe = turn.turned(new Point(0, -1));
        double margin = between(random, 3.5, 4.6) * Math.sqrt(heart.rvScale());
        HalfPlane liver = new HalfPlane(centre.plus(towardsProbe.times(margin)), towardsProbe);
        Anatomy.Draft draft = new Anatomy.Draft()
                .paint(Tissue.PERICARDIUM, new HalfPlane(centre.plus(towardsProbe.times(margin - 0.22)), towardsProbe))
                .paint(Tissue.LIVER, liver);
        int vessels = 1 + random.nextInt(3);
        for (int i = 0; i < vessels; i++) {
            Point from = centre.plus(towardsProbe.times(margin + between(random, 0.6, 2.6)))
                    .plus(turn.turned(new Point(between(random, -5, 3), 0)));
            Point to = from.plus(
                    turn.turned(Point.ofDegrees(between(random, 30, 120)).times(between(random, 1.0, 3.0))));
            Capsule vessel = Capsule.of(from, to, between(random, 0.14, 0.35));
            draft.paint(Tissue.VESSEL_WALL, vessel.grownBy(0.07)).paint(Tissue.BLOOD, vessel);
        }
        for (Region region : chambers.regions()) {
            draft.paint(region.tissue(), region.shape());
        }
        chambers.motions().forEach(draft::move);
        chambers.valves().forEach(draft::valve);
        draft.move(new Sway(turn.turned(new Point(0, heart.breathing() * 1.5)), centre, 30, Curve.RESPIRATION));
        return new Scene(draft.finish(), placement);
    }

    static Scene suprasternal(Heart heart, RandomGenerator random) {
        double lumen = heart.aorticRadius() * between(random, 0.72, 0.85);
        double bend = between(random, 2.4, 3.1);
        Point centre = new Point(between(random, -0.5, 0.3), 3.2 + lumen + bend);
        Arc arch = new Arc(centre, bend, lumen, 82, 278);
        Point descendingEnd = arch.at(82).plus(new Point(between(random, 0.0, 1.2), 7.5));
        Point ascendingEnd = arch.at(278).plus(new Point(between(random, -0.9, 0.6), 5.0));
        Capsule descending = new Capsule(arch.at(82), descendingEnd, lumen, lumen * 0.8);
        Capsule ascending = new Capsule(arch.at(278), ascendingEnd, lumen, lumen * 1.1);
        Oval pulmonary = new Oval(centre.plus(new Point(between(random, -0.3, 0.3), 0.45)), 0.85, 1.05, 80, 0);
        Oval atrium = new Oval(centre.plus(new Point(-0.1, 3.3)), 1.1 * heart.laScale(), 1.5 * heart.laScale(), 85, 0);
        Anatomy.Draft draft =
                new Anatomy.Draft().paint(Tissue.LUNG, new HalfPlane(new Point(0, 15.5), new Point(0, 1)));
        double[] angles = {200, 178, 158};
        for (double angle : angles) {
            double turned = angle + between(random, -6, 6);
            Point from = arch.at(turned);
            Capsule branch = Capsule.of(
                    from,
                    from.plus(Point.ofDegrees(turned + between(random, -12, 12)).times(lumen + 2.2)),
                    between(random, 0.28, 0.45));
            draft.paint(Tissue.VESSEL_WALL, branch.grownBy(0.13)).paint(Tissue.BLOOD, branch);
        }
        draft.paint(Tissue.THIN_WALL, atrium.grownBy(0.24))
                .paint(
                        Tissue.VESSEL_WALL,
                        pulmonary.grownBy(0.2),
                        descending.grownBy(0.22),
                        ascending.grownBy(0.22),
                        arch.grownBy(0.24))
                .paint(Tissue.BLOOD, atrium, pulmonary, descending, ascending, arch);
        for (double angle : angles) {
            Point from = arch.at(angle);
            draft.paint(
                    Tissue.BLOOD,
                    Capsule.of(from, from.plus(Point.ofDegrees(angle).times(lumen + 0.35)), 0.3));
        }
        if (random.nextDouble() < 0.5) {
            Point upwards = arch.at(278).minus(ascendingEnd).unit();
            Point across = new Point(upwards.z(), -upwards.x());
            Point ring = ascendingEnd.plus(upwards.times(0.8));
            draft.valve(Valve.semilunar(
                    "aortic", ring.minus(across.times(lumen)), ring.plus(across.times(lumen)), upwards, Plane.ALWAYS));
        }
        Oval whole = Oval.circle(centre, bend + lumen);
        return new Scene(
                draft.move(
                                new Contraction(whole, -0.05 * between(random, 0.8, 1.6), 1, 0.5, Curve.ARTERY),
                                new Contraction(pulmonary, -0.16, 1, 0.6, Curve.ARTERY),
                                new Contraction(atrium, 0.16, 1, 0.6, Curve.ATRIUM),
                                new Sway(
                                        new Point(between(random, -0.15, 0.15), 0.3),
                                        ascendingEnd,
                                        3.5,
                                        Curve.VENTRICLE))
                        .move(ParasternalViews.bulk(heart, random))
                        .finish(),
                new Placement(
                        centre,
                        centre.plus(new Point(0, 0.5 * heart.depth())),
                        between(random, -14, 14),
                        between(random, 0.92, 1.1)));
    }
}
