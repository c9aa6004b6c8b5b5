package org.echoscribe.phantom.anatomy;

/** Which kind of valve: it decides when in the cycle the valve opens. */
public enum ValveKind {
    /** Mitral or tricuspid: opens in diastole. */
    ATRIOVENTRICULAR,
    /** Aortic or pulmonary: opens in systole. */
    SEMILUNAR
}
