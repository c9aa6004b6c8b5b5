package org.echoscribe.imaging.decode;

/**
 * What a JPEG, JPEG-LS or JPEG 2000 codestream says about itself, read before any memory is taken for its pixels.
 *
 * @param coding which standard and process it follows
 * @param width columns
 * @param height rows
 * @param precision bits per sample
 * @param components components per pixel
 * @param signed whether it says that its samples have a sign; its decoder shifts them above zero then
 * @param colourTransformed whether the codestream declares that its components are a transform of RGB, which every
 *     decoder here undoes but the one of 12-bit JPEG
 */
record CodestreamHeader(
        Coding coding,
        int width,
        int height,
        int precision,
        int components,
        boolean signed,
        boolean colourTransformed) {

    /** The standard and process of a codestream. */
    enum Coding {
        /** ITU-T T.81 sequential or progressive DCT, Huffman coded. */
        JPEG_DCT,
        /** ITU-T T.81 lossless, process 14. */
        JPEG_LOSSLESS,
        /** ITU-T T.87. */
        JPEG_LS,
        /** ITU-T T.87 that only CharLS decodes: components that alternate sample by sample, or colour of more than 8 bits. */
        JPEG_LS_OF_CHARLS,
        /** ITU-T T.800. */
        JPEG_2000,
        /** ITU-T T.814, High-Throughput JPEG 2000. */
        HTJ2K
    }

    /** The same of another coding. */
    CodestreamHeader as(Coding other) {
        return new CodestreamHeader(other, width, height, precision, components, signed, colourTransformed);
    }
}
