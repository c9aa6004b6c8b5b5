package org.echoscribe.phantom.screen;

import org.echoscribe.phantom.anatomy.CardiacCycle;

/** An ECG that sweeps over the screen: P, QRS and T waves in the rhythm of the loop, behind it by a fixed delay. */
final class EcgTrace {

    private final CardiacCycle cycle;
    private final double startSeconds;
    private final double delaySeconds;

    EcgTrace(CardiacCycle cycle, double startSeconds, double delaySeconds) {
        this.cycle = cycle;
        this.startSeconds = startSeconds;
        this.delaySeconds = delaySeconds;
    }

    /** Draws the trace between two columns; the newest part ends at a cursor that moves with time. */
    void draw(Canvas canvas, int left, int right, int baseline, int height, double seconds, double sweepSeconds) {
        int columns = right - left;
        int cursor = (int) ((seconds + startSeconds) % sweepSeconds / sweepSeconds * columns);
        int previous = baseline;
        for (int column = 0; column < columns; column++) {
            double age = (cursor - column + columns) % columns / (double) columns * sweepSeconds;
            int y = baseline - (int) (height * voltage(cycle.phase(seconds - age - delaySeconds)));
            for (int at = Math.min(y, previous); at <= Math.max(y, previous); at++) {
                canvas.set(left + column, at, DrawScreen.accent());
            }
            previous = column == cursor ? baseline : y;
        }
        canvas.fill(left + cursor, baseline - height, 2, height + 2, DrawScreen.accent());
    }

    /** Relative height of the trace at a phase of the beat. */
    private static double voltage(double phase) {
        return 0.14 * wave(phase, 0.86, 0.03)
                - 0.1 * wave(phase, 0.985, 0.008)
                + wave(phase, 0.004, 0.009)
                + wave(phase, 1.004, 0.009)
                - 0.2 * wave(phase, 0.025, 0.01)
                + 0.25 * wave(phase, 0.3, 0.05);
    }

    private static double wave(double phase, double centre, double width) {
        double distance = (phase - centre) / width;
        return Math.exp(-distance * distance);
    }
}
