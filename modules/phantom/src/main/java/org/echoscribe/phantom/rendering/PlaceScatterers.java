package org.echoscribe.phantom.rendering;

import java.util.random.RandomGenerator;
import org.echoscribe.phantom.anatomy.Plane;
import org.echoscribe.phantom.anatomy.Point;
import org.echoscribe.phantom.anatomy.Scene;
import org.echoscribe.phantom.anatomy.Tissue;

/**
 * Fills an anatomy with reflectors at end of diastole. They are dense enough for fully developed speckle, get their
 * strength from the tissue, its unevenness and the angle between wall and beam (walls along the beam drop out), and keep
 * their place in the tissue ever after.
 */
final class PlaceScatterers {

    /** Candidates for each cell of the polar grid; those in cavities are left out. */
    static final double PER_CELL = 1.25;

    private final Scene scene;
    private final PolarGrid grid;
    private final Deformation deformation;
    private final RandomGenerator random;
    private final LatticeNoise texture;
    private final Scatterers placed;
    private final Point[] still = new Point[0];

    PlaceScatterers(Scene scene, PolarGrid grid, Deformation deformation, RandomGenerator random) {
        this.scene = scene;
        this.grid = grid;
        this.deformation = deformation;
        this.random = random;
        this.texture = new LatticeNoise(random.nextLong());
        this.placed = new Scatterers(deformation.motionCount());
    }

    Scatterers tissueAndClutter(MachineSettings machine) {
        boolean outflow = scene.anatomy().outflowShare() > 0;
        TissueMap without = new TissueMap(scene, grid.sector(), false);
        TissueMap with = outflow ? new TissueMap(scene, grid.sector(), true) : without;
        int candidates = (int) (PER_CELL * PolarGrid.SIZE);
        for (int i = 0; i < candidates; i++) {
            double angle = grid.angleOfRow(random.nextDouble() * PolarGrid.ROWS);
            double range = grid.rangeOfColumn(random.nextDouble() * PolarGrid.STRIDE);
            if (range > 0.05) {
                place(new Point(range * Math.sin(angle), range * Math.cos(angle)), without, with);
            }
        }
        clutter(machine);
        return placed;
    }

    private void place(Point rest, TissueMap without, TissueMap with) {
        Tissue tissue = without.tissueAt(rest.x(), rest.z());
        Tissue tissueWith = with.tissueAt(rest.x(), rest.z());
        double re = random.nextGaussian() * Math.sqrt(0.5);
        double im = random.nextGaussian() * Math.sqrt(0.5);
        if (tissue == Tissue.BLOOD && tissueWith == Tissue.BLOOD) {
            return;
        }
        Point heart = scene.placement().toHeart(rest);
        Point[] full = new Point[deformation.motionCount()];
        for (int m = 0; m < full.length; m++) {
            full[m] = deformation.fullDisplacement(m, heart);
        }
        if (tissue == tissueWith) {
            double strength = strength(rest, heart, tissue, without);
            placed.add(rest, re * strength, im * strength, Plane.ALWAYS, full);
            return;
        }
        if (tissue != Tissue.BLOOD) {
            double strength = strength(rest, heart, tissue, without);
            placed.add(rest, re * strength, im * strength, Plane.INSTEAD_OF_OUTFLOW, full);
        }
        if (tissueWith != Tissue.BLOOD) {
            double strength = strength(rest, heart, tissueWith, with);
            placed.add(rest, re * strength, im * strength, Plane.OUTFLOW, full);
        }
    }

    private double strength(Point rest, Point heart, Tissue tissue, TissueMap map) {
        double uneven = 3.0 * texture.at(heart.x(), heart.z(), 1.4) + 2.5 * texture.at(heart.x(), heart.z(), 0.45);
        if (tissue == Tissue.SURROUNDINGS || tissue == Tissue.LUNG) {
            uneven = 7 * texture.at(heart.x(), heart.z(), 2.2) + 4 * texture.at(heart.x() * 0.4, heart.z(), 0.5);
        } else if (tissue == Tissue.PERICARDIUM) {
            uneven = 6 * texture.at(heart.x(), heart.z(), 1.8) + 3 * texture.at(heart.x(), heart.z(), 0.5);
        } else if (tissue == Tissue.LIVER) {
            uneven *= 0.4;
        }
        double strength = tissue.amplitude() * Math.pow(10, uneven / 20);
        Point towards = map.towardsCavity(rest.x(), rest.z());
        double nearness = towards.length();
        if (nearness < 1e-3) {
            return strength * (1 - 0.4 * tissue.directionality());
        }
        Point normal = towards.times(1 / nearness);
        double facing = Math.abs(normal.dot(rest.unit()));
        strength *= 1 - tissue.directionality() * (1 - Math.pow(facing, 1.2));
        if (map.bordersOnCavity(rest.x(), rest.z(), normal, 0.16)) {
            strength *= 1 + 1.6 * facing * facing * facing;
        }
        return strength;
    }

    /** Echoes of the chest wall and of the probe itself: layers near the face, which do not move with the heart. */
    private void clutter(MachineSettings machine) {
        double amplitude = Math.pow(10, machine.clutterDecibels() / 20);
        double reach = 0.5 + 0.7 * random.nextDouble();
        int count = (int) (0.25 * PolarGrid.SIZE);
        for (int i = 0; i < count; i++) {
            double angle = grid.angleOfRow(random.nextDouble() * PolarGrid.ROWS);
            double range = grid.sector().faceRadiusCm() + random.nextDouble() * 5;
            double layers = 1 + 0.8 * texture.at(range * 3 + 50, angle, 0.6);
            double strength =
                    amplitude * layers * Math.exp(-(range - grid.sector().faceRadiusCm()) / reach);
            Point rest = new Point(range * Math.sin(angle), range * Math.cos(angle));
            placed.add(rest, random.nextGaussian() * strength, random.nextGaussian() * strength, Plane.ALWAYS, still);
        }
    }
}
