package org.echoscribe.phantom.anatomy;

import java.util.random.RandomGenerator;

/**
 * The rhythm of one loop: beats with varying intervals, starting at a random moment of the cycle, so that the time from
 * the first frame says nothing.
 */
public final class CardiacCycle {

    /** Beats before the first frame, which an ECG trace still shows. */
    private static final double HISTORY_SECONDS = 8;

    private final double[] beatStartSeconds;
    private final double meanBeatSeconds;
    private final double diastasis;
    private final double atrialKick;
    private final double respirationHertz;
    private final double respirationPhase;
    private final double driftHertz;
    private final double driftPhase;
    private final double planeOffset;
    private final double planePhase;

    /**
     * @param heartRate beats a minute
     * @param variability standard deviation of the beat interval, relative
     * @param outflowShare share of the cycle in which the outflow tract is in the plane, 0 to 1
     */
    public CardiacCycle(
            double heartRate, double variability, double outflowShare, double seconds, RandomGenerator random) {
        this.meanBeatSeconds = 60 / heartRate;
        int beats = (int) Math.ceil((seconds + HISTORY_SECONDS) / meanBeatSeconds * 1.6) + 5;
        beatStartSeconds = new double[beats];
        beatStartSeconds[0] = -HISTORY_SECONDS - meanBeatSeconds * (1 + random.nextDouble());
        for (int i = 1; i < beats; i++) {
            double interval = meanBeatSeconds * (1 + variability * Math.clamp(random.nextGaussian(), -2.5, 2.5));
            beatStartSeconds[i] = beatStartSeconds[i - 1] + interval;
        }
        diastasis = 0.2 + 0.35 * random.nextDouble();
        atrialKick = 0.55 + 0.45 * random.nextDouble();
        respirationHertz = 0.2 + 0.12 * random.nextDouble();
        respirationPhase = random.nextDouble() * 2 * Math.PI;
        driftHertz = 0.05 + 0.2 * random.nextDouble();
        driftPhase = random.nextDouble() * 2 * Math.PI;
        planeOffset = Math.cos(Math.PI * Math.clamp(outflowShare, 0.0, 1.0));
        planePhase = (random.nextDouble() - 0.5) * 2.4;
    }

    /** Beats a minute. */
    public double heartRate() {
        return 60 / meanBeatSeconds;
    }

    /** Where in its beat this moment is: 0 at the R wave to just under 1. */
    public double phase(double seconds) {
        int beat = beatAt(seconds);
        return (seconds - beatStartSeconds[beat]) / (beatStartSeconds[beat + 1] - beatStartSeconds[beat]);
    }

    private int beatAt(double seconds) {
        int beat = 0;
        while (beat < beatStartSeconds.length - 2 && beatStartSeconds[beat + 1] <= seconds) {
            beat++;
        }
        return beat;
    }

    /** The value of a curve at a moment. */
    public double value(Curve curve, double seconds) {
        double phase = phase(seconds);
        double systole = systoleShare();
        return switch (curve) {
            case VENTRICLE -> ventricle(phase, systole);
            case ATRIUM -> atrium(phase, systole);
            case ARTERY -> artery(phase, systole);
            case ATRIOVENTRICULAR_VALVE -> atrioventricular(phase, systole);
            case SEMILUNAR_VALVE -> semilunar(phase, systole);
            case RESPIRATION -> Math.sin(2 * Math.PI * respirationHertz * seconds + respirationPhase);
            case PROBE_DRIFT -> Math.sin(2 * Math.PI * driftHertz * seconds + driftPhase);
            case OUTFLOW_IN_PLANE ->
                1 / (1 + Math.exp(-9 * (Math.cos(2 * Math.PI * phase + planePhase) - planeOffset)));
        };
    }

    /** Systole shortens less than diastole when the heart beats faster. */
    private double systoleShare() {
        return Math.clamp(0.30 + 0.10 / meanBeatSeconds * 0.75, 0.3, 0.48);
    }

    private double ventricle(double phase, double systole) {
        if (phase < systole) {
            return rise(phase / systole);
        }
        double diastole = (phase - systole) / (1 - systole);
        double early = 1 - 0.74 * rise((diastole - 0.07) / 0.34);
        return early - 0.26 * rise((diastole - 0.74) / 0.24);
    }

    private double atrium(double phase, double systole) {
        if (phase < systole) {
            return 1 - 0.95 * rise(phase / systole);
        }
        double diastole = (phase - systole) / (1 - systole);
        return 0.05 + 0.5 * rise((diastole - 0.07) / 0.36) + 0.45 * rise((diastole - 0.72) / 0.26);
    }

    private static double artery(double phase, double systole) {
        return phase < systole
                ? rise((phase - 0.05) / (0.75 * systole))
                : Math.exp(-3.2 * (phase - systole) / (1 - systole));
    }

    private double atrioventricular(double phase, double systole) {
        if (phase < systole) {
            return 0;
        }
        double diastole = (phase - systole) / (1 - systole);
        double eWave = rise((diastole - 0.06) / 0.16) - (1 - diastasis) * rise((diastole - 0.30) / 0.22);
        double aWave = (atrialKick - diastasis) * rise((diastole - 0.68) / 0.12);
        double closing = rise((diastole - 0.84) / 0.16);
        return Math.max(0, eWave + Math.max(0, aWave)) * (1 - closing);
    }

    private static double semilunar(double phase, double systole) {
        double ejection = (phase - 0.12 * systole) / (0.88 * systole);
        double fading = 1 - 0.12 * Math.clamp(ejection, 0.0, 1.0);
        return rise(ejection / 0.26) * (1 - rise((ejection - 0.74) / 0.26)) * fading;
    }

    /** Half a cosine wave from 0 to 1. */
    private static double rise(double x) {
        return x <= 0 ? 0 : x >= 1 ? 1 : 0.5 - 0.5 * Math.cos(Math.PI * x);
    }
}
