package org.echoscribe.study.report;

/** Colours of figures: those of M. Okabe and K. Ito (2008), which colour-blind readers tell apart, and quiet greys. */
final class Palette {

    static final String INK = "#1d2730";
    static final String MUTED = "#5b6770";
    static final String GRID = "#e3e7ea";
    static final String PAPER = "#ffffff";

    private static final String[] SERIES = {
        "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#6b4c9a", "#8a8a00", "#444444"
    };

    private Palette() {}

    /** The colour of the n-th series, from 0; they repeat after nine. */
    static String series(int n) {
        return SERIES[n % SERIES.length];
    }

    /** A colour between white and this one: strength 0 gives white, 1 the colour. */
    static String tint(String colour, double strength) {
        int rgb = Integer.parseInt(colour.substring(1), 16);
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int channel = rgb >> shift & 0xff;
            mixed |= (int) Math.round(255 + (channel - 255) * Math.clamp(strength, 0, 1)) << shift;
        }
        return String.format("#%06x", mixed);
    }
}
