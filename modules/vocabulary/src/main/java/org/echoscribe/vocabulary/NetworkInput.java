package org.echoscribe.vocabulary;

import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * One loop, ready for the network.
 *
 * @param frames the spatial stream's input, {@code [frames, 3, height, width]}, 0..1; absent where the network has no
 *     such stream
 * @param flow the temporal stream's input, {@code [chunks, 2 * fieldsPerChunk, height, width]}, -1..1; absent likewise
 * @param framesUsed how many different frames of the loop contributed
 * @param repeatedCyclically true when the loop was shorter than the network's input and was repeated from its start
 */
public record NetworkInput(Optional<Tensor> frames, Optional<Tensor> flow, int framesUsed, boolean repeatedCyclically) {

    /**
     * Float values in native order, row-major.
     *
     * @param values a direct buffer from position 0 to its limit
     * @param shape sizes of the dimensions, outermost first
     */
    public record Tensor(FloatBuffer values, long[] shape) {}
}
