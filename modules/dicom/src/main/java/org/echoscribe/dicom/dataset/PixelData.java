package org.echoscribe.dicom.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the pixel data of a file is: located, never loaded. Offsets are bytes from the start of what
 * {@link DicomFile#openSource()} opens.
 */
public sealed interface PixelData {

    /** OB or OW. */
    Vr vr();

    /** Bytes of pixel data that are there, without offset tables and item headers. */
    long length();

    /**
     * Uncompressed pixel data (PS3.5 8.1.1), in the byte order of the file's transfer syntax.
     *
     * @param offset of the first byte
     * @param length in bytes, as far as the file holds them
     */
    record Native(Vr vr, long offset, long length) implements PixelData {}

    /**
     * Compressed pixel data in fragments (PS3.5 A.4).
     *
     * @param basicOffsetTable for each frame, the byte offset of its first fragment's item tag from the first fragment's
     *     item tag (unsigned 32 bits); empty where the file has none
     * @param fragments in file order, without the offset table
     */
    record Encapsulated(Vr vr, List<Long> basicOffsetTable, List<Fragment> fragments) implements PixelData {
        public Encapsulated {
            basicOffsetTable = List.copyOf(basicOffsetTable);
            fragments = List.copyOf(fragments);
        }

        @Override
        public long length() {
            return fragments.stream().mapToLong(Fragment::length).sum();
        }

        /**
         * The fragments of each frame, where the structure alone tells: one fragment per frame, one frame in all, or an
         * offset table that agrees with the fragments. Empty where only the codestreams could tell.
         *
         * @param numberOfFrames as the header declares it, at least 1
         */
        public Optional<List<List<Fragment>>> frames(int numberOfFrames) {
            if (numberOfFrames == fragments.size()) {
                return Optional.of(fragments.stream().map(List::of).toList());
            }
            if (numberOfFrames == 1 && !fragments.isEmpty()) {
                return Optional.of(List.of(fragments));
            }
            return basicOffsetTable.size() == numberOfFrames ? framesByOffsetTable() : Optional.empty();
        }

        private Optional<List<List<Fragment>>> framesByOffsetTable() {
            List<List<Fragment>> frames = new ArrayList<>();
            int next = 0;
            for (int frame = 0; frame < basicOffsetTable.size(); frame++) {
                boolean last = frame + 1 == basicOffsetTable.size();
                int first = next;
                if (first >= fragments.size() || itemOffset(first) != basicOffsetTable.get(frame)) {
                    return Optional.empty();
                }
                next++;
                while (next < fragments.size() && (last || itemOffset(next) < basicOffsetTable.get(frame + 1))) {
                    next++;
                }
                frames.add(fragments.subList(first, next));
            }
            return Optional.of(frames);
        }

        private long itemOffset(int fragment) {
            return fragments.get(fragment).offset() - fragments.get(0).offset();
        }
    }

    /**
     * One fragment's bytes, without its item header.
     *
     * @param offset of the first byte
     * @param length in bytes; odd in some real files
     */
    record Fragment(long offset, long length) {}
}
