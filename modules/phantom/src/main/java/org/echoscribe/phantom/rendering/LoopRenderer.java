package org.echoscribe.phantom.rendering;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.echoscribe.phantom.anatomy.CardiacCycle;
import org.echoscribe.phantom.anatomy.Curve;
import org.echoscribe.phantom.anatomy.Point;
import org.echoscribe.phantom.anatomy.Scene;

/**
 * Renders the frames of one loop, in time order. Every call of {@link #render} starts from the same seed, so the result
 * does not depend on what was rendered before or on which thread.
 */
public final class LoopRenderer {

    private static final double WALL_DECIBELS = -9;

    private final Scene scene;
    private final CardiacCycle cycle;
    private final Sector sector;
    private final MachineSettings machine;
    private final boolean colourDoppler;
    private final long seed;

    public LoopRenderer(
            Scene scene,
            CardiacCycle cycle,
            Sector sector,
            MachineSettings studyMachine,
            boolean colourDoppler,
            long seed) {
        this.scene = scene;
        this.cycle = cycle;
        this.sector = sector;
        this.machine = studyMachine.jittered(new SplittableRandom(seed ^ 0x5EED1L));
        this.colourDoppler = colourDoppler;
        this.seed = seed;
    }

    /**
     * Where the fan lies in the rectangle that is rendered.
     *
     * @param width of the rectangle, in pixels
     * @param height of the rectangle, in pixels
     * @param apexX of the fan, in pixels from the left
     * @param apexY of the fan, in pixels from the top; negative where the probe's face is curved
     * @param pixelsPerCm size of a centimetre
     */
    public record Raster(int width, int height, double apexX, double apexY, double pixelsPerCm) {}

    /**
     * Renders over copies of a background.
     *
     * @param background interleaved RGB of the rectangle; only pixels of the fan are replaced
     */
    public List<byte[]> render(Raster raster, byte[] background, int frames, double frameTimeSeconds) {
        PolarGrid grid = new PolarGrid(sector);
        Deformation deformation = new Deformation(scene, cycle);
        SplittableRandom random = new SplittableRandom(seed);
        Scatterers scatterers = new PlaceScatterers(scene, grid, deformation, random.split()).tissueAndClutter(machine);
        LeafletEchoes leaflets = new LeafletEchoes(scene, deformation, random.split());
        FormFrame former = new FormFrame(machine, grid, Shading.draw(machine, grid, random.split()), random.split());
        ScanConverter converter = new ScanConverter(grid, raster);
        Optional<ColourFlow> colour = colourDoppler
                ? Optional.of(new ColourFlow(scene, cycle, grid, Math.pow(10, WALL_DECIBELS / 10), random.split()))
                : Optional.empty();
        GreyMap map = new GreyMap(machine.greyGamma(), machine.tint());
        float[] workX = new float[scatterers.count()];
        float[] workZ = new float[scatterers.count()];
        List<byte[]> rendered = new ArrayList<>(frames);
        for (int frame = 0; frame < frames; frame++) {
            double seconds = frame * frameTimeSeconds;
            double[] weights = deformation.weights(seconds);
            double outflow = scene.anatomy().outflowShare() > 0 ? cycle.value(Curve.OUTFLOW_IN_PLANE, seconds) : 0;
            EchoField field = former.begin(random);
            scatterers.splat(weights, outflow, field, workX, workZ);
            leaflets.splat(seconds, cycle, weights, outflow, field);
            float[] grey = former.finish(random);
            byte[] rgb = background.clone();
            converter.convert(grey, map, rgb);
            colour.ifPresent(flow -> {
                converter.overlay(flow.at(seconds, former.power(), outflow), rgb);
                drawBox(flow.outline(), raster, rgb);
            });
            rendered.add(rgb);
        }
        return rendered;
    }

    private static void drawBox(List<Point> outline, Raster raster, byte[] rgb) {
        for (int i = 1; i < outline.size(); i++) {
            Point from = outline.get(i - 1);
            Point to = outline.get(i);
            int steps = (int) Math.ceil(to.minus(from).length() * raster.pixelsPerCm()) + 1;
            for (int s = 0; s <= steps; s++) {
                Point at = from.towards(to, (double) s / steps);
                int x = (int) (raster.apexX() + at.x() * raster.pixelsPerCm());
                int y = (int) (raster.apexY() + at.z() * raster.pixelsPerCm());
                if (x >= 0 && y >= 0 && x < raster.width() && y < raster.height()) {
                    int out = 3 * (y * raster.width() + x);
                    rgb[out] = (byte) 90;
                    rgb[out + 1] = (byte) 220;
                    rgb[out + 2] = (byte) 120;
                }
            }
        }
    }
}
