package org.echoscribe.study.data;

import java.util.List;

/**
 * What trained backbones make of some loops, computed once: training a head on it takes seconds.
 *
 * @param loops the loops' indices in the prepared cache
 * @param labels the right class of each
 * @param frames how many frame vectors each loop has
 * @param windowStarts the first flow field of each chunk vector
 * @param spatial by loop: frame vectors one after another
 * @param temporal by loop: chunk vectors one after another
 * @param variants how many differently augmented copies of the loops follow one another; 1 for evaluation
 * @param startAnywhere whether a head may learn from frames and chunks of any part of the loop
 */
public record LoopVectors(
        int[] loops,
        int[] labels,
        int frames,
        int[] windowStarts,
        List<float[]> spatial,
        List<float[]> temporal,
        int variants,
        boolean startAnywhere) {

    /** Items: loops times variants. */
    public int size() {
        return spatial.size();
    }

    /** Length of a frame's vector. */
    public int spatialFeatures() {
        return spatial.getFirst().length / frames;
    }

    /** Length of a chunk's vector. */
    public int temporalFeatures() {
        return temporal.getFirst().length / windowStarts.length;
    }
}
