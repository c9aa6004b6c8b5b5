package org.echoscribe.phantom.rendering;

import java.util.List;
import java.util.SplittableRandom;
import org.echoscribe.phantom.anatomy.CardiacCycle;
import org.echoscribe.phantom.anatomy.Curve;
import org.echoscribe.phantom.anatomy.Plane;
import org.echoscribe.phantom.anatomy.Point;
import org.echoscribe.phantom.anatomy.Scene;
import org.echoscribe.phantom.anatomy.Valve;
import org.echoscribe.phantom.anatomy.ValveKind;

/**
 * Colour Doppler: the part of the blood's velocity along each beam, inside a box. Jets run through open valves in their
 * direction and, as leaks, through closed ones against it; slow swirls fill the cavities. Fast flow aliases.
 */
final class ColourFlow {

    /** One stream: where it starts, where it goes, how wide and fast it is, and what drives it. */
    private record Jet(
            Point at,
            Point direction,
            double width,
            double length,
            double speed,
            Curve curve,
            Curve notWhile,
            Plane plane) {}

    private final PolarGrid grid;
    private final CardiacCycle cycle;
    private final List<Jet> jets;
    private final int firstRow;
    private final int lastRow;
    private final int firstColumn;
    private final int lastColumn;
    private final float[] velocity = new float[PolarGrid.SIZE];
    private final float wallPower;
    private final LatticeNoise turbulence;

    ColourFlow(Scene scene, CardiacCycle cycle, PolarGrid grid, double wallPower, SplittableRandom random) {
        this.cycle = cycle;
        this.grid = grid;
        this.wallPower = (float) wallPower;
        this.turbulence = new LatticeNoise(random.nextLong());
        this.jets = jets(scene, random);
        Point centre = jets.get(0).at();
        double row = grid.rowOf(Math.atan2(centre.x(), centre.z())) + (random.nextDouble() - 0.5) * 14;
        double column = grid.columnOf(centre.length()) + (random.nextDouble() - 0.5) * 20;
        double halfRows = 18 + 18 * random.nextDouble();
        double halfColumns = 40 + 40 * random.nextDouble();
        firstRow = Math.clamp((int) (row - halfRows), PolarGrid.MARGIN + 2, PolarGrid.ROWS - PolarGrid.MARGIN - 20);
        lastRow = Math.clamp((int) (row + halfRows), firstRow + 16, PolarGrid.ROWS - PolarGrid.MARGIN - 3);
        firstColumn = Math.clamp(
                (int) (column - halfColumns), PolarGrid.MARGIN + 12, PolarGrid.STRIDE - PolarGrid.MARGIN - 60);
        lastColumn =
                Math.clamp((int) (column + halfColumns), firstColumn + 40, PolarGrid.STRIDE - PolarGrid.MARGIN - 4);
    }

    private static List<Jet> jets(Scene scene, SplittableRandom random) {
        List<Jet> jets = new java.util.ArrayList<>();
        for (Valve valve : scene.anatomy().valves()) {
            Point centre = scene.placement().toProbe(valve.hingeA().towards(valve.hingeB(), 0.5));
            double ring = valve.hingeB().minus(valve.hingeA()).length()
                    * scene.placement().scale();
            Point towards = scene.placement().turned(valve.opensTo()).unit();
            double speed = 0.7 + 0.5 * random.nextDouble();
            jets.add(new Jet(centre, towards, ring * 0.34, 4, speed, valve.curve(), valve.curve(), valve.plane()));
            boolean right = valve.name().equals("tricuspid") || valve.name().equals("pulmonary");
            if (right || random.nextDouble() < 0.35) {
                Curve leak = valve.kind() == ValveKind.ATRIOVENTRICULAR
                        ? Curve.SEMILUNAR_VALVE
                        : Curve.ATRIOVENTRICULAR_VALVE;
                double width = right ? 0.34 : 0.12;
                jets.add(new Jet(
                        centre,
                        towards.times(-1),
                        ring * width,
                        right ? 4 : 3,
                        right ? speed : 1.3,
                        leak,
                        leak,
                        valve.plane()));
            }
        }
        if (jets.isEmpty()) {
            Point at = new Point((random.nextDouble() - 0.5) * 2, 4 + 3 * random.nextDouble());
            Point towards = Point.ofDegrees(random.nextDouble() * 360);
            jets.add(new Jet(
                    at,
                    towards,
                    1.2,
                    4,
                    0.6,
                    Curve.ATRIOVENTRICULAR_VALVE,
                    Curve.ATRIOVENTRICULAR_VALVE,
                    Plane.ALWAYS));
            jets.add(new Jet(
                    at, towards.times(-1), 1.2, 4, 0.6, Curve.SEMILUNAR_VALVE, Curve.SEMILUNAR_VALVE, Plane.ALWAYS));
        }
        return jets;
    }

    /** Colour on the polar grid at a moment: 0 none, else -1 (away) to 1 (towards). The array is reused. */
    float[] at(double seconds, float[] echoPower, double outflow) {
        double[] drive = jets.stream()
                .mapToDouble(jet -> {
                    double seen = jet.plane() == Plane.OUTFLOW ? outflow : 1;
                    return jet.speed() * cycle.value(jet.curve(), seconds) * seen;
                })
                .toArray();
        double swirl = 0.35 * (cycle.value(Curve.VENTRICLE, seconds) - 0.4);
        for (int row = firstRow; row <= lastRow; row++) {
            double angle = grid.angleOfRow(row);
            Point beam = new Point(Math.sin(angle), Math.cos(angle));
            for (int column = firstColumn; column <= lastColumn; column++) {
                int at = row * PolarGrid.STRIDE + column;
                Point place = beam.times(grid.rangeOfColumn(column));
                double away = swirl * turbulence.at(place.x() + 0.3 * seconds, place.z(), 2.6);
                for (int j = 0; j < drive.length; j++) {
                    away += drive[j] == 0
                            ? 0
                            : drive[j]
                                    * share(jets.get(j), place)
                                    * jets.get(j).direction().dot(beam);
                }
                away *= 1 + 0.5 * turbulence.at(place.x(), place.z() + 7 * seconds, 0.45);
                double shown = away - 2 * Math.round(away / 2);
                boolean blood = echoPower[at] < wallPower;
                velocity[at] = blood && Math.abs(away) > 0.11 ? (float) -shown : 0;
            }
        }
        return velocity;
    }

    private static double share(Jet jet, Point place) {
        Point from = place.minus(jet.at());
        double along = from.dot(jet.direction());
        double across =
                from.x() * jet.direction().z() - from.z() * jet.direction().x();
        double width = jet.width() * (1 + 0.12 * Math.abs(along));
        double reach = along > 0 ? along / jet.length() : along / 1.6;
        return Math.exp(-across * across / (width * width) - reach * reach);
    }

    /** The four corners and edges of the colour box before the probe, as a closed line. */
    List<Point> outline() {
        List<Point> line = new java.util.ArrayList<>();
        for (int row = firstRow; row <= lastRow; row++) {
            line.add(place(row, firstColumn));
        }
        for (int row = lastRow; row >= firstRow; row--) {
            line.add(place(row, lastColumn));
        }
        line.add(place(firstRow, firstColumn));
        return line;
    }

    private Point place(int row, int column) {
        double angle = grid.angleOfRow(row);
        return new Point(Math.sin(angle), Math.cos(angle)).times(grid.rangeOfColumn(column));
    }
}
