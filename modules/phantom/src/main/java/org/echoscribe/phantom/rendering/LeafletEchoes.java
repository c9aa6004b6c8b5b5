package org.echoscribe.phantom.rendering;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.echoscribe.phantom.anatomy.Anatomy;
import org.echoscribe.phantom.anatomy.CardiacCycle;
import org.echoscribe.phantom.anatomy.Curve;
import org.echoscribe.phantom.anatomy.Leaflet;
import org.echoscribe.phantom.anatomy.Plane;
import org.echoscribe.phantom.anatomy.Point;
import org.echoscribe.phantom.anatomy.Scene;
import org.echoscribe.phantom.anatomy.Tissue;
import org.echoscribe.phantom.anatomy.Valve;

/** Reflectors on leaflets: they swing about a hinge that itself moves with the tissue. */
final class LeafletEchoes {

    private static final int PER_LEAFLET = 190;

    /** One leaflet, the curve that opens it, and its reflectors. */
    private record Flap(
            Leaflet leaflet, Curve opening, float[] along, float[] across, float[] real, float[] imaginary) {}

    private final Scene scene;
    private final Deformation deformation;
    private final List<Flap> flaps = new ArrayList<>();

    LeafletEchoes(Scene scene, Deformation deformation, RandomGenerator random) {
        this.scene = scene;
        this.deformation = deformation;
        Anatomy anatomy = scene.anatomy();
        double seen = 0.45 + 0.6 * random.nextDouble();
        LatticeNoise gaps = new LatticeNoise(random.nextLong());
        for (Valve valve : anatomy.valves()) {
            for (Leaflet leaflet : valve.leaflets()) {
                flaps.add(flap(leaflet, valve.curve(), seen, gaps, random));
            }
        }
        for (Leaflet leaflet : anatomy.fixedFlaps()) {
            flaps.add(flap(leaflet, Curve.SEMILUNAR_VALVE, seen, gaps, random));
        }
    }

    private static Flap flap(Leaflet leaflet, Curve opening, double seen, LatticeNoise gaps, RandomGenerator random) {
        Flap flap = new Flap(
                leaflet,
                opening,
                new float[PER_LEAFLET],
                new float[PER_LEAFLET],
                new float[PER_LEAFLET],
                new float[PER_LEAFLET]);
        double strength = Tissue.LEAFLET.amplitude() * leaflet.amplitude() * seen * Math.sqrt(0.5);
        double offset = 100 * random.nextDouble();
        for (int i = 0; i < PER_LEAFLET; i++) {
            flap.along[i] = (float) ((i + random.nextDouble()) / PER_LEAFLET);
            flap.across[i] = (float) (2 * random.nextDouble() - 1);
            // The tip is thicker than the body, and echoes more.
            double here = strength * (flap.along[i] > 0.8 ? 1.4 : 1) * (1 + 0.8 * gaps.at(offset, flap.along[i], 0.3));
            flap.real[i] = (float) (random.nextGaussian() * here);
            flap.imaginary[i] = (float) (random.nextGaussian() * here);
        }
        return flap;
    }

    void splat(double seconds, CardiacCycle cycle, double[] weights, double outflow, EchoField field) {
        for (Flap flap : flaps) {
            Leaflet leaflet = flap.leaflet;
            double visible = leaflet.plane() == Plane.OUTFLOW ? outflow : 1;
            if (visible < 0.02) {
                continue;
            }
            double opening = cycle.value(flap.opening, seconds);
            Point carried = deformation.displacement(leaflet.hinge(), weights);
            double facing = facing(leaflet, opening);
            float strength = (float) (visible * facing);
            for (int i = 0; i < PER_LEAFLET; i++) {
                Point at = scene.placement()
                        .toProbe(leaflet.at(flap.along[i], flap.across[i], opening))
                        .plus(carried);
                field.splat((float) at.x(), (float) at.z(), flap.real[i] * strength, flap.imaginary[i] * strength);
            }
        }
    }

    /** Leaflets along the beam echo less. */
    private double facing(Leaflet leaflet, double opening) {
        Point base = scene.placement().toProbe(leaflet.at(0, 0, opening));
        Point tip = scene.placement().toProbe(leaflet.at(1, 0, opening));
        double along = Math.abs(tip.minus(base).unit().dot(base.unit()));
        return 1 - Tissue.LEAFLET.directionality() * along * along;
    }
}
