package org.echoscribe.study.data;

import org.echoscribe.vocabulary.InputSpecification;

/**
 * How one prepared loop lies in the cache: {@code frames} pictures of three planes, one unsigned byte a pixel; then
 * {@code fields} flow fields of two planes (horizontal, vertical), 16-bit fixed point a pixel, {@code -1..1} times 32767.
 * Both in network size. Bytes round the frames by at most 0.002 of full scale, far below speckle; shorts round the flow
 * by less than its own accuracy.
 *
 * @param frames frames kept, from the loop's first
 * @param framePixels rows and columns of a frame
 * @param fields flow fields kept, from the loop's first pair of frames
 * @param flowPixels rows and columns of a field
 */
public record LoopLayout(int frames, int framePixels, int fields, int flowPixels) {

    private static final int RGB = 3;
    private static final int COMPONENTS = 2;

    /** The layout for what this specification prepares; both streams must be there and square. */
    static LoopLayout of(InputSpecification specification) {
        InputSpecification.SpatialInput spatial = specification.spatial().orElseThrow();
        InputSpecification.TemporalInput temporal = specification.temporal().orElseThrow();
        return new LoopLayout(spatial.frames(), spatial.height(), temporal.fields(), temporal.height());
    }

    /** Values of one frame. */
    public int frameSize() {
        return RGB * framePixels * framePixels;
    }

    /** Values of one component of a field. */
    public int planeSize() {
        return flowPixels * flowPixels;
    }

    long flowOffset() {
        // Shorts begin at an even address.
        return ((long) frames * frameSize() + 1) / 2 * 2;
    }

    long loopBytes() {
        return flowOffset() + (long) fields * COMPONENTS * planeSize() * Short.BYTES;
    }

    long frameOffset(int frame) {
        return (long) frame * frameSize();
    }

    long planeOffset(int field, int component) {
        return flowOffset() + ((long) field * COMPONENTS + component) * planeSize() * Short.BYTES;
    }
}
