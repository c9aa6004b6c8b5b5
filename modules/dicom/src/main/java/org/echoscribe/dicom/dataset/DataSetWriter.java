package org.echoscribe.dicom.dataset;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes data sets and files in the four uncompressed encodings, and encapsulated pixel data. Sequences and items have
 * defined lengths and group lengths are left out, unless {@link #writeCopy} is told otherwise; values get the padding of
 * their VR; an explicit VR whose value passes its 16-bit length is written as UN (PS3.5 6.2.2).
 */
public final class DataSetWriter {

    private static final long ALL = Long.MAX_VALUE;

    /** Groups 0000 and 0002 are not allowed in a file's data set (PS3.10 7.1): they would be read as its meta information. */
    private static final long FIRST_IN_FILE = 0x0004_0000L;

    private DataSetWriter() {}

    /**
     * The bytes of a data set without file meta information.
     *
     * @throws IllegalArgumentException if text has a character that the Specific Character Set lacks
     */
    public static byte[] writeDataSet(Attributes dataSet, TransferSyntax transferSyntax) {
        return writeDataSet(dataSet, transferSyntax, SequenceLengths.DEFINED);
    }

    /** The bytes of a data set without file meta information, with a choice of sequence lengths. */
    public static byte[] writeDataSet(Attributes dataSet, TransferSyntax transferSyntax, SequenceLengths lengths) {
        try (ByteArrayOutputStream stream = new ByteArrayOutputStream()) {
            writeBody(stream, dataSet, 0, transferSyntax, lengths, Optional.empty());
            return stream.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail to be written", e);
        }
    }

    /** Writes a file: preamble, file meta information made from the data set's UIDs, data set. */
    public static void writeFile(Path file, Attributes dataSet, TransferSyntax transferSyntax) throws IOException {
        try (OutputStream stream = Files.newOutputStream(file)) {
            writeFile(stream, dataSet, transferSyntax);
        }
    }

    /** Writes a file with pixel data. */
    public static void writeFile(Path file, Attributes dataSet, TransferSyntax transferSyntax, PixelContent pixels)
            throws IOException {
        try (OutputStream stream = Files.newOutputStream(file)) {
            writeFile(stream, dataSet, transferSyntax, pixels);
        }
    }

    /** Writes a file to a stream, which stays open. */
    public static void writeFile(OutputStream stream, Attributes dataSet, TransferSyntax transferSyntax)
            throws IOException {
        Attributes meta = FileMeta.of(dataSet, transferSyntax);
        writeFile(stream, meta, dataSet, transferSyntax, SequenceLengths.DEFINED, Optional.empty());
    }

    /** Writes a file with pixel data to a stream, which stays open. */
    public static void writeFile(
            OutputStream stream, Attributes dataSet, TransferSyntax transferSyntax, PixelContent pixels)
            throws IOException {
        Attributes meta = FileMeta.of(dataSet, transferSyntax);
        writeFile(stream, meta, dataSet, transferSyntax, SequenceLengths.DEFINED, Optional.of(pixels));
    }

    /**
     * Writes a file as it was read, in its own transfer syntax. With {@link SequenceLengths#AS_READ}, a file that followed
     * the standard comes out byte for byte, but for its preamble, which is zero.
     */
    public static void writeCopy(OutputStream stream, DicomFile file, SequenceLengths lengths) throws IOException {
        String uid = file.transferSyntax().uid();
        boolean says = file.fileMeta()
                .string(Tag.TransferSyntaxUID)
                .filter(uid::equals)
                .isPresent();
        Attributes meta = says ? file.fileMeta() : FileMeta.of(file.dataSet(), file.transferSyntax());
        Optional<PixelContent> pixels = Optional.of(new PixelContent.CopyOf(file));
        // A file that lied about its encoding is written as it should have been.
        TransferSyntax standard = TransferSyntax.of(file.transferSyntax().uid());
        writeFile(stream, meta, file.dataSet(), standard, lengths, pixels);
    }

    private static void writeFile(
            OutputStream stream,
            Attributes meta,
            Attributes dataSet,
            TransferSyntax syntax,
            SequenceLengths lengths,
            Optional<PixelContent> pixels)
            throws IOException {
        OutputStream buffered = new BufferedOutputStream(stream, 1 << 16);
        FileMeta.write(meta, buffered);
        writeBody(buffered, dataSet, FIRST_IN_FILE, syntax, lengths, pixels);
        buffered.flush();
    }

    private static void writeBody(
            OutputStream stream,
            Attributes dataSet,
            long from,
            TransferSyntax syntax,
            SequenceLengths lengths,
            Optional<PixelContent> pixels)
            throws IOException {
        if (!syntax.deflated()) {
            writeElements(stream, dataSet, from, syntax, lengths, pixels);
            return;
        }
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            DeflaterOutputStream deflating = new DeflaterOutputStream(stream, deflater, 1 << 13);
            writeElements(deflating, dataSet, from, syntax, lengths, pixels);
            deflating.finish();
            if (deflater.getBytesWritten() % 2 != 0) {
                stream.write(0);
            }
        } finally {
            deflater.end();
        }
    }

    private static void writeElements(
            OutputStream stream,
            Attributes dataSet,
            long from,
            TransferSyntax syntax,
            SequenceLengths lengths,
            Optional<PixelContent> pixels)
            throws IOException {
        if (pixels.orElse(null) instanceof PixelContent.CopyOf(DicomFile file)) {
            try (ByteAccess access = file.openSource()) {
                var located = new DataSetEncoder.LocatedBytes(
                        access, file.transferSyntax().byteOrder());
                DataSetEncoder encoder = new DataSetEncoder(syntax.encoding(), lengths, Optional.of(located));
                boolean hasPixels = file.pixelData().isPresent();
                encoder.write(dataSet, from, hasPixels ? Tag.PixelData : ALL, stream);
                if (hasPixels) {
                    new PixelDataEncoder(encoder, syntax, stream)
                            .writeCopy(
                                    file.pixelData().get(),
                                    file.transferSyntax().byteOrder(),
                                    access);
                    encoder.write(dataSet, Tag.PixelData + 1L, ALL, stream);
                }
            }
            return;
        }
        DataSetEncoder encoder = new DataSetEncoder(syntax.encoding(), lengths, Optional.empty());
        encoder.write(dataSet, from, pixels.isPresent() ? Tag.PixelData : ALL, stream);
        PixelDataEncoder pixelEncoder = new PixelDataEncoder(encoder, syntax, stream);
        switch (pixels.orElse(null)) {
            case PixelContent.Native content -> pixelEncoder.writeNative(content);
            case PixelContent.Frames content -> pixelEncoder.writeFrames(content);
            case null, default -> {
                // Pixel data, if any, was an element like others.
            }
        }
        if (pixels.isPresent()) {
            encoder.write(dataSet, Tag.PixelData + 1L, ALL, stream);
        }
    }
}
