package org.echoscribe.imaging.decode;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.echoscribe.dicom.dataset.ByteAccess;
import org.echoscribe.dicom.dataset.DicomFile;
import org.echoscribe.dicom.dataset.PixelData;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.dataset.Vr;

/** Finds the frames of an object, and chooses what decodes them by its transfer syntax. */
final class LocateObjectFrames {
    /** The transfer syntaxes whose frames are codestreams of one picture each. */
    private static final Set<TransferSyntax> CODESTREAMS = Set.of(
            TransferSyntax.JpegBaseline8Bit,
            TransferSyntax.JpegExtended12Bit,
            TransferSyntax.JpegLossless,
            TransferSyntax.JpegLosslessSv1,
            TransferSyntax.JpegLsLossless,
            TransferSyntax.JpegLsNearLossless,
            TransferSyntax.Jpeg2000Lossless,
            TransferSyntax.Jpeg2000,
            TransferSyntax.HighThroughputJpeg2000Lossless,
            TransferSyntax.HighThroughputJpeg2000LosslessRpcl,
            TransferSyntax.HighThroughputJpeg2000,
            TransferSyntax.JpegXlLossless,
            TransferSyntax.JpegXlJpegRecompression,
            TransferSyntax.JpegXl);

    private LocateObjectFrames() {}

    /**
     * Locates the frames of an object that has pixel data, and chooses their decoder.
     *
     * @param ffmpegProblem why FFmpeg cannot be used, if so; asked only if a frame needs it
     */
    static ObjectFrames locate(
            DicomFile file, ByteAccess source, DecodeLimits limits, Supplier<Optional<String>> ffmpegProblem)
            throws IOException, UndecodableException {
        PixelData pixels = file.pixelData()
                .orElseThrow(() -> new UndecodableException("the object holds no Pixel Data (7FE0,0010)"));
        TransferSyntax syntax = file.transferSyntax();
        OptionalInt declared = RecogniseLoop.declaredFrames(file.dataSet());
        if (declared.isPresent()) {
            limits.requireFrames(declared.getAsInt());
        }
        LocateFrames locate = new LocateFrames(source, limits);
        return switch (pixels) {
            case PixelData.Native uncompressed
            when syntax.known() && !syntax.encapsulated() ->
                uncompressed(locate, uncompressed, ImageHeader.read(file.dataSet(), limits), syntax, declared);
            case PixelData.Encapsulated fragments
            when syntax.equals(TransferSyntax.RleLossless) ->
                runLength(locate.runLength(fragments, declared), ImageHeader.read(file.dataSet(), limits));
            case PixelData.Encapsulated fragments
            when VideoCoding.of(syntax).isPresent() ->
                VideoFrames.locate(fragments, VideoCoding.of(syntax).get(), source, limits, ffmpegProblem);
            case PixelData.Encapsulated fragments
            when CODESTREAMS.contains(syntax) ->
                new SeparateFrames(
                        locate.codestreams(fragments, declared),
                        new CodestreamDecoder(ImageHeader.read(file.dataSet(), limits), limits, ffmpegProblem));
            default -> throw undecodable(syntax);
        };
    }

    private static ObjectFrames uncompressed(
            LocateFrames locate,
            PixelData.Native pixels,
            ImageHeader header,
            TransferSyntax syntax,
            OptionalInt declared)
            throws UndecodableException {
        ByteOrder order = syntax.encoding().byteOrder();
        ColourModel model = header.colourModel();
        boolean words = order == ByteOrder.BIG_ENDIAN && pixels.vr() == Vr.OW && header.bitsAllocated() == 8;
        long plainBytes = NativeFrame.bytes(header);
        long frames = declared.orElse(1);
        if (header.photometricInterpretation().equals("YBR_FULL_422") && pixels.length() < plainBytes * frames) {
            StoredFrames stored = locate.contiguous(pixels, NativeFrame.bytes422(header), declared);
            return new SeparateFrames(
                    stored, frame -> rgb(NativeFrame.read422(swapped(frame, words), header), model, header));
        }
        StoredFrames stored = locate.contiguous(pixels, plainBytes, declared);
        return new SeparateFrames(
                stored, frame -> rgb(NativeFrame.read(swapped(frame, words), header, order), model, header));
    }

    private static ObjectFrames runLength(StoredFrames stored, ImageHeader header) throws UndecodableException {
        ColourModel model = header.colourModel();
        return new SeparateFrames(stored, frame -> rgb(NativeFrame.readRunLength(frame, header), model, header));
    }

    private static RgbFrame rgb(Components components, ColourModel model, ImageHeader header)
            throws UndecodableException {
        return new RgbFrame(
                components.width(), components.height(), ToRgb.convert(components, model, header.palette()));
    }

    /** Undoes the swapping of 8-bit samples that big endian 16-bit words bring (PS3.5 annex D, OW). */
    private static byte[] swapped(byte[] frame, boolean words) {
        if (!words) {
            return frame;
        }
        byte[] swapped = new byte[frame.length];
        for (int i = 0; i < frame.length; i++) {
            int other = i ^ 1;
            swapped[i] = other < frame.length ? frame[other] : frame[i];
        }
        return swapped;
    }

    private static UndecodableException undecodable(TransferSyntax syntax) {
        String name = syntax.known() ? syntax.uid() + " (" + syntax.name() + ")" : syntax.uid();
        return new UndecodableException(
                "transfer syntax " + name
                        + " is not decodable by this version; the object is kept, send it in another syntax to have it labelled");
    }
}
