package org.echoscribe.phantom;

import java.io.IOException;
import java.nio.file.Path;
import org.echoscribe.phantom.PhantomStudy.SyntheticIdentity;
import org.echoscribe.phantom.rendering.LoopRenderer.Raster;
import org.echoscribe.vocabulary.View;

/**
 * One loop of a synthetic study: its true view, and ways to see it. Immutable; rendering is repeatable, and any number
 * of threads may do it.
 */
public final class PhantomLoop {

    private final SyntheticIdentity identity;
    private final int instanceNumber;
    private final LoopPlan plan;

    PhantomLoop(SyntheticIdentity identity, int instanceNumber, LoopPlan plan) {
        this.identity = identity;
        this.instanceNumber = instanceNumber;
        this.plan = plan;
    }

    /** The true view. */
    public View view() {
        return plan.view();
    }

    public String sopInstanceUid() {
        return identity.sopInstanceUid(instanceNumber);
    }

    public String studyInstanceUid() {
        return identity.studyInstanceUid();
    }

    public String seriesInstanceUid() {
        return identity.seriesInstanceUid();
    }

    /** Position in the study, from 1. */
    public int instanceNumber() {
        return instanceNumber;
    }

    /** Frames in the loop, 40 to 90. */
    public int frameCount() {
        return plan.frames();
    }

    /** Milliseconds from one frame to the next (25 to 60 frames a second). */
    public double frameTimeMillis() {
        return plan.frameTimeMillis();
    }

    public boolean hasColourDoppler() {
        return plan.colourDoppler();
    }

    /** All frames of the 2-D ultrasound region; everything outside the fan is black. */
    public RenderedLoop renderFrames() {
        return renderFrames(frameCount());
    }

    /** The first {@code maximumFrames} frames (fewer if the loop is shorter): the cheap way to training data. */
    public RenderedLoop renderFrames(int maximumFrames) {
        Raster raster = plan.region().raster();
        int count = Math.min(maximumFrames, plan.frames());
        byte[] black = new byte[3 * raster.width() * raster.height()];
        return new RenderedLoop(raster.width(), raster.height(), plan.render(black, count), plan.frameTimeMillis());
    }

    /** What is truly in the loop, in pixels of {@link #renderFrames()}. */
    public GroundTruth groundTruth() {
        return new ObserveTruth(plan).observe();
    }

    /** Writes the loop as a DICOM file; a file appears under this name complete or not at all. */
    public void writeDicom(Path file) throws IOException {
        throw new IOException("follows " + file);
    }
}
