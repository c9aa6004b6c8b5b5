package org.echoscribe.phantom.anatomy;

/** When something is in the imaging plane. */
public enum Plane {
    ALWAYS,
    /** Only while the outflow tract is, see {@link Curve#OUTFLOW_IN_PLANE}. */
    OUTFLOW,
    /** Only while the outflow tract is not. */
    INSTEAD_OF_OUTFLOW
}
