package org.echoscribe.phantom;

import java.util.SplittableRandom;
import org.echoscribe.phantom.anatomy.Heart;
import org.echoscribe.phantom.rendering.MachineSettings;
import org.echoscribe.phantom.screen.ScreenLayout;

/**
 * What all loops of a study share: one heart, one machine and its habits. These are drawn from wide ranges; a loop adds
 * only small changes.
 *
 * @param vendor which of the invented vendors built the machine
 * @param uncompressedShare share of loops stored without compression
 * @param monochromeShare share of grey loops stored with one sample for each pixel
 */
record StudyPlan(
        Heart heart,
        MachineSettings machine,
        ScreenLayout layout,
        int vendor,
        double sectorDegrees,
        double faceRadiusCm,
        double depthFactor,
        double framesPerSecond,
        double typicalFrames,
        double rhythmVariability,
        double uncompressedShare,
        double monochromeShare) {

    static final int VENDORS = 4;

    static StudyPlan draw(SplittableRandom random) {
        Heart heart = Heart.draw(random.split());
        MachineSettings machine = MachineSettings.draw(random.split());
        boolean small = random.nextDouble() < 0.12;
        boolean irregular = random.nextDouble() < 0.12;
        return new StudyPlan(
                heart,
                machine,
                ScreenLayout.draw(small, random.split()),
                random.nextInt(VENDORS),
                between(random, 66, 94),
                random.nextDouble() < 0.7 ? 0.15 : between(random, 0.3, 0.9),
                between(random, 0.93, 1.12),
                between(random, 27, 58),
                between(random, 44, 78),
                irregular ? between(random, 0.1, 0.22) : between(random, 0.01, 0.05),
                small ? 0.35 : 0,
                small ? 0.5 : 0.08);
    }

    private static double between(SplittableRandom random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }
}
