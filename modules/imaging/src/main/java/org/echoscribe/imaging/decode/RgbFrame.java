package org.echoscribe.imaging.decode;

/**
 * One decoded frame before masking.
 *
 * @param width columns
 * @param height rows
 * @param rgb 8-bit red, green, blue interleaved, row-major
 */
record RgbFrame(int width, int height, byte[] rgb) {}
