package org.echoscribe.phantom;

import java.util.List;
import java.util.SplittableRandom;
import org.echoscribe.phantom.anatomy.Anatomy;
import org.echoscribe.phantom.anatomy.Placement;
import org.echoscribe.phantom.anatomy.Point;
import org.echoscribe.phantom.anatomy.Scene;
import org.echoscribe.phantom.rendering.LoopRenderer.Raster;
import org.echoscribe.phantom.rendering.MachineSettings;
import org.echoscribe.phantom.rendering.Sector;
import org.echoscribe.phantom.screen.ScreenLayout.Region;
import org.echoscribe.vocabulary.View;

/**
 * Draws a study and its loops again, from {@link PhantomDomain#RANDOMISED}: gain, dynamic range, grey curve, speckle,
 * persistence, noise, clutter and haze of the machine; the fan's angle, depth and probe; where the heart lies in it, how
 * large and how turned; frame rate and length; fans that the screen's edge cuts; and loops in which no leaflet is seen.
 */
final class RandomiseDomain {

    /** Keeps these draws apart from those of the usual domain, which must stay as they are. */
    private static final long SALT = 0xD0AA1EL;

    private static final double SHARE_OF_SHORT_LOOPS = 0.3;
    private static final double SHARE_OF_CUT_FANS = 0.35;
    private static final double SHARE_WITHOUT_LEAFLETS = 0.15;

    private final SplittableRandom random;

    RandomiseDomain(long seed) {
        this.random = new SplittableRandom(seed ^ SALT);
    }

    /** What the study's machine and habits become. */
    StudyPlan of(StudyPlan plan) {
        return new StudyPlan(
                plan.heart(),
                MachineSettings.drawWidely(random),
                plan.layout(),
                plan.vendor(),
                between(40, 108),
                random.nextDouble() < 0.6 ? 0.15 : between(0.3, 1.4),
                between(0.85, 1.35),
                between(12, 75),
                plan.typicalFrames(),
                plan.rhythmVariability(),
                plan.uncompressedShare(),
                plan.monochromeShare());
    }

    /** What a loop of such a study becomes. */
    LoopPlan of(LoopPlan plan, StudyPlan study) {
        double framesPerSecond = Math.clamp(study.framesPerSecond() * between(0.85, 1.15), 10, 80);
        int frames = random.nextDouble() < SHARE_OF_SHORT_LOOPS ? random.nextInt(10, 40) : plan.frames();
        double halfAngle = Math.toRadians(Math.clamp(study.sectorDegrees() + between(-5, 5), 38, 112) / 2);
        Sector sector = new Sector(halfAngle, plan.sector().depthCm() * between(0.85, 1.15), study.faceRadiusCm());
        return new LoopPlan(
                plan.view(),
                study,
                withoutLeaflets(moved(plan.scene()), plan),
                plan.cycle(),
                sector,
                cut(study.layout().regionOf(sector)),
                frames,
                Math.round(1000 / framesPerSecond * 1000) / 1000.0,
                plan.colourDoppler(),
                plan.renderingSeed());
    }

    private Scene moved(Scene scene) {
        Placement usual = scene.placement();
        Point target = usual.target().plus(new Point(between(-1.2, 1.2), between(-1, 1)));
        return new Scene(
                scene.anatomy(),
                new Placement(
                        usual.centre(),
                        target,
                        usual.degrees() + between(-14, 14),
                        usual.scale() * between(0.85, 1.2)));
    }

    /** In a view that only its valve tells, the valve stays; so it does under colour, which flows through it. */
    private Scene withoutLeaflets(Scene scene, LoopPlan plan) {
        boolean needed =
                plan.view() == View.PLAX_RV_INFLOW || plan.view() == View.PSAX_AORTIC_PULMONARY || plan.colourDoppler();
        boolean lost = random.nextDouble() < SHARE_WITHOUT_LEAFLETS;
        if (needed || !lost) {
            return scene;
        }
        Anatomy seen = scene.anatomy();
        return new Scene(
                new Anatomy(
                        seen.regions(),
                        seen.outflowRegions(),
                        seen.motions(),
                        List.of(),
                        seen.fixedFlaps(),
                        seen.outflowShare()),
                scene.placement());
    }

    /** As if the export had cut off some of the fan's sides or of its depth. */
    private Region cut(Region region) {
        double left = between(0, 0.18);
        double right = between(0, 0.18);
        double bottom = between(0, 0.2);
        if (random.nextDouble() >= SHARE_OF_CUT_FANS) {
            return region;
        }
        Raster whole = region.raster();
        int away = (int) (whole.width() * left);
        int width = (int) (whole.width() * (1 - left - right));
        int height = (int) (whole.height() * (1 - bottom));
        return new Region(
                region.x() + away,
                region.y(),
                new Raster(width, height, whole.apexX() - away, whole.apexY(), whole.pixelsPerCm()));
    }

    private double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }
}
