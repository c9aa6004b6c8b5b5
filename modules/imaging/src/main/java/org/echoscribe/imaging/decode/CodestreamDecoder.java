package org.echoscribe.imaging.decode;

import java.util.Optional;
import java.util.function.Supplier;
import org.echoscribe.imaging.decode.CodestreamHeader.Coding;

/**
 * Decodes JPEG, JPEG-LS, JPEG 2000, High-Throughput JPEG 2000 and JPEG XL frames, each by what its codestream is rather than by what the transfer syntax or
 * the header says: coding, size, depth, and where it declares one, colour.
 */
final class CodestreamDecoder implements FrameDecoder {
    private final ImageHeader header;
    private final DecodeLimits limits;
    private final Supplier<Optional<String>> ffmpegProblem;

    /** @param ffmpegProblem asked before FFmpeg is used: why it cannot be, if so */
    CodestreamDecoder(ImageHeader header, DecodeLimits limits, Supplier<Optional<String>> ffmpegProblem) {
        this.header = header;
        this.limits = limits;
        this.ffmpegProblem = ffmpegProblem;
    }

    @Override
    public RgbFrame decode(byte[] stored) throws UndecodableException {
        byte[] codestream = Jpeg2000File.unwrapped(stored);
        if (JpegXlHeader.begins(codestream)) {
            return decodeJpegXl(codestream);
        }
        CodestreamHeader found = ReadCodestreamHeader.read(codestream);
        requireReadable(found);
        if (found.coding() == Coding.JPEG_DCT && found.precision() == Byte.SIZE) {
            return rgb(
                    found,
                    found.components() == 3
                            ? JpegDecoder.decodeColour(codestream, found)
                            : ToRgb.convert(
                                    JpegDecoder.decodeMonochrome(codestream, found),
                                    oneComponentModel(),
                                    header.palette()));
        }
        Optional<String> problem = problem(found.coding());
        if (problem.isPresent()) {
            throw new UndecodableException("the pixel data is " + found.coding() + ": " + problem.get());
        }
        Components decoded = switch (found.coding()) {
            case HTJ2K, JPEG_LS_OF_CHARLS -> DecoderPool.shared().decode(codestream);
            case JPEG_LOSSLESS -> JpegLosslessDecoder.decode(codestream, found);
            case JPEG_DCT, JPEG_LS, JPEG_2000 -> FfmpegDecoder.decode(codestream, found);
        };
        return rgb(found, ToRgb.convert(storedValues(decoded, found.signed()), colourModel(found), header.palette()));
    }

    private Optional<String> problem(Coding coding) {
        return switch (coding) {
            case HTJ2K -> OpenJpegLibrary.problem();
            case JPEG_LS_OF_CHARLS -> CharlsLibrary.problem();
            case JPEG_LOSSLESS -> Optional.empty();
            case JPEG_DCT, JPEG_LS, JPEG_2000 -> ffmpegProblem.get();
        };
    }

    private RgbFrame decodeJpegXl(byte[] codestream) throws UndecodableException {
        JpegXlHeader found = JpegXlHeader.read(codestream);
        limits.requireSize(found.width(), found.height());
        Optional<String> problem = JpegXlLibrary.problem();
        if (problem.isPresent()) {
            throw new UndecodableException("the pixel data is JPEG XL: " + problem.get());
        }
        Components frame = DecoderPool.shared().decode(codestream);
        ColourModel model = frame.planes().length == 1 ? oneComponentModel() : ColourModel.RGB;
        byte[] rgb = ToRgb.convert(storedValues(frame, false), model, header.palette());
        return new RgbFrame(found.width(), found.height(), rgb);
    }

    private void requireReadable(CodestreamHeader found) throws UndecodableException {
        if (found.width() < 1 || found.height() < 1) {
            throw new UndecodableException(
                    "a codestream declares %d x %d pixels".formatted(found.width(), found.height()));
        }
        limits.requireSize(found.width(), found.height());
        if (found.components() != 1 && found.components() != 3) {
            throw new UndecodableException("a codestream has " + found.components()
                    + " components; only 1 and 3 are decodable; send the object" + " in another transfer syntax");
        }
        int precision = found.precision();
        boolean readable = switch (found.coding()) {
            case JPEG_DCT -> precision == 8 || precision == 12;
            case JPEG_LOSSLESS, JPEG_LS, JPEG_LS_OF_CHARLS, JPEG_2000, HTJ2K -> precision <= 16;
        };
        if (precision < 2 || !readable) {
            throw new UndecodableException(
                    "%s of %d bits per sample and %d components is not decodable by this version; the object is kept, send it in another transfer syntax to have it labelled"
                            .formatted(found.coding(), precision, found.components()));
        }
    }

    private ColourModel colourModel(CodestreamHeader found) throws UndecodableException {
        if (found.components() == 1) {
            return oneComponentModel();
        }
        if (found.coding() == Coding.JPEG_DCT) { // of 12 bits: FFmpeg leaves the components as they are
            return found.colourTransformed() ? ColourModel.YBR_FULL : ColourModel.RGB;
        }
        return found.colourTransformed() || header.samplesPerPixel() != 3 ? ColourModel.RGB : header.colourModel();
    }

    /** One component is grey or an index, even where the header speaks of three. */
    private ColourModel oneComponentModel() throws UndecodableException {
        return header.samplesPerPixel() == 1 ? header.colourModel() : ColourModel.MONOCHROME2;
    }

    /**
     * Some encoders declare the allocated bits as precision; Bits Stored (0028,0101) then tells which carry a value. Samples of
     * monochrome pictures with a sign that the decoder has not shifted above zero are shifted here.
     *
     * @param shifted whether the codestream knew of the sign
     */
    private Components storedValues(Components frame, boolean shifted) {
        int bits = Math.min(frame.bits(), header.bitsStored());
        boolean signed = header.signed() && header.photometricInterpretation().startsWith("MONOCHROME");
        if (signed && (!shifted || bits < frame.bits())) {
            int mask = (1 << bits) - 1;
            int flip = 1 << (bits - 1);
            for (char[] plane : frame.planes()) {
                for (int i = 0; i < plane.length; i++) {
                    plane[i] = (char) (plane[i] & mask ^ flip);
                }
            }
        }
        return new Components(frame.width(), frame.height(), bits, frame.planes());
    }

    private static RgbFrame rgb(CodestreamHeader found, byte[] rgb) {
        return new RgbFrame(found.width(), found.height(), rgb);
    }
}
