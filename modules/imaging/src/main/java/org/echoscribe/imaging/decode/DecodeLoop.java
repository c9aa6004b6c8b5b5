package org.echoscribe.imaging.decode;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.echoscribe.dicom.dataset.ByteAccess;
import org.echoscribe.dicom.dataset.DicomFile;
import org.echoscribe.dicom.dataset.DicomFormatException;
import org.echoscribe.imaging.MaskedFrame;
import org.echoscribe.imaging.SampledFrames;
import org.echoscribe.imaging.decode.DecodeResult.Decoded;
import org.echoscribe.imaging.decode.DecodeResult.NotAttempted;
import org.echoscribe.imaging.decode.DecodeResult.Undecodable;
import org.echoscribe.vocabulary.InputSpecification;
import org.echoscribe.vocabulary.Outcome.NotAttemptedReason;

/**
 * A stored object to the masked RGB frames that a network samples, or the reason why there are none.
 *
 * <p>The steps: recognise from the header what is no loop; locate the frames in the pixel data; decode those that the input
 * specification samples, and enough more to see motion; blank what the table of screen masks names; find the ultrasound picture by its motion; black out, crop and
 * square. The result depends on the object and the specification alone, not on threads.
 */
public final class DecodeLoop {
    /** The sector is found in at least this many frames from the start, also for a network that reads fewer. */
    private static final int FRAMES_TO_SEE_MOTION = 10;

    private final DecodeLimits limits;
    private final ScreenMasks screenMasks;
    private final Executor executor;
    private final Supplier<Optional<String>> ffmpegProblem;

    /** Decodes with the default limits, frames side by side on the threads of the machine that have nothing else to do. */
    public DecodeLoop() {
        this(ScreenMasks.none());
    }

    /** As {@link #DecodeLoop()}, and blanks what the site's table names before anything looks at a frame. */
    public DecodeLoop(ScreenMasks screenMasks) {
        this(DecodeLimits.defaults(), screenMasks, ForkJoinPool.commonPool(), FfmpegLibrary::problem);
    }

    /** @param executor lends threads to decode frames side by side; the caller works too */
    public DecodeLoop(DecodeLimits limits, Executor executor) {
        this(limits, executor, FfmpegLibrary::problem);
    }

    DecodeLoop(DecodeLimits limits, Executor executor, Supplier<Optional<String>> ffmpegProblem) {
        this(limits, ScreenMasks.none(), executor, ffmpegProblem);
    }

    private DecodeLoop(
            DecodeLimits limits, ScreenMasks screenMasks, Executor executor, Supplier<Optional<String>> ffmpegProblem) {
        this.limits = limits;
        this.screenMasks = screenMasks;
        this.executor = executor;
        this.ffmpegProblem = ffmpegProblem;
    }

    /**
     * Decodes one object.
     *
     * @throws IOException if the stored bytes cannot be read from where they are; whatever is wrong with the bytes
     *     themselves is a result
     */
    public DecodeResult decode(DicomFile file, InputSpecification specification) throws IOException {
        Optional<NotAttempted> unattemptable = RecogniseLoop.unattemptable(file, specification.minimumFrames());
        if (unattemptable.isPresent()) {
            return unattemptable.get();
        }
        try (ByteAccess source = file.openSource()) {
            ObjectFrames frames = LocateObjectFrames.locate(file, source, limits, ffmpegProblem);
            int total = frames.count();
            Optional<NotAttempted> tooShort = RecogniseLoop.tooShort(total, specification.minimumFrames());
            return tooShort.isPresent() ? tooShort.get() : decode(file, specification, source, frames);
        } catch (UndecodableException e) {
            return new Undecodable(e.getMessage());
        } catch (DicomFormatException e) {
            return new Undecodable("the pixel data is not all there: " + e.getMessage());
        }
    }

    /**
     * The middle frame of a loop with everything outside its ultrasound picture blanked, as for a contact sheet; empty
     * where there is no such picture: a still, a spectrum, an object that cannot be decoded or in which nothing moves.
     *
     * @throws IOException as for {@link #decode}
     */
    public Optional<MaskedFrame> maskedFrame(DicomFile file) throws IOException {
        if (RecogniseLoop.unattemptable(file, 2).isPresent()) {
            return Optional.empty();
        }
        try (ByteAccess source = file.openSource()) {
            ObjectFrames objectFrames = LocateObjectFrames.locate(file, source, limits, ffmpegProblem);
            int total = objectFrames.count();
            if (total < 2) {
                return Optional.empty();
            }
            int seen = Math.min(FRAMES_TO_SEE_MOTION, total);
            int first = (total - seen) / 2;
            int[] around = IntStream.range(first, first + seen).toArray();
            List<RgbFrame> frames = blanked(file, objectFrames, source, around);
            RgbFrame middle = frames.get(total / 2 - first);
            return FindSector.in(frames, UltrasoundRegion.readAll(file.dataSet()), executor)
                    .map(sector -> new MaskedFrame(sector.side(), sector.cut(middle)));
        } catch (UndecodableException | DicomFormatException e) {
            return Optional.empty();
        }
    }

    /** Decodes frames and blanks what the table names for this machine. */
    private List<RgbFrame> blanked(DicomFile file, ObjectFrames objectFrames, ByteAccess source, int[] indices)
            throws IOException, UndecodableException {
        List<RgbFrame> frames = objectFrames.decode(source, indices, limits, executor);
        RgbFrame first = frames.getFirst();
        List<Rectangle> blank = screenMasks.of(file.dataSet(), first.width(), first.height());
        frames.forEach(frame -> blank.forEach(frame::blank));
        return frames;
    }

    private DecodeResult decode(
            DicomFile file, InputSpecification specification, ByteAccess source, ObjectFrames objectFrames)
            throws IOException, UndecodableException {
        int total = objectFrames.count();
        int[] sampled = SampledFrames.distinct(specification, total);
        int[] decoded = IntStream.concat(
                        IntStream.of(sampled), IntStream.range(0, Math.min(FRAMES_TO_SEE_MOTION, total)))
                .sorted()
                .distinct()
                .toArray();
        List<RgbFrame> frames = blanked(file, objectFrames, source, decoded);
        Optional<Sector> sector = FindSector.in(frames, UltrasoundRegion.readAll(file.dataSet()), executor);
        if (sector.isEmpty()) {
            return withoutSector(frames, total);
        }
        List<byte[]> masked = IntStream.of(sampled)
                .mapToObj(index -> sector.get().cut(frames.get(Arrays.binarySearch(decoded, index))))
                .toList();
        int side = sector.get().side();
        RgbFrame first = frames.getFirst();
        return new Decoded(new DecodedLoop(
                side,
                side,
                masked,
                sampled,
                total,
                FrameTime.read(file.dataSet()),
                sector.get().bounds(),
                first.width(),
                first.height()));
    }

    private DecodeResult withoutSector(List<RgbFrame> frames, int total) {
        if (FindSector.isStrip(frames, executor)) {
            return new NotAttempted(
                    NotAttemptedReason.SPECTRAL_OR_M_MODE,
                    "all that moves in the " + total + " frames is a strip of spectral Doppler or M-mode, whatever the"
                            + " header says");
        }
        return new NotAttempted(
                NotAttemptedReason.UNSUPPORTED_IMAGE_TYPE,
                "nothing of the size of an ultrasound picture moves in the " + total
                        + " frames: an empty scan, or a still picture stored as a loop");
    }
}
