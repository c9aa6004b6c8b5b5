package org.echoscribe.imaging.decode;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import org.echoscribe.dicom.dataset.ByteAccess;

/** The frames of one object before masking. */
sealed interface ObjectFrames permits SeparateFrames, VideoFrames {

    /** How many frames the object holds, as its pixel data shows. */
    int count();

    /**
     * Decodes chosen frames, and of the others only what these depend on.
     *
     * @param source what the frames were located in
     * @param indices ascending, distinct, counted from 0, all below {@link #count}; at least one
     * @param executor lends threads where frames can be decoded side by side
     * @return the frames in the order of {@code indices}, all of one size
     */
    List<RgbFrame> decode(ByteAccess source, int[] indices, DecodeLimits limits, Executor executor)
            throws IOException, UndecodableException;
}
