package org.echoscribe.study.torch;

import java.nio.FloatBuffer;

/**
 * Numbers for a network's input.
 *
 * @param values row-major, from its position to its limit; direct in native order, or on the heap
 * @param shape the sizes of all dimensions, the batch's first
 */
public record InputArray(FloatBuffer values, long... shape) {}
