package org.echoscribe.phantom.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetWriter;
import org.echoscribe.dicom.dataset.PixelContent;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.dataset.Vr;

/** Writes one loop as a DICOM file, complete or not at all. */
public final class WriteLoop {

    private WriteLoop() {}

    /**
     * Encodes the pictures and writes the file under another name first.
     *
     * @param pictures whole screens, interleaved RGB, in time order
     */
    public static void write(Path file, LoopObject loop, List<byte[]> pictures) throws IOException {
        Path unfinished = file.resolveSibling("." + file.getFileName() + ".unfinished");
        Attributes header = LoopHeader.of(loop);
        try {
            if (loop.storage().jpeg()) {
                PixelContent frames = compress(header, loop, pictures);
                DataSetWriter.writeFile(unfinished, header, TransferSyntax.JpegBaseline8Bit, frames);
            } else {
                DataSetWriter.writeFile(
                        unfinished, header, TransferSyntax.ExplicitVrLittleEndian, uncompressed(loop, pictures));
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static PixelContent compress(Attributes header, LoopObject loop, List<byte[]> pictures) throws IOException {
        boolean colour = loop.storage().colour();
        List<byte[]> streams = new ArrayList<>(pictures.size());
        long compressed = 0;
        try (EncodeJpeg encoder =
                new EncodeJpeg(loop.layout().width(), loop.layout().height(), loop.jpegQuality())) {
            for (byte[] picture : pictures) {
                byte[] stream = encoder.encode(colour ? picture : grey(picture), colour);
                streams.add(stream);
                compressed += stream.length;
            }
        }
        long original =
                (long) pictures.size() * loop.layout().width() * loop.layout().height() * (colour ? 3 : 1);
        header.set(Tag.LossyImageCompressionRatio, Vr.DS, LoopHeader.decimal((double) original / compressed))
                .set(Tag.LossyImageCompressionMethod, Vr.CS, "ISO_10918_1");
        return new PixelContent.Frames(streams);
    }

    private static PixelContent uncompressed(LoopObject loop, List<byte[]> pictures) {
        boolean colour = loop.storage().colour();
        long length =
                (long) pictures.size() * loop.layout().width() * loop.layout().height() * (colour ? 3 : 1);
        return new PixelContent.Native(Vr.OB, length, stream -> {
            for (byte[] picture : pictures) {
                stream.write(colour ? picture : grey(picture));
            }
        });
    }

    /** Luminance as ITU-R BT.601 defines it, in thousandths. */
    private static byte[] grey(byte[] rgb) {
        byte[] grey = new byte[rgb.length / 3];
        for (int i = 0; i < grey.length; i++) {
            int red = rgb[3 * i] & 0xff;
            int green = rgb[3 * i + 1] & 0xff;
            int blue = rgb[3 * i + 2] & 0xff;
            grey[i] = (byte) ((299 * red + 587 * green + 114 * blue + 500) / 1000);
        }
        return grey;
    }
}
