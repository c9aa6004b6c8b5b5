package org.echoscribe.phantom;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.echoscribe.phantom.PhantomStudy.SyntheticIdentity;
import org.echoscribe.phantom.rendering.LoopRenderer.Raster;
import org.echoscribe.phantom.rendering.ScanConverter;
import org.echoscribe.phantom.screen.DrawScreen;
import org.echoscribe.phantom.screen.ScreenLayout;
import org.echoscribe.phantom.study.LoopObject;
import org.echoscribe.phantom.study.PixelStorage;
import org.echoscribe.phantom.study.Vendor;
import org.echoscribe.phantom.study.WriteLoop;
import org.echoscribe.vocabulary.View;

/**
 * One loop of a synthetic study: its true view, and ways to see it. Immutable; rendering is repeatable, and any number
 * of threads may do it.
 */
public final class PhantomLoop {

    /** Keeps the draws for the screen apart from those for the fan. */
    private static final long SCREEN = 0x5C4EE4L;

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

    /** Frames in the loop, 40 to 90; from the randomised domain 10 to 90. */
    public int frameCount() {
        return plan.frames();
    }

    /** Milliseconds from one frame to the next (25 to 60 frames a second; from the randomised domain 10 to 80). */
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

    private PixelStorage storage(SplittableRandom random) {
        boolean jpeg = random.nextDouble() >= plan.study().uncompressedShare();
        boolean colour = hasColourDoppler()
                || plan.study().machine().tint() != 0
                || random.nextDouble() >= plan.study().monochromeShare();
        if (jpeg) {
            return colour ? PixelStorage.JPEG_COLOUR : PixelStorage.JPEG_MONOCHROME;
        }
        return colour ? PixelStorage.UNCOMPRESSED_COLOUR : PixelStorage.UNCOMPRESSED_MONOCHROME;
    }

    private List<String> settings() {
        return List.of(
                String.format(Locale.ROOT, "%.0f FPS", 1000 / plan.frameTimeMillis()),
                String.format(Locale.ROOT, "%.1f CM", plan.sector().depthCm()),
                String.format(Locale.ROOT, "DR %.0f", plan.study().machine().dynamicRangeDecibels()),
                String.format(Locale.ROOT, "HR %.0f", plan.cycle().heartRate()),
                hasColourDoppler() ? "CF 62 CM/S" : "2D");
    }

    private LoopObject object(PixelStorage storage, float jpegQuality) {
        return new LoopObject(
                identity.patientName(),
                identity.patientId(),
                "SYNTHETIC phantom loops"
                        + (identity.domain() == PhantomDomain.USUAL
                                ? ""
                                : ", " + identity.domain().words()),
                identity.index() + 1,
                studyInstanceUid(),
                seriesInstanceUid(),
                sopInstanceUid(),
                instanceNumber,
                Vendor.values()[plan.study().vendor()],
                plan.study().layout(),
                plan.region(),
                plan.sector(),
                plan.frames(),
                plan.frameTimeMillis(),
                plan.cycle().heartRate(),
                hasColourDoppler(),
                storage,
                jpegQuality);
    }

    /** Writes the loop as a DICOM file; a file appears under this name complete or not at all. */
    public void writeDicom(Path file) throws IOException {
        ScreenLayout layout = plan.study().layout();
        Raster raster = plan.region().raster();
        SplittableRandom random = new SplittableRandom(plan.renderingSeed() ^ SCREEN);
        PixelStorage storage = storage(random);
        DrawScreen screen = new DrawScreen(
                layout,
                plan.region(),
                plan.sector(),
                "SYNTHETIC  " + identity.patientId(),
                settings(),
                hasColourDoppler());
        byte[] black = new byte[3 * raster.width() * raster.height()];
        List<byte[]> pictures = screen.pictures(
                plan.render(black, plan.frames()),
                ScanConverter.fanPixels(plan.sector(), raster),
                plan.cycle(),
                plan.frameTimeMillis() / 1000,
                random);
        WriteLoop.write(file, object(storage, 0.72f + 0.2f * random.nextFloat()), pictures);
    }
}
