package org.echoscribe.phantom.anatomy;

import java.util.random.RandomGenerator;

/**
 * One patient's heart: sizes in centimetres at end of diastole, and how strongly it beats. Drawn once for a study; every
 * view of the study shows the same heart.
 *
 * @param lvLength cavity of the left ventricle, apex to base
 * @param lvRadius cavity of the left ventricle, half its width
 * @param wall thickness of the left ventricular wall
 * @param rvScale size of the right ventricle, 1 normal
 * @param laScale size of the left atrium, 1 normal
 * @param raScale size of the right atrium, 1 normal
 * @param aorticRadius of the root
 * @param shrink radius lost by the left ventricle in systole, relative
 * @param annularShift centimetres by which the valve plane moves in systole
 * @param heartRate beats a minute
 * @param depth centimetres from the skin to the heart, beyond the usual
 * @param breathing centimetres of movement with respiration, to either side
 */
public record Heart(
        double lvLength,
        double lvRadius,
        double wall,
        double rvScale,
        double laScale,
        double raScale,
        double aorticRadius,
        double shrink,
        double annularShift,
        double heartRate,
        double depth,
        double breathing) {

    public static Heart draw(RandomGenerator random) {
        double size = 0.9 + 0.2 * random.nextDouble();
        return new Heart(
                size * between(random, 7.4, 8.9),
                size * between(random, 2.05, 2.75),
                between(random, 0.8, 1.35),
                between(random, 0.8, 1.3),
                between(random, 0.8, 1.3),
                between(random, 0.8, 1.25),
                size * between(random, 1.3, 1.75),
                between(random, 0.18, 0.38),
                between(random, 0.8, 1.7),
                Math.clamp(72 + 14 * random.nextGaussian(), 48, 118),
                between(random, 0.0, 1.2),
                between(random, 0.05, 0.3));
    }

    static double between(RandomGenerator random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }
}
