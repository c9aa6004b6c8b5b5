package org.echoscribe.study.report;

import java.util.ArrayList;
import java.util.List;

/**
 * One direction of a plot: values on the paper.
 *
 * @param from the value at {@code start}
 * @param to the value at {@code end}
 * @param start where on the paper, in pixels
 * @param end likewise; smaller than {@code start} where values grow upwards
 * @param logarithmic whether equal ratios take equal room
 */
record Axis(double from, double to, double start, double end, boolean logarithmic) {

    static Axis linear(double from, double to, double start, double end) {
        return new Axis(from, to, start, end, false);
    }

    /** Where a value lies, in pixels. */
    double at(double value) {
        double share = logarithmic ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
        return start + share * (end - start);
    }

    /** Round values from one end to the other, about so many. */
    List<Double> ticks(int wanted) {
        double rough = (to - from) / wanted;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = power * (rough / power < 1.5 ? 1 : rough / power < 3.5 ? 2 : rough / power < 7.5 ? 5 : 10);
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(from / step - 1e-9); i * step <= to + step * 1e-9; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** A share as the label of a tick, with no more decimals than it needs. */
    static String percent(double share) {
        double percent = Math.round(share * 1000) / 10.0;
        return (percent == Math.rint(percent) ? Long.toString(Math.round(percent)) : Double.toString(percent)) + " %";
    }

    /** The least round number at or above the value, to end an axis that begins at 0. */
    static double roundUp(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(value, 1e-6))));
        for (double step : new double[] {1, 1.5, 2, 3, 4, 5, 6, 8, 10}) {
            if (step * power >= value * (1 - 1e-9)) {
                return step * power;
            }
        }
        return 10 * power;
    }
}
