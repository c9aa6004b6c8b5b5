package org.echoscribe.dicom.dataset;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Writes data sets and files in the four uncompressed encodings, and encapsulated pixel data. */
public final class DataSetWriter {

    private DataSetWriter() {}

    /** The bytes of a data set, sequences with defined lengths, without file meta information. */
    public static byte[] writeDataSet(Attributes dataSet, TransferSyntax transferSyntax) {
        throw new UnsupportedOperationException(dataSet + transferSyntax.name());
    }

    /** Writes a file: preamble, file meta information made from the data set's UIDs, data set. */
    public static void writeFile(Path file, Attributes dataSet, TransferSyntax transferSyntax) throws IOException {
        throw new IOException(file + dataSet.toString() + transferSyntax.name());
    }

    /** Writes a file with pixel data. */
    public static void writeFile(Path file, Attributes dataSet, TransferSyntax transferSyntax, PixelContent pixels)
            throws IOException {
        throw new IOException(file + dataSet.toString() + transferSyntax.name() + pixels);
    }

    /** Writes a file to a stream, which stays open. */
    public static void writeFile(OutputStream stream, Attributes dataSet, TransferSyntax transferSyntax)
            throws IOException {
        throw new IOException(stream + dataSet.toString() + transferSyntax.name());
    }

    /** Writes a file with pixel data to a stream, which stays open. */
    public static void writeFile(
            OutputStream stream, Attributes dataSet, TransferSyntax transferSyntax, PixelContent pixels)
            throws IOException {
        throw new IOException(stream + dataSet.toString() + transferSyntax.name() + pixels);
    }
}
