package org.echoscribe.dicom.dataset;

/**
 * What a data set may cost to read. Each bound is checked before the memory is taken, so a hostile file ends in a
 * {@link DicomFormatException} instead of an exhausted heap or stack.
 *
 * @param maxDepth how deep sequences may nest (levels); default 64, real reports stay below 12
 * @param maxElements how many elements and items together one file may have; default 500,000
 * @param maxValueBytes the largest value that is loaded (bytes); larger ones are left in the file as
 *     {@link Element.Located}; default 4 MiB
 * @param maxLoadedBytes how many bytes of values are loaded in all; beyond it, values are left in the file; default 64 MiB
 * @param maxFragments how many fragments of pixel data are located; default 1,000,000
 * @param maxInflatedBytes how large a deflated data set may become (bytes); default 256 MiB
 */
public record ReadLimits(
        int maxDepth, int maxElements, int maxValueBytes, long maxLoadedBytes, int maxFragments, int maxInflatedBytes) {

    public static final ReadLimits DEFAULT = new ReadLimits(64, 500_000, 4 << 20, 64L << 20, 1_000_000, 256 << 20);

    /**
     * For headers that many threads read at once, or that are kept: what is larger than a description ever is stays in the
     * file.
     */
    public static final ReadLimits HEADER = new ReadLimits(64, 500_000, 64 << 10, 1L << 20, 1_000_000, 256 << 20);

    public ReadLimits {
        if (maxDepth < 1
                || maxElements < 1
                || maxValueBytes < 1024
                || maxLoadedBytes < maxValueBytes
                || maxFragments < 1
                || maxInflatedBytes < 1024) {
            throw new IllegalArgumentException(
                    "Read limits must be positive, with at least 1,024 bytes a value and no less in all");
        }
    }
}
