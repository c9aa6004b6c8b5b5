package org.echoscribe.study.data;

/**
 * One picture's variation, drawn by a {@link Variation}.
 *
 * @param shift where the picture is moved to
 * @param tone the value, 0..1, of each of the 256 stored levels
 */
record Augmentation(PreparedLoops.Shift shift, float[] tone) {

    private static final int LEVELS = 256;

    /** As it is stored. */
    static final Augmentation NONE = of(PreparedLoops.Shift.NONE, 1, 1);

    static Augmentation of(PreparedLoops.Shift shift, double gain, double gamma) {
        float[] tone = new float[LEVELS];
        for (int level = 0; level < LEVELS; level++) {
            tone[level] = (float) Math.min(1, gain * Math.pow(level / 255.0, gamma));
        }
        return new Augmentation(shift, tone);
    }
}
