package org.echoscribe.imaging.decode;

import java.util.Locale;
import java.util.Optional;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.Tag;

/**
 * What the header says about how pixels are laid out: the Image Pixel Module (PS3.3 C.7.6.3).
 *
 * @param columns of a frame
 * @param rows of a frame
 * @param samplesPerPixel 1 or 3
 * @param bitsAllocated 8 or 16 bits that a sample occupies in uncompressed or RLE pixel data
 * @param bitsStored how many of these carry its value
 * @param highBit the most significant of these, counted from 0
 * @param signed whether samples are two's complement
 * @param planar whether each component is stored as a plane of its own instead of pixel by pixel
 * @param photometricInterpretation in upper case, such as MONOCHROME2 or YBR_FULL_422
 * @param palette the palette, where there is one
 */
record ImageHeader(
        int columns,
        int rows,
        int samplesPerPixel,
        int bitsAllocated,
        int bitsStored,
        int highBit,
        boolean signed,
        boolean planar,
        String photometricInterpretation,
        Optional<Palette> palette) {

    /** Reads the module, refusing what would not fit the limits or no picture has. */
    static ImageHeader read(Attributes dataSet, DecodeLimits limits) throws UndecodableException {
        int columns = required(dataSet, Tag.Columns, "Columns (0028,0011)");
        int rows = required(dataSet, Tag.Rows, "Rows (0028,0010)");
        limits.requireSize(columns, rows);
        int samples = dataSet.integer(Tag.SamplesPerPixel).orElse(1);
        int allocated = dataSet.integer(Tag.BitsAllocated).orElse(8);
        if (samples != 1 && samples != 3) {
            throw new UndecodableException("Samples per Pixel (0028,0002) is " + samples + "; only 1 and 3 are known");
        }
        if (allocated != 8 && allocated != 16) {
            throw new UndecodableException("Bits Allocated (0028,0100) is " + allocated + "; only 8 and 16 are known");
        }
        int stored = dataSet.integer(Tag.BitsStored).orElse(allocated);
        if (stored < 1 || stored > allocated) {
            throw new UndecodableException(
                    "Bits Stored (0028,0101) is " + stored + " of " + allocated + " allocated bits");
        }
        int highBit = dataSet.integer(Tag.HighBit).orElse(stored - 1);
        if (highBit < stored - 1 || highBit >= allocated) {
            throw new UndecodableException("High Bit (0028,0102) is " + highBit + ", which does not fit " + stored
                    + " stored of " + allocated + " allocated bits");
        }
        String photometric = dataSet.string(Tag.PhotometricInterpretation)
                .map(value -> value.trim().toUpperCase(Locale.ROOT))
                .orElse(samples == 3 ? "RGB" : "MONOCHROME2");
        return new ImageHeader(
                columns,
                rows,
                samples,
                allocated,
                stored,
                highBit,
                dataSet.integer(Tag.PixelRepresentation).orElse(0) == 1,
                dataSet.integer(Tag.PlanarConfiguration).orElse(0) == 1,
                photometric,
                Palette.read(dataSet));
    }

    /** What uncompressed, RLE or untransformed components mean. */
    ColourModel colourModel() throws UndecodableException {
        ColourModel model = switch (photometricInterpretation) {
            case "MONOCHROME1" -> ColourModel.MONOCHROME1;
            case "MONOCHROME2" -> ColourModel.MONOCHROME2;
            case "PALETTE COLOR" -> ColourModel.PALETTE_COLOR;
            case "RGB", "YBR_RCT", "YBR_ICT" -> ColourModel.RGB;
            case "YBR_FULL", "YBR_FULL_422" -> ColourModel.YBR_FULL;
            default ->
                throw new UndecodableException("the Photometric Interpretation (0028,0004) of the object is not"
                        + " decodable by this version; send it as MONOCHROME2, PALETTE COLOR, RGB or YBR_FULL");
        };
        if (model.components() != samplesPerPixel) {
            throw new UndecodableException("Samples per Pixel (0028,0002) is " + samplesPerPixel
                    + ", but the Photometric Interpretation (0028,0004) needs " + model.components());
        }
        return model;
    }

    private static int required(Attributes dataSet, int tag, String name) throws UndecodableException {
        int value = dataSet.integer(tag)
                .orElseThrow(() -> new UndecodableException(name + " is missing: the size of the picture is unknown"));
        if (value < 1) {
            throw new UndecodableException(name + " is " + value);
        }
        return value;
    }
}
