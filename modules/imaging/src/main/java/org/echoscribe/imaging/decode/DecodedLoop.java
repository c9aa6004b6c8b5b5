package org.echoscribe.imaging.decode;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The frames of one loop that the network samples, masked, cropped and padded to a square.
 *
 * <p>Every pixel that is not part of the two-dimensional ultrasound picture is black, so that nothing burned in around
 * it (names, labels, an ECG trace) can influence a label. The picture's bounding box is cut out, so that its scale does
 * not depend on the vendor's screen layout, and centred in a black square, so that resizing to a network's square input
 * keeps its proportions. Width and height are therefore equal.
 *
 * @param width columns of each frame
 * @param height rows of each frame, equal to {@code width}
 * @param rgbFrames one array per distinct frame, ascending in time: 8-bit red, green, blue interleaved, row-major,
 *     {@code 3 * width * height} bytes; not to be modified
 * @param sourceFrameIndices which frame of the stored loop each of {@code rgbFrames} is, counted from 0, ascending
 * @param totalFrames how many frames the stored object holds
 * @param frameTime the time from one frame to the next, where the header tells it
 * @param crop where in the stored picture the bounding box of the ultrasound picture lies
 * @param sourceWidth columns of the stored picture
 * @param sourceHeight rows of the stored picture
 */
public record DecodedLoop(
        int width,
        int height,
        List<byte[]> rgbFrames,
        int[] sourceFrameIndices,
        int totalFrames,
        Optional<Duration> frameTime,
        Rectangle crop,
        int sourceWidth,
        int sourceHeight) {

    public DecodedLoop {
        rgbFrames = List.copyOf(rgbFrames);
        if (rgbFrames.size() != sourceFrameIndices.length) {
            throw new IllegalArgumentException(
                    rgbFrames.size() + " frames with " + sourceFrameIndices.length + " source indices");
        }
        for (byte[] frame : rgbFrames) {
            if (frame.length != 3L * width * height) {
                throw new IllegalArgumentException(
                        "a frame of " + frame.length + " bytes is not RGB of " + width + " x " + height + " pixels");
            }
        }
        for (int i = 1; i < sourceFrameIndices.length; i++) {
            if (sourceFrameIndices[i] <= sourceFrameIndices[i - 1]) {
                throw new IllegalArgumentException("source frame indices are not ascending");
            }
        }
    }
}
