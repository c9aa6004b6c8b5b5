package org.echoscribe.dicom.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Reads data sets and files of all transfer syntaxes. */
public final class DataSetReader {

    private DataSetReader() {}

    /** Reads a file with the {@linkplain ReadLimits#DEFAULT default limits}; pixel data is located, not loaded. */
    public static DicomFile read(Path file) throws IOException {
        return read(file, ReadLimits.DEFAULT);
    }

    /**
     * Reads a file; pixel data is located, not loaded.
     *
     * @throws DicomFormatException if the file is no DICOM, or breaks a limit, or ends before its pixel data
     */
    public static DicomFile read(Path file, ReadLimits limits) throws IOException {
        throw new IOException("Not readable yet: " + file.getFileName() + limits);
    }

    /**
     * Reads a file's header up to, without, the element {@code stopTag}: enough to look at UIDs in a few kilobytes.
     * Values of private elements are read too.
     */
    public static DicomFile readHeader(Path file, int stopTag) throws IOException {
        throw new IOException("Not readable yet: " + file.getFileName() + Tag.toString(stopTag));
    }

    /** Reads a data set without file meta information; pixel data, if any, is loaded as one element. */
    public static Attributes readDataSet(byte[] bytes, TransferSyntax transferSyntax) throws IOException {
        return readDataSet(ByteBuffer.wrap(bytes), transferSyntax);
    }

    /** Reads a data set without file meta information from position to limit. */
    public static Attributes readDataSet(ByteBuffer bytes, TransferSyntax transferSyntax) throws IOException {
        throw new IOException("Not readable yet: " + bytes.remaining() + transferSyntax.name());
    }

    /**
     * What the first bytes of a data set, still arriving, already tell: every complete element before {@code stopTag}.
     * Never fails for the bytes ending.
     */
    public static HeaderScan scan(ByteBuffer firstBytes, TransferSyntax transferSyntax, int stopTag)
            throws IOException {
        throw new IOException("Not readable yet: " + firstBytes.remaining() + transferSyntax.name() + stopTag);
    }
}
