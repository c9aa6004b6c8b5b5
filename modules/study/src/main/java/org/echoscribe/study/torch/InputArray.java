package org.echoscribe.study.torch;

import java.nio.FloatBuffer;

/**
 * Numbers for a network's input.
 *
 * @param values a direct buffer in native order, row-major, from its position to its limit
 * @param shape the sizes of all dimensions, the batch's first
 */
public record InputArray(FloatBuffer values, long... shape) {}
