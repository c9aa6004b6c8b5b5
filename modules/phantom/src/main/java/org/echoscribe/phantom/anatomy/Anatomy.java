package org.echoscribe.phantom.anatomy;

import java.util.ArrayList;
import java.util.List;

/**
 * What one view of one heart contains, at end of diastole, and how it moves.
 *
 * @param regions tissues in painting order
 * @param outflowRegions painted on top while the outflow tract is in the plane
 * @param motions whose sum is the deformation
 * @param valves with their leaflets
 * @param fixedFlaps flaps that look like leaflets and do not swing
 * @param outflowShare share of the cycle in which the outflow tract is in the plane, 0 never to 1 always
 */
public record Anatomy(
        List<Region> regions,
        List<Region> outflowRegions,
        List<Motion> motions,
        List<Valve> valves,
        List<Leaflet> fixedFlaps,
        double outflowShare) {

    /** The tissue at this place, at end of diastole. */
    public Tissue tissueAt(double x, double z, boolean withOutflow) {
        if (withOutflow) {
            for (int i = outflowRegions.size() - 1; i >= 0; i--) {
                if (outflowRegions.get(i).shape().level(x, z) < 1) {
                    return outflowRegions.get(i).tissue();
                }
            }
        }
        for (int i = regions.size() - 1; i >= 0; i--) {
            if (regions.get(i).shape().level(x, z) < 1) {
                return regions.get(i).tissue();
            }
        }
        return Tissue.SURROUNDINGS;
    }

    /** Collects the parts of an anatomy. */
    static final class Draft {
        private final List<Region> regions = new ArrayList<>();
        private final List<Region> outflow = new ArrayList<>();
        private final List<Motion> motions = new ArrayList<>();
        private final List<Valve> valves = new ArrayList<>();
        private final List<Leaflet> flaps = new ArrayList<>();
        private double outflowShare;

        Draft paint(Tissue tissue, Shape... shapes) {
            for (Shape shape : shapes) {
                regions.add(new Region(shape, tissue));
            }
            return this;
        }

        Draft paintOutflow(Tissue tissue, Shape... shapes) {
            for (Shape shape : shapes) {
                outflow.add(new Region(shape, tissue));
            }
            return this;
        }

        Draft move(Motion... added) {
            motions.addAll(List.of(added));
            return this;
        }

        Draft valve(Valve added) {
            valves.add(added);
            return this;
        }

        Draft flap(Leaflet added) {
            flaps.add(added);
            return this;
        }

        Draft outflowShare(double share) {
            outflowShare = share;
            return this;
        }

        Anatomy finish() {
            return new Anatomy(
                    List.copyOf(regions),
                    List.copyOf(outflow),
                    List.copyOf(motions),
                    List.copyOf(valves),
                    List.copyOf(flaps),
                    outflowShare);
        }
    }
}
