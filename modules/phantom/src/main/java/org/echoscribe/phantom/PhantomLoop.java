package org.echoscribe.phantom;

import java.io.IOException;
import java.nio.file.Path;
import org.echoscribe.vocabulary.View;

/** One loop of a synthetic study: its true view, and ways to see it. Immutable; rendering is repeatable and thread safe. */
public final class PhantomLoop {

    PhantomLoop() {}

    /** The true view. */
    public View view() {
        throw new UnsupportedOperationException();
    }

    public String sopInstanceUid() {
        throw new UnsupportedOperationException();
    }

    public String studyInstanceUid() {
        throw new UnsupportedOperationException();
    }

    /** Position in the study, from 1. */
    public int instanceNumber() {
        throw new UnsupportedOperationException();
    }

    /** Frames in the loop, 40 to 90. */
    public int frameCount() {
        throw new UnsupportedOperationException();
    }

    /** Milliseconds from one frame to the next (25 to 60 frames a second). */
    public double frameTimeMillis() {
        throw new UnsupportedOperationException();
    }

    public boolean hasColourDoppler() {
        throw new UnsupportedOperationException();
    }

    /** All frames of the 2-D ultrasound region, with whatever the screen shows in its corners. */
    public RenderedLoop renderFrames() {
        return renderFrames(frameCount());
    }

    /** The first {@code maximumFrames} frames (fewer if the loop is shorter): the cheap way to training data. */
    public RenderedLoop renderFrames(int maximumFrames) {
        throw new UnsupportedOperationException("follows " + maximumFrames);
    }

    /** What is truly in the loop, in pixels of {@link #renderFrames()}. */
    public GroundTruth groundTruth() {
        throw new UnsupportedOperationException();
    }

    /** Writes the loop as a DICOM file; a file appears under this name complete or not at all. */
    public void writeDicom(Path file) throws IOException {
        throw new IOException("follows " + file);
    }
}
