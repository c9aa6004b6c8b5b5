package org.echoscribe.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.echoscribe.phantom.GroundTruth.PointTrack;
import org.echoscribe.phantom.GroundTruth.ValveTrack;
import org.echoscribe.phantom.anatomy.Curve;
import org.echoscribe.phantom.anatomy.Leaflet;
import org.echoscribe.phantom.anatomy.Plane;
import org.echoscribe.phantom.anatomy.Point;
import org.echoscribe.phantom.anatomy.Scene;
import org.echoscribe.phantom.anatomy.Tissue;
import org.echoscribe.phantom.anatomy.Valve;
import org.echoscribe.phantom.rendering.Deformation;
import org.echoscribe.phantom.rendering.LoopRenderer.Raster;
import org.echoscribe.phantom.rendering.Sector;

/** Reads the truth of a loop from the same anatomy, rhythm and deformation that its frames are rendered from. */
final class ObserveTruth {

    private static final int TISSUE_POINTS = 32;

    private final LoopPlan plan;
    private final Deformation deformation;

    ObserveTruth(LoopPlan plan) {
        this.plan = plan;
        this.deformation = new Deformation(plan.scene(), plan.cycle());
    }

    GroundTruth observe() {
        double[] contraction = perFrame(Curve.VENTRICLE);
        List<ValveTrack> valves =
                plan.scene().anatomy().valves().stream().map(this::valve).toList();
        return new GroundTruth(plan.view(), contraction, valves, tissuePoints());
    }

    private ValveTrack valve(Valve valve) {
        Point opensTo = plan.scene().placement().turned(valve.opensTo()).unit();
        double[] opening = perFrame(valve.curve());
        PointTrack centre = track(frame -> {
            Point rest = valve.hingeA().towards(valve.hingeB(), 0.5);
            return carried(rest, rest, frame);
        });
        List<PointTrack> tips =
                valve.leaflets().stream().map(leaflet -> tip(leaflet, opening)).toList();
        double[] visibility = valve.plane() == Plane.OUTFLOW ? perFrame(Curve.OUTFLOW_IN_PLANE) : ones();
        return new ValveTrack(valve.name(), valve.kind(), centre, tips, opening, opensTo.x(), opensTo.z(), visibility);
    }

    private PointTrack tip(Leaflet leaflet, double[] opening) {
        return track(frame -> carried(leaflet.at(1, 0, opening[frame]), leaflet.hinge(), frame));
    }

    /** A place in the heart, carried along with the tissue at {@code anchor}, before the probe. */
    private Point carried(Point heart, Point anchor, int frame) {
        double[] weights = deformation.weights(seconds(frame));
        return plan.scene().placement().toProbe(heart).plus(deformation.displacement(anchor, weights));
    }

    private List<PointTrack> tissuePoints() {
        SplittableRandom random = new SplittableRandom(plan.renderingSeed());
        Scene scene = plan.scene();
        Sector sector = plan.sector();
        List<PointTrack> tracks = new ArrayList<>();
        for (int attempt = 0; attempt < 20000 && tracks.size() < TISSUE_POINTS; attempt++) {
            double range = sector.depthCm() * (0.2 + 0.72 * random.nextDouble());
            double angle = sector.halfAngle() * (1.7 * random.nextDouble() - 0.85);
            Point rest = new Point(range * Math.sin(angle), range * Math.cos(angle));
            Point heart = scene.placement().toHeart(rest);
            Tissue tissue = scene.anatomy().tissueAt(heart.x(), heart.z(), false);
            if (tissue == Tissue.MYOCARDIUM || tissue == Tissue.THIN_WALL || tissue == Tissue.VESSEL_WALL) {
                tracks.add(track(frame -> deformation.follow(rest, seconds(frame))));
            }
        }
        return tracks;
    }

    private PointTrack track(IntFunction<Point> placeAtFrame) {
        Raster raster = plan.region().raster();
        double[] x = new double[plan.frames()];
        double[] y = new double[plan.frames()];
        for (int frame = 0; frame < x.length; frame++) {
            Point place = placeAtFrame.apply(frame);
            x[frame] = raster.apexX() + place.x() * raster.pixelsPerCm();
            y[frame] = raster.apexY() + place.z() * raster.pixelsPerCm();
        }
        return new PointTrack(x, y);
    }

    private double[] perFrame(Curve curve) {
        double[] values = new double[plan.frames()];
        for (int frame = 0; frame < values.length; frame++) {
            values[frame] = plan.cycle().value(curve, seconds(frame));
        }
        return values;
    }

    private double[] ones() {
        double[] values = new double[plan.frames()];
        java.util.Arrays.fill(values, 1);
        return values;
    }

    private double seconds(int frame) {
        return frame * plan.frameTimeMillis() / 1000;
    }
}
