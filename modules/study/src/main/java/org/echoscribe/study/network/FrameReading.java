package org.echoscribe.study.network;

import org.echoscribe.vocabulary.InputSpecification.FrameSampling;

/** How the networks of the paper read the frames of a loop. */
public enum FrameReading {
    /** Five linearly spaced frames, each judged by itself; the modal answer counts. */
    VOTES(5, FrameSampling.LINEARLY_SPACED),
    /** The first 20 frames, each to a vector, and the vectors in their order. */
    SERIES(20, FrameSampling.FIRST),
    /** The first 20 frames as one volume. */
    CLIP(20, FrameSampling.FIRST);

    private final int frames;
    private final FrameSampling sampling;

    FrameReading(int frames, FrameSampling sampling) {
        this.frames = frames;
        this.sampling = sampling;
    }

    /** How many frames of a loop. */
    public int frames() {
        return frames;
    }

    /** Which frames. */
    public FrameSampling sampling() {
        return sampling;
    }
}
