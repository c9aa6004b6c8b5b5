package org.echoscribe.phantom.anatomy;

/** What scatters sound, and how strongly relative to myocardium. */
public enum Tissue {
    /** Nearly nothing: its few echoes decorrelate from frame to frame and are added as noise. */
    BLOOD(Double.NEGATIVE_INFINITY, 0),
    MYOCARDIUM(0, 0.6),
    /** The thin free walls of the right heart and the atria. */
    THIN_WALL(3, 0.6),
    VESSEL_WALL(7, 0.6),
    PERICARDIUM(11, 0.8),
    LEAFLET(8, 0.45),
    /** Fibrous skeleton at the valve rings. */
    ANNULUS(9, 0.3),
    LIVER(-1, 0),
    /** Fat and muscle around the heart. */
    SURROUNDINGS(-7, 0.2),
    /** Air-filled lung: a bright first line, then haze. */
    LUNG(-13, 0);

    private final double decibels;
    private final double directionality;

    Tissue(double decibels, double directionality) {
        this.decibels = decibels;
        this.directionality = directionality;
    }

    /** Amplitude of its echoes, 1 for myocardium. */
    public double amplitude() {
        return Math.pow(10, decibels / 20);
    }

    /** Share of its echo that is lost where the beam runs along a wall of it, 0 to 1. */
    public double directionality() {
        return directionality;
    }
}
