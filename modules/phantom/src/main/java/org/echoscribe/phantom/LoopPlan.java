package org.echoscribe.phantom;

import java.util.List;
import java.util.SplittableRandom;
import org.echoscribe.phantom.anatomy.CardiacCycle;
import org.echoscribe.phantom.anatomy.Heart;
import org.echoscribe.phantom.anatomy.Scene;
import org.echoscribe.phantom.anatomy.SceneFor;
import org.echoscribe.phantom.rendering.LoopRenderer;
import org.echoscribe.phantom.rendering.Sector;
import org.echoscribe.phantom.screen.ScreenLayout.Region;
import org.echoscribe.vocabulary.View;

/** Everything that decides the pixels of one loop, drawn from the study's seed and the loop's place in it. */
record LoopPlan(
        View view,
        StudyPlan study,
        Scene scene,
        CardiacCycle cycle,
        Sector sector,
        Region region,
        int frames,
        double frameTimeMillis,
        boolean colourDoppler,
        long renderingSeed) {

    private static final double COLOUR_SHARE = 0.11;

    static LoopPlan draw(View view, StudyPlan study, SplittableRandom random) {
        Heart heart = study.heart();
        Scene scene = SceneFor.view(view, heart, random);
        boolean colour = random.nextDouble() < COLOUR_SHARE;
        double framesPerSecond = study.framesPerSecond() * between(random, 0.88, 1.12) * (colour ? 0.7 : 1);
        framesPerSecond = Math.clamp(framesPerSecond, 25, 60);
        double frameTimeMillis = Math.round(1000 / framesPerSecond * 1000) / 1000.0;
        int frames = (int) Math.clamp(Math.round(study.typicalFrames() * between(random, 0.85, 1.2)), 40, 90);
        double heartRate = heart.heartRate() * between(random, 0.95, 1.05);
        CardiacCycle cycle = new CardiacCycle(
                heartRate,
                study.rhythmVariability(),
                scene.anatomy().outflowShare(),
                frames * frameTimeMillis / 1000 + 1,
                random);
        double depth = usualDepthCm(view) * study.depthFactor() * between(random, 0.95, 1.06);
        double halfAngle = Math.toRadians(Math.clamp(study.sectorDegrees() + between(random, -5, 5), 60, 100) / 2);
        Sector sector = new Sector(halfAngle, depth, study.faceRadiusCm());
        return new LoopPlan(
                view,
                study,
                scene,
                cycle,
                sector,
                study.layout().regionOf(sector),
                frames,
                frameTimeMillis,
                colour,
                random.nextLong());
    }

    private static double usualDepthCm(View view) {
        return switch (view) {
            case PLAX, PLAX_RV_INFLOW, PSAX_AORTIC_PULMONARY -> 14;
            case PLAX_VALVES, APICAL_LA_MV -> 12;
            case PSAX_LV -> 12.6;
            case APEX -> 8.6;
            case A2C, A3C, A4C_LV, A4C_RV, A5C -> 15.8;
            case SUBCOSTAL -> 16.2;
            case SUPRASTERNAL -> 13.5;
        };
    }

    private static double between(SplittableRandom random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** Renders the first frames of the fan over copies of a background of the region's size. */
    List<byte[]> render(byte[] background, int count) {
        return new LoopRenderer(scene, cycle, sector, study.machine(), colourDoppler, renderingSeed)
                .render(region.raster(), background, count, frameTimeMillis / 1000);
    }
}
