package org.echoscribe.phantom.anatomy;

/** An anatomy and how the probe sees it. */
public record Scene(Anatomy anatomy, Placement placement) {}
