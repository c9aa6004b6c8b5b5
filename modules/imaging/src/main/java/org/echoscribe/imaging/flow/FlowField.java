package org.echoscribe.imaging.flow;

/**
 * Where each pixel of a frame went in the next: the pixel at (x, y) is found at {@code (x + horizontal, y + vertical)}.
 *
 * @param width columns
 * @param height rows
 * @param horizontal row-major displacements in pixels, positive to the right
 * @param vertical row-major displacements in pixels, positive downwards
 */
public record FlowField(int width, int height, float[] horizontal, float[] vertical) {}
