package org.echoscribe.imaging.decode;

import java.util.Optional;

/**
 * The components of a frame to 8-bit interleaved RGB.
 *
 * <p>YBR_FULL follows the equations of PS3.3 C.7.6.3.1.2 (those of JFIF), rounded to the nearest integer. Samples of more
 * than 8 bits keep their 8 most significant ones.
 */
final class ToRgb {

    private ToRgb() {}

    static byte[] convert(Components frame, ColourModel model, Optional<Palette> palette) throws UndecodableException {
        if (frame.planes().length != model.components()) {
            throw new UndecodableException("a frame holds " + frame.planes().length
                    + " components per pixel, but its colour model " + model + " has " + model.components());
        }
        return switch (model) {
            case MONOCHROME2 -> grey(frame, 0);
            case MONOCHROME1 -> grey(frame, 0xFF);
            case RGB -> rgb(frame);
            case YBR_FULL -> ybrFull(frame);
            case PALETTE_COLOR ->
                palette.orElseThrow(() -> new UndecodableException("Photometric Interpretation (0028,0004) is PALETTE"
                                + " COLOR, but the object carries no palette"))
                        .apply(frame);
        };
    }

    private static byte[] grey(Components frame, int inversion) {
        char[] samples = frame.planes()[0];
        byte[] rgb = new byte[3 * samples.length];
        for (int i = 0; i < samples.length; i++) {
            byte value = (byte) (eightBits(samples[i], frame.bits()) ^ inversion);
            rgb[3 * i] = value;
            rgb[3 * i + 1] = value;
            rgb[3 * i + 2] = value;
        }
        return rgb;
    }

    private static byte[] rgb(Components frame) {
        int pixels = frame.planes()[0].length;
        byte[] rgb = new byte[3 * pixels];
        for (int c = 0; c < 3; c++) {
            char[] plane = frame.planes()[c];
            for (int i = 0; i < pixels; i++) {
                rgb[3 * i + c] = (byte) eightBits(plane[i], frame.bits());
            }
        }
        return rgb;
    }

    private static byte[] ybrFull(Components frame) {
        char[] y = frame.planes()[0];
        char[] cb = frame.planes()[1];
        char[] cr = frame.planes()[2];
        byte[] rgb = new byte[3 * y.length];
        for (int i = 0; i < y.length; i++) {
            int luma = eightBits(y[i], frame.bits());
            double blue = eightBits(cb[i], frame.bits()) - 128.0;
            double red = eightBits(cr[i], frame.bits()) - 128.0;
            rgb[3 * i] = clamp(luma + 1.402 * red);
            rgb[3 * i + 1] = clamp(luma - (0.114 * 1.772 / 0.587) * blue - (0.299 * 1.402 / 0.587) * red);
            rgb[3 * i + 2] = clamp(luma + 1.772 * blue);
        }
        return rgb;
    }

    private static int eightBits(char sample, int bits) {
        int scaled = bits > 8 ? sample >> (bits - 8) : bits == 8 ? sample : sample * 255 / ((1 << bits) - 1);
        return Math.min(scaled, 255);
    }

    private static byte clamp(double value) {
        return (byte) Math.clamp((long) Math.floor(value + 0.5), 0, 255);
    }
}
