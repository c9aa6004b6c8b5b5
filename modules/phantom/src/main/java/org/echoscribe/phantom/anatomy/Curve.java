package org.echoscribe.phantom.anatomy;

/** What drives a movement over the cardiac cycle; each is 0 at its rest and at most about 1. */
public enum Curve {
    /** Ventricular volume lost: 0 at end of diastole, 1 at end of systole, with early filling, diastasis, atrial kick. */
    VENTRICLE,
    /** Atrial volume lost: low in systole (reservoir), highest after the atrial kick. */
    ATRIUM,
    /** Stretch of the great arteries: rises with ejection, falls through diastole. */
    ARTERY,
    /** Mitral or tricuspid leaflets: 0 closed, 1 open; an E wave, partial closure, an A wave. */
    ATRIOVENTRICULAR_VALVE,
    /** Aortic or pulmonary leaflets: 0 closed, 1 open; a plateau during ejection. */
    SEMILUNAR_VALVE,
    /** Breathing: one slow oscillation, -1 to 1, not tied to the heart beat. */
    RESPIRATION,
    /** Drift of the hand that holds the probe, -1 to 1. */
    PROBE_DRIFT,
    /** The outflow tract moving through the imaging plane, 0 out of it to 1 in it, in time with the long-axis motion. */
    OUTFLOW_IN_PLANE
}
