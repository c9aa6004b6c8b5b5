package org.echoscribe.imaging;

import org.echoscribe.imaging.decode.DecodedLoop;

/**
 * One frame of a loop with everything outside the ultrasound picture blanked, in a black square: the only kind of picture
 * that leaves the node, because names and numbers may be burned in around the ultrasound.
 *
 * @param side columns and rows, at least 1
 * @param rgb 8-bit red, green, blue interleaved, row-major, {@code 3 * side * side} bytes; not to be modified
 */
public record MaskedFrame(int side, byte[] rgb) {

    public MaskedFrame {
        if (side < 1 || rgb.length != 3L * side * side) {
            throw new IllegalArgumentException(
                    rgb.length + " bytes are not RGB of a square of " + side + " pixels a side");
        }
    }

    /** The middle one of the frames that the network reads. */
    public static MaskedFrame middleOf(DecodedLoop loop) {
        return new MaskedFrame(
                loop.width(), loop.rgbFrames().get(loop.rgbFrames().size() / 2));
    }

    /** The same picture in another size, as for a contact sheet. */
    public MaskedFrame scaledTo(int wanted) {
        return wanted == side
                ? this
                : new MaskedFrame(wanted, new FrameScaling(side, side, wanted, wanted).rgbBytes(rgb));
    }
}
