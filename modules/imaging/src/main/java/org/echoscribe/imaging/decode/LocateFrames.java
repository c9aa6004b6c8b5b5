package org.echoscribe.imaging.decode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.echoscribe.dicom.dataset.ByteAccess;
import org.echoscribe.dicom.dataset.PixelData;
import org.echoscribe.dicom.dataset.PixelData.Fragment;

/**
 * Finds the frames of an object in its pixel data.
 *
 * <p>Number of Frames (0028,0008) and the Basic Offset Table are both wrong, absent or garbage in some real files, so each is
 * believed only where the pixel data confirms it. In order: as many fragments as frames; one frame of all fragments; an
 * offset table whose every entry is the start of an item; otherwise the fragments that begin a codestream each begin a
 * frame, and what they say is the number of frames.
 */
final class LocateFrames {
    private static final int JPEG_START = 0xFFD8FF;
    private static final int JPEG_2000_START = 0xFF4FFF51;
    private static final int JPEG_XL_START = 0xFF0A;
    /** The length of the first box, which holds the signature of a JPEG XL container or a JP2 file. */
    private static final int CONTAINER_START = 0x0000000C;

    private final ByteAccess source;
    private final DecodeLimits limits;

    LocateFrames(ByteAccess source, DecodeLimits limits) {
        this.source = source;
        this.limits = limits;
    }

    /**
     * Uncompressed frames.
     *
     * @param declaredFrames the usable value of Number of Frames, if it has one
     */
    StoredFrames contiguous(PixelData.Native pixels, long frameBytes, OptionalInt declaredFrames)
            throws UndecodableException {
        long held = pixels.length() / frameBytes;
        if (held == 0 || frameBytes > Integer.MAX_VALUE) {
            throw new UndecodableException(
                    "the pixel data holds %d bytes, but one frame takes %d; send the object again"
                            .formatted(pixels.length(), frameBytes));
        }
        long count = Math.min(held, declaredFrames.orElse(Integer.MAX_VALUE));
        limits.requireFrames(count);
        return new StoredFrames.Contiguous(pixels.offset(), (int) frameBytes, (int) count);
    }

    /** RLE compressed frames: always one fragment each (PS3.5 A.4.2). */
    StoredFrames runLength(PixelData.Encapsulated pixels, OptionalInt declaredFrames) throws UndecodableException {
        requireFragments(pixels);
        List<List<Fragment>> frames = declaredFrames.isPresent()
                ? pixels.frames(declaredFrames.getAsInt()).orElseGet(() -> oneFragmentEach(pixels))
                : oneFragmentEach(pixels);
        return fragmented(frames);
    }

    /** Frames that are JPEG, JPEG-LS, JPEG 2000 or JPEG XL codestreams. */
    StoredFrames codestreams(PixelData.Encapsulated pixels, OptionalInt declaredFrames)
            throws IOException, UndecodableException {
        requireFragments(pixels);
        if (declaredFrames.isPresent()) {
            Optional<List<List<Fragment>>> byStructure = pixels.frames(declaredFrames.getAsInt());
            if (byStructure.isPresent() && beginCodestreams(byStructure.get())) {
                return fragmented(byStructure.get());
            }
        }
        return fragmented(byCodestreamStarts(pixels.fragments()));
    }

    private StoredFrames fragmented(List<List<Fragment>> frames) throws UndecodableException {
        limits.requireFrames(frames.size());
        return new StoredFrames.Fragmented(frames, Math.min(limits.maxDecodedBytes(), Integer.MAX_VALUE - 64));
    }

    private static void requireFragments(PixelData.Encapsulated pixels) throws UndecodableException {
        if (pixels.fragments().isEmpty()) {
            throw new UndecodableException(
                    "the pixel data is encapsulated but holds no fragment; send the object again");
        }
    }

    private static List<List<Fragment>> oneFragmentEach(PixelData.Encapsulated pixels) {
        return pixels.fragments().stream().map(List::of).toList();
    }

    /** True if no frame but an empty one begins with anything else than a codestream. */
    private boolean beginCodestreams(List<List<Fragment>> frames) throws IOException {
        for (List<Fragment> frame : frames) {
            if (frame.getFirst().length() > 0 && !beginsCodestream(frame.getFirst())) {
                return false;
            }
        }
        return true;
    }

    private List<List<Fragment>> byCodestreamStarts(List<Fragment> fragments) throws IOException, UndecodableException {
        List<List<Fragment>> frames = new ArrayList<>();
        for (Fragment fragment : fragments) {
            if (beginsCodestream(fragment)) {
                frames.add(new ArrayList<>());
            }
            if (!frames.isEmpty()) {
                frames.getLast().add(fragment);
            } else if (fragment.length() > 0) {
                throw new UndecodableException(
                        "the first fragment of the pixel data begins no JPEG, JPEG-LS, JPEG 2000 or JPEG XL codestream");
            }
        }
        if (frames.isEmpty()) {
            throw new UndecodableException("every fragment of the pixel data is empty; send the object again");
        }
        return frames;
    }

    private boolean beginsCodestream(Fragment fragment) throws IOException {
        if (fragment.length() < 4) {
            return false;
        }
        int start = ByteBuffer.wrap(source.read(fragment.offset(), 4)).getInt();
        return start >>> 8 == JPEG_START
                || start == JPEG_2000_START
                || start >>> 16 == JPEG_XL_START
                || start == CONTAINER_START;
    }
}
