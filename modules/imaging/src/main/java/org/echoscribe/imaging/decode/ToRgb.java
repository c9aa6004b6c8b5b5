package org.echoscribe.imaging.decode;

import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The components of a frame to 8-bit interleaved RGB.
 *
 * <p>YBR_FULL follows the equations of PS3.3 C.7.6.3.1.2 (those of JFIF), rounded to the nearest integer. Samples of more
 * than 8 bits keep their 8 most significant ones.
 */
final class ToRgb {

    private static final double[] RED_OF_RED = perDifference(1.402);
    private static final double[] GREEN_OF_BLUE = perDifference(0.114 * 1.772 / 0.587);
    private static final double[] GREEN_OF_RED = perDifference(0.299 * 1.402 / 0.587);
    private static final double[] BLUE_OF_BLUE = perDifference(1.772);

    /**
     * By the bits of a sample, 1 to 16, its 8-bit level. There is an entry for every char, so that no sample lies outside,
     * however wrong its declared bits are.
     */
    private static final byte[][] LEVELS =
            IntStream.rangeClosed(0, Character.SIZE).mapToObj(ToRgb::eightBits).toArray(byte[][]::new);

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
            case YBR_FULL -> frame.bits() > Byte.SIZE ? deepYbrFull(frame) : ybrFull(frame);
            case PALETTE_COLOR ->
                palette.orElseThrow(() -> new UndecodableException("Photometric Interpretation (0028,0004) is PALETTE"
                                + " COLOR, but the object carries no palette"))
                        .apply(frame);
        };
    }

    private static byte[] grey(Components frame, int inversion) {
        char[] samples = frame.planes()[0];
        byte[] levels = LEVELS[frame.bits()];
        byte[] rgb = new byte[3 * samples.length];
        for (int i = 0, to = 0; i < samples.length; i++, to += 3) {
            byte value = (byte) (levels[samples[i]] ^ inversion);
            rgb[to] = value;
            rgb[to + 1] = value;
            rgb[to + 2] = value;
        }
        return rgb;
    }

    private static byte[] rgb(Components frame) {
        char[] red = frame.planes()[0];
        char[] green = frame.planes()[1];
        char[] blue = frame.planes()[2];
        byte[] levels = LEVELS[frame.bits()];
        byte[] rgb = new byte[3 * red.length];
        for (int i = 0, to = 0; i < red.length; i++, to += 3) {
            rgb[to] = levels[red[i]];
            rgb[to + 1] = levels[green[i]];
            rgb[to + 2] = levels[blue[i]];
        }
        return rgb;
    }

    private static byte[] ybrFull(Components frame) {
        char[] y = frame.planes()[0];
        char[] cb = frame.planes()[1];
        char[] cr = frame.planes()[2];
        byte[] levels = LEVELS[frame.bits()];
        byte[] rgb = new byte[3 * y.length];
        for (int i = 0, to = 0; i < y.length; i++, to += 3) {
            int luma = levels[y[i]] & 0xFF;
            int blue = levels[cb[i]] & 0xFF;
            int red = levels[cr[i]] & 0xFF;
            rgb[to] = clamp(luma + RED_OF_RED[red]);
            rgb[to + 1] = clamp(luma - GREEN_OF_BLUE[blue] - GREEN_OF_RED[red]);
            rgb[to + 2] = clamp(luma + BLUE_OF_BLUE[blue]);
        }
        return rgb;
    }

    /** Of more than 8 bits: converted as deep as the samples are, and cut to 8 bits then. */
    private static byte[] deepYbrFull(Components frame) {
        char[] y = frame.planes()[0];
        char[] cb = frame.planes()[1];
        char[] cr = frame.planes()[2];
        double unit = 1 << (frame.bits() - Byte.SIZE);
        byte[] rgb = new byte[3 * y.length];
        for (int i = 0, to = 0; i < y.length; i++, to += 3) {
            double luma = y[i] / unit;
            double blue = cb[i] / unit - 128;
            double red = cr[i] / unit - 128;
            rgb[to] = cut(luma + 1.402 * red);
            rgb[to + 1] = cut(luma - 0.114 * 1.772 / 0.587 * blue - 0.299 * 1.402 / 0.587 * red);
            rgb[to + 2] = cut(luma + 1.772 * blue);
        }
        return rgb;
    }

    private static byte[] eightBits(int bits) {
        byte[] levels = new byte[1 << Character.SIZE];
        for (int sample = 0; sample < levels.length; sample++) {
            int scaled = bits > 8
                    ? sample >> (bits - 8)
                    : bits == 8 ? sample : sample * 255 / (Math.max(1, (1 << bits) - 1));
            levels[sample] = (byte) Math.min(scaled, 255);
        }
        return levels;
    }

    private static double[] perDifference(double factor) {
        double[] products = new double[256];
        for (int i = 0; i < products.length; i++) {
            products[i] = factor * (i - 128.0);
        }
        return products;
    }

    private static byte clamp(double value) {
        return (byte) Math.clamp((int) Math.floor(value + 0.5), 0, 255);
    }

    private static byte cut(double value) {
        return (byte) Math.clamp((int) Math.floor(value), 0, 255);
    }
}
