package org.echoscribe.vocabulary;

import java.util.Optional;

/**
 * What a network reads, and how a loop becomes that. It travels inside the model bundle, so training and service cannot
 * drift apart.
 *
 * @param spatial the frames that the spatial stream reads; absent for a network without that stream
 * @param temporal the optical flow that the temporal stream reads; absent for a network without that stream
 * @param minimumFrames loops with fewer frames are not attempted
 */
public record InputSpecification(Optional<SpatialInput> spatial, Optional<TemporalInput> temporal, int minimumFrames) {

    /**
     * RGB frames scaled to 0..1, shape {@code [frames, 3, height, width]}.
     *
     * @param frames how many frames, 20 in the paper's time-distributed network
     * @param sampling which frames of the loop
     * @param height network input rows
     * @param width network input columns
     */
    public record SpatialInput(int frames, FrameSampling sampling, int height, int width) {}

    /** Which frames of a loop the spatial stream reads. */
    public enum FrameSampling {
        /** The first n frames, one after the other. */
        FIRST,
        /** n frames at equal distances from the first to the last of the first 40. */
        LINEARLY_SPACED
    }

    /**
     * Optical flow between consecutive frames of the first {@code chunks * fieldsPerChunk + 1}, shape
     * {@code [chunks, 2 * fieldsPerChunk, height, width]}: the horizontal components of a chunk's fields first, then the
     * vertical ones. Flow is clipped to {@code +-boundPixels} and divided by it, giving -1..1.
     *
     * @param chunks 4 in the paper
     * @param fieldsPerChunk 10 in the paper
     * @param height flow field rows; frames are resized to this before the flow is computed
     * @param width flow field columns
     * @param boundPixels the clipping bound in pixels of the resized frame per frame interval
     * @param flow the algorithm's parameters
     */
    public record TemporalInput(
            int chunks, int fieldsPerChunk, int height, int width, float boundPixels, TvL1Parameters flow) {
        /** How many flow fields are computed: one more frame than this is read. */
        public int fields() {
            return chunks * fieldsPerChunk;
        }
    }

    /**
     * Parameters of the dual TV-L1 optical flow (Zach, Pock, Bischof 2007), named as OpenCV names them.
     *
     * @param tau time step of the numerical scheme
     * @param lambda weight of the data term
     * @param theta tightness of the coupling between both sub-problems
     * @param scales most pyramid levels
     * @param warps warps per level
     * @param epsilon stopping threshold on the mean squared update
     * @param innerIterations most dual updates per outer iteration
     * @param outerIterations most outer iterations per warp
     * @param scaleStep ratio of sizes between pyramid levels
     * @param medianFiltering width of the median filter, 1 for none
     */
    public record TvL1Parameters(
            float tau,
            float lambda,
            float theta,
            int scales,
            int warps,
            float epsilon,
            int innerIterations,
            int outerIterations,
            float scaleStep,
            int medianFiltering) {

        /** The defaults of OpenCV's {@code createOptFlow_DualTVL1}, which the paper's tool used. */
        public static TvL1Parameters defaults() {
            return new TvL1Parameters(0.25f, 0.15f, 0.3f, 5, 5, 0.01f, 30, 10, 0.8f, 5);
        }
    }
}
