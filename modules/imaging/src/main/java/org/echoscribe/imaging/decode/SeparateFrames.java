package org.echoscribe.imaging.decode;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import org.echoscribe.dicom.dataset.ByteAccess;

/**
 * Frames of which each is decoded without the others.
 *
 * @param stored where the bytes of each frame lie
 * @param decoder what turns them into RGB
 */
record SeparateFrames(StoredFrames stored, FrameDecoder decoder) implements ObjectFrames {

    @Override
    public int count() {
        return stored.count();
    }

    @Override
    public List<RgbFrame> decode(ByteAccess source, int[] indices, DecodeLimits limits, Executor executor)
            throws IOException, UndecodableException {
        return new DecodeFrames(limits, executor).decode(this, source, indices);
    }
}
