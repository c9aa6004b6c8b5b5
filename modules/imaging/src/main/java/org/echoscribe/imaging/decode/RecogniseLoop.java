package org.echoscribe.imaging.decode;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DicomFile;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.imaging.decode.DecodeResult.NotAttempted;
import org.echoscribe.vocabulary.Outcome.NotAttemptedReason;

/** Recognises, from the header alone, what is no two-dimensional ultrasound loop. */
public final class RecogniseLoop {
    private static final Set<String> MULTI_FRAME_CLASSES =
            Set.of(Uids.UltrasoundMultiFrameImageStorage, Uids.UltrasoundMultiFrameImageStorageRetired);
    private static final Set<String> SINGLE_FRAME_CLASSES =
            Set.of(Uids.UltrasoundImageStorage, Uids.UltrasoundImageStorageRetired);

    /** What is written there where no contrast was given. */
    private static final Set<String> NO_CONTRAST = Set.of("", "NO", "NONE", "N", "NO CONTRAST", "WITHOUT");

    private RecogniseLoop() {}

    /** Why no object of this SOP class is a loop that a network reads; empty if one may be. */
    public static Optional<NotAttempted> unattemptable(String sopClassUid) {
        return MULTI_FRAME_CLASSES.contains(sopClassUid) || SINGLE_FRAME_CLASSES.contains(sopClassUid)
                ? Optional.empty()
                : unsupported("objects of this SOP class are stored, but hold no two-dimensional ultrasound loop");
    }

    /** Why the object is no loop that a network reads; empty if it may be one. */
    static Optional<NotAttempted> unattemptable(DicomFile file, int minimumFrames) {
        Attributes header = file.dataSet();
        Optional<String> sopClass = header.string(Tag.SOPClassUID);
        if (sopClass.isEmpty()) {
            return unsupported("the object names no SOP Class UID (0008,0016), so nothing says that it is ultrasound");
        }
        Optional<NotAttempted> otherClass = unattemptable(sopClass.get());
        if (otherClass.isPresent()) {
            return otherClass;
        }
        boolean multiFrame = MULTI_FRAME_CLASSES.contains(sopClass.get());
        if (file.pixelData().isEmpty()) {
            return unsupported("the object holds no Pixel Data (7FE0,0010); its private raw data is not read");
        }
        if (isVolume(header)) {
            return unsupported(
                    "Presentation Intent Type (0008,0068) marks the object as data for processing, a volume");
        }
        if (hasContrast(header)) {
            return unsupported(
                    "Contrast/Bolus Agent (0018,0010) names a contrast agent; the views of such loops are not told");
        }
        OptionalInt frames = declaredFrames(header);
        if (frames.isPresent() && frames.getAsInt() == 1 || !multiFrame && !header.containsValue(Tag.NumberOfFrames)) {
            return Optional.of(singleFrame());
        }
        if (isSpectralOrMModeAlone(header)) {
            return Optional.of(new NotAttempted(
                    NotAttemptedReason.SPECTRAL_OR_M_MODE,
                    "every ultrasound region of the picture is spectral Doppler or M-mode, none is two-dimensional"));
        }
        if (frames.isPresent() && frames.getAsInt() < minimumFrames) {
            return Optional.of(tooFewFrames(frames.getAsInt(), minimumFrames));
        }
        return Optional.empty();
    }

    /** Number of Frames (0028,0008) where it is a usable number; it may still be wrong. */
    static OptionalInt declaredFrames(Attributes header) {
        OptionalInt frames = header.integer(Tag.NumberOfFrames);
        return frames.isPresent() && frames.getAsInt() >= 1 ? frames : OptionalInt.empty();
    }

    /** Why a loop of so few frames, which the pixel data proved, is not attempted; empty if there are enough. */
    static Optional<NotAttempted> tooShort(int frames, int minimumFrames) {
        if (frames == 1) {
            return Optional.of(singleFrame());
        }
        return frames < minimumFrames ? Optional.of(tooFewFrames(frames, minimumFrames)) : Optional.empty();
    }

    private static NotAttempted singleFrame() {
        return new NotAttempted(
                NotAttemptedReason.SINGLE_FRAME, "the object is a still picture; views are told from loops");
    }

    private static NotAttempted tooFewFrames(int frames, int minimumFrames) {
        return new NotAttempted(
                NotAttemptedReason.TOO_FEW_FRAMES,
                "the loop has " + frames + " frames, the network needs at least " + minimumFrames);
    }

    private static Optional<NotAttempted> unsupported(String detail) {
        return Optional.of(new NotAttempted(NotAttemptedReason.UNSUPPORTED_IMAGE_TYPE, detail));
    }

    private static boolean isVolume(Attributes header) {
        return header.string(Tag.PresentationIntentType)
                .map(value -> value.toUpperCase(Locale.ROOT).equals("FOR PROCESSING"))
                .orElse(false);
    }

    private static boolean hasContrast(Attributes header) {
        boolean named = header.string(Tag.ContrastBolusAgent)
                .map(value -> !NO_CONTRAST.contains(value.strip().toUpperCase(Locale.ROOT)))
                .orElse(false);
        return named || !header.items(Tag.ContrastBolusAgentSequence).isEmpty();
    }

    private static boolean isSpectralOrMModeAlone(Attributes header) {
        List<UltrasoundRegion> regions = UltrasoundRegion.readAll(header);
        return regions.stream().anyMatch(UltrasoundRegion::isSpectralOrMMode)
                && regions.stream().noneMatch(UltrasoundRegion::isTwoDimensional);
    }
}
