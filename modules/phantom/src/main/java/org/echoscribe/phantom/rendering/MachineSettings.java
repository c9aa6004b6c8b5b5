package org.echoscribe.phantom.rendering;

import java.util.random.RandomGenerator;

/**
 * How a machine makes its picture.
 *
 * @param lateralBeams standard deviation of the beam's width, in grid beams at the focus
 * @param axialSamples standard deviation of the pulse, in range samples
 * @param focusCm depth where the beam is narrowest
 * @param dynamicRangeDecibels range of echoes between black and white
 * @param greyOfMyocardium where myocardium lies in that range, 0 black to 1 white
 * @param greyGamma exponent of the grey curve
 * @param lossDecibelsPerCm what is left of attenuation after time-gain compensation
 * @param bloodDecibels echoes of blood relative to myocardium
 * @param noiseDecibels electronic noise at full depth relative to myocardium
 * @param clutterDecibels near-field clutter relative to myocardium
 * @param hazeDecibels side-lobe haze relative to the echoes around
 * @param persistence share of the previous frame that stays, 0 to 0.4
 * @param tint hue of the grey map: 0 grey, 1 warm, 2 blue
 */
public record MachineSettings(
        double lateralBeams,
        double axialSamples,
        double focusCm,
        double dynamicRangeDecibels,
        double greyOfMyocardium,
        double greyGamma,
        double lossDecibelsPerCm,
        double bloodDecibels,
        double noiseDecibels,
        double clutterDecibels,
        double hazeDecibels,
        double persistence,
        int tint) {

    /** What a study's machine and patient give: the large differences. */
    public static MachineSettings draw(RandomGenerator random) {
        double tint = random.nextDouble();
        return new MachineSettings(
                between(random, 1.1, 2.1),
                between(random, 0.9, 1.6),
                between(random, 6, 10),
                between(random, 46, 66),
                between(random, 0.38, 0.58),
                between(random, 0.9, 1.35),
                between(random, -0.2, 1.1),
                between(random, -36, -23),
                between(random, -38, -20),
                between(random, -4, 12),
                between(random, -30, -19),
                between(random, 0, 0.35),
                tint < 0.6 ? 0 : tint < 0.85 ? 1 : 2);
    }

    /** Far beyond what machines and patients give: for {@code RandomiseDomain}. */
    public static MachineSettings drawWidely(RandomGenerator random) {
        double tint = random.nextDouble();
        return new MachineSettings(
                between(random, 0.7, 3.2),
                between(random, 0.6, 2.6),
                between(random, 3, 14),
                between(random, 32, 85),
                between(random, 0.25, 0.72),
                between(random, 0.6, 1.8),
                between(random, -0.8, 2.2),
                between(random, -42, -14),
                between(random, -42, -12),
                between(random, -10, 18),
                between(random, -34, -13),
                between(random, 0, 0.65),
                tint < 0.5 ? 0 : tint < 0.75 ? 1 : 2);
    }

    /** What the sonographer's hand adds from loop to loop: the small differences. */
    MachineSettings jittered(RandomGenerator random) {
        return new MachineSettings(
                lateralBeams * between(random, 0.95, 1.05),
                axialSamples * between(random, 0.95, 1.05),
                focusCm + between(random, -0.5, 0.5),
                dynamicRangeDecibels,
                greyOfMyocardium + between(random, -0.04, 0.04),
                greyGamma,
                lossDecibelsPerCm + between(random, -0.2, 0.2),
                bloodDecibels + between(random, -2, 2),
                noiseDecibels + between(random, -2, 2),
                clutterDecibels + between(random, -3, 3),
                hazeDecibels,
                persistence,
                tint);
    }

    private static double between(RandomGenerator random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }
}
