package org.echoscribe.study.data;

import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The random variation of training pictures: moved by up to a sixteenth of their size, gain 0.8 to 1.25, gamma 0.75 to
 * 1.33. No mirroring: left and right mean something in an echo.
 *
 * @param shift where the picture is moved to
 * @param tone the value, 0..1, of each of the 256 stored levels
 */
record Augmentation(PreparedLoops.Shift shift, float[] tone) {

    private static final int LEVELS = 256;
    private static final int SHIFT_DIVISOR = 16;

    /** As it is stored. */
    static final Augmentation NONE = new Augmentation(PreparedLoops.Shift.NONE, tone(1, 1));

    static Augmentation draw(Optional<SplittableRandom> random, int pixels) {
        return random.map(source -> draw(source, pixels)).orElse(NONE);
    }

    private static Augmentation draw(SplittableRandom random, int pixels) {
        int most = pixels / SHIFT_DIVISOR;
        PreparedLoops.Shift shift =
                new PreparedLoops.Shift(random.nextInt(-most, most + 1), random.nextInt(-most, most + 1));
        double gain = Math.exp(random.nextDouble(Math.log(0.8), Math.log(1.25)));
        double gamma = Math.exp(random.nextDouble(Math.log(0.75), Math.log(1 / 0.75)));
        return new Augmentation(shift, tone(gain, gamma));
    }

    private static float[] tone(double gain, double gamma) {
        float[] tone = new float[LEVELS];
        for (int level = 0; level < LEVELS; level++) {
            tone[level] = (float) Math.min(1, gain * Math.pow(level / 255.0, gamma));
        }
        return tone;
    }
}
