package org.echoscribe.phantom.anatomy;

/** A shape filled with one tissue. Regions are painted in order: a later one covers an earlier one. */
public record Region(Shape shape, Tissue tissue) {}
