package org.echoscribe.imaging.decode;

/**
 * The samples of one decoded frame, one plane per component.
 *
 * @param width columns
 * @param height rows
 * @param bits how many bits of a sample carry its value, 1 to 16; samples are unsigned and below {@code 1 << bits}
 * @param planes per component {@code width * height} samples, row-major
 */
record Components(int width, int height, int bits, char[][] planes) {}
