package org.echoscribe.imaging.decode;

import java.io.IOException;
import java.util.List;
import org.echoscribe.dicom.dataset.ByteAccess;
import org.echoscribe.dicom.dataset.PixelData.Fragment;

/** Where the bytes of each frame lie in the stored object. */
sealed interface StoredFrames {

    /** How many whole frames the object holds. */
    int count();

    /** The bytes of one frame, its fragments joined. */
    byte[] read(ByteAccess source, int frame) throws IOException, UndecodableException;

    /**
     * Uncompressed frames, one behind the other.
     *
     * @param offset of the first frame's first byte
     * @param frameBytes bytes of each frame
     */
    record Contiguous(long offset, int frameBytes, int count) implements StoredFrames {
        @Override
        public byte[] read(ByteAccess source, int frame) throws IOException {
            return source.read(offset + (long) frame * frameBytes, frameBytes);
        }
    }

    /** Compressed frames of one or more fragments each. */
    record Fragmented(List<List<Fragment>> frames, long maxFrameBytes) implements StoredFrames {
        @Override
        public int count() {
            return frames.size();
        }

        @Override
        public byte[] read(ByteAccess source, int frame) throws IOException, UndecodableException {
            List<Fragment> fragments = frames.get(frame);
            long length = fragments.stream().mapToLong(Fragment::length).sum();
            if (length == 0) {
                throw new UndecodableException("frame " + (frame + 1) + " is empty: its fragment has no bytes");
            }
            if (length > maxFrameBytes) {
                throw new UndecodableException("frame " + (frame + 1) + " has " + length
                        + " compressed bytes, above the limit of " + maxFrameBytes);
            }
            byte[] joined = new byte[(int) length];
            int at = 0;
            for (Fragment fragment : fragments) {
                byte[] piece = source.read(fragment.offset(), (int) fragment.length());
                System.arraycopy(piece, 0, joined, at, piece.length);
                at += piece.length;
            }
            return joined;
        }
    }
}
