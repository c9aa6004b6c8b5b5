package org.echoscribe.imaging.decode;

/**
 * Bounds that an object must keep before memory is taken for its pixels.
 *
 * @param maxColumns most columns of a frame
 * @param maxRows most rows of a frame
 * @param maxPixelsPerFrame most pixels of a frame
 * @param maxFrames most frames that a header may declare
 * @param maxDecodedBytes most bytes for all the decoded RGB frames of one loop together
 * @param maxFragments most fragments of encapsulated pixel data
 */
public record DecodeLimits(
        int maxColumns, int maxRows, long maxPixelsPerFrame, int maxFrames, long maxDecodedBytes, int maxFragments) {

    /** Far above any ultrasound cart of today, far below what would exhaust a small node. */
    public static DecodeLimits defaults() {
        return new DecodeLimits(8192, 8192, 8L << 20, 100_000, 512L << 20, 1_000_000);
    }
}
