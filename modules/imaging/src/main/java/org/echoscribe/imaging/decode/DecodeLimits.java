package org.echoscribe.imaging.decode;

/**
 * Bounds that an object must keep before memory is taken for its pixels.
 *
 * @param maxColumns most columns of a frame
 * @param maxRows most rows of a frame
 * @param maxPixelsPerFrame most pixels of a frame
 * @param maxFrames most frames of a loop
 * @param maxDecodedBytes most bytes for all the decoded RGB frames of one loop together
 */
public record DecodeLimits(int maxColumns, int maxRows, long maxPixelsPerFrame, int maxFrames, long maxDecodedBytes) {

    /** Above any ultrasound cart of today (41 frames of 1920 x 1080 pixels), below what would exhaust a small node. */
    public static DecodeLimits defaults() {
        return new DecodeLimits(8192, 8192, 8L << 20, 100_000, 256L << 20);
    }

    void requireSize(int columns, int rows) throws UndecodableException {
        if (columns > maxColumns || rows > maxRows || (long) columns * rows > maxPixelsPerFrame) {
            throw new UndecodableException(
                    "frames of %d x %d pixels exceed the limit of %d x %d and %d pixels in all; raise it if they are real"
                            .formatted(columns, rows, maxColumns, maxRows, maxPixelsPerFrame));
        }
    }

    void requireFrames(long frames) throws UndecodableException {
        if (frames > maxFrames) {
            throw new UndecodableException(
                    "%d frames exceed the limit of %d; raise it if they are real".formatted(frames, maxFrames));
        }
    }

    void requireMemory(int columns, int rows, int frames) throws UndecodableException {
        long bytes = 3L * columns * rows * frames;
        if (bytes > maxDecodedBytes) {
            throw new UndecodableException(
                    "%d frames of %d x %d pixels take %d bytes decoded, above the limit of %d; raise it if they are real"
                            .formatted(frames, columns, rows, bytes, maxDecodedBytes));
        }
    }
}
