package org.echoscribe.dicom.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.IntPredicate;

/**
 * Reads data sets and files of all transfer syntaxes (PS3.5, PS3.10).
 *
 * <p>What real files get wrong is read nevertheless and listed in {@link DicomFile#oddities()}: missing preamble or file
 * meta information, wrong group length, another encoding than declared, values of odd length, delimiters too many, bytes
 * after the last element, pixel data that was cut. What cannot be understood ends in a {@link DicomFormatException}.
 */
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
        return read(new DicomSource.OnDisk(file), limits);
    }

    /** Reads a file that is in memory, with preamble and file meta information where it has any. */
    public static DicomFile read(ByteBuffer bytes, ReadLimits limits) throws IOException {
        return read(new DicomSource.InMemory(bytes.slice()), limits);
    }

    /**
     * Reads a file's header up to, without, the element {@code stopTag}: enough to look at UIDs in a few kilobytes.
     *
     * @throws DicomFormatException if the file is no DICOM, or breaks a limit, or ends before that element
     */
    public static DicomFile readHeader(Path file, int stopTag) throws IOException {
        return readHeader(file, stopTag, ReadLimits.DEFAULT);
    }

    /** The same within other limits. */
    public static DicomFile readHeader(Path file, int stopTag, ReadLimits limits) throws IOException {
        DicomSource source = new DicomSource.OnDisk(file);
        try (ByteAccess access = source.open()) {
            return new FileParser(source, access, limits).parseHeader(from(stopTag));
        }
    }

    private static DicomFile read(DicomSource source, ReadLimits limits) throws IOException {
        try (ByteAccess access = source.open()) {
            return new FileParser(source, access, limits).parse();
        }
    }

    /** Reads a data set without file meta information; see {@link #readDataSet(ByteBuffer, TransferSyntax)}. */
    public static Attributes readDataSet(byte[] bytes, TransferSyntax transferSyntax) throws IOException {
        return readDataSet(ByteBuffer.wrap(bytes), transferSyntax);
    }

    /**
     * Reads a data set without file meta information from position to limit, exactly as the transfer syntax says. Pixel
     * data is an element like any other; values of every size are loaded.
     *
     * @throws DicomFormatException if the bytes are no such data set, or break a default limit
     */
    public static Attributes readDataSet(ByteBuffer bytes, TransferSyntax transferSyntax) throws IOException {
        return readDataSet(bytes, transferSyntax, ReadLimits.DEFAULT);
    }

    /**
     * Reads a data set as above within other limits, of which those on the bytes of values do not matter.
     *
     * @throws DicomFormatException if the bytes are no such data set, or break a limit
     */
    public static Attributes readDataSet(ByteBuffer bytes, TransferSyntax transferSyntax, ReadLimits bounds)
            throws IOException {
        DicomSource source = new DicomSource.InMemory(bytes.slice());
        try (ByteAccess access = source.open()) {
            if (transferSyntax.deflated()) {
                ByteBuffer inflated =
                        Inflation.inflate(access, 0, bounds.maxInflatedBytes()).bytes();
                return parseAll(new DicomSource.InMemory(inflated), transferSyntax, inflated.limit(), bounds);
            }
            return parseAll(source, transferSyntax, bytes.remaining(), bounds);
        }
    }

    private static Attributes parseAll(DicomSource source, TransferSyntax syntax, int size, ReadLimits bounds)
            throws IOException {
        int all = Math.max(size, bounds.maxValueBytes());
        ReadLimits loadAll = new ReadLimits(
                bounds.maxDepth(),
                bounds.maxElements(),
                all,
                Math.max(all, bounds.maxLoadedBytes()),
                bounds.maxFragments(),
                bounds.maxInflatedBytes());
        try (ByteAccess access = source.open()) {
            ByteWindow in = new ByteWindow(access);
            return new DataSetParser(in, loadAll, tag -> false, false)
                    .parse(syntax.encoding(), in.size())
                    .attributes();
        }
    }

    /**
     * What the first bytes of a data set, still arriving, already tell: every complete element before {@code stopTag}, or
     * before the pixel data. Never fails for the bytes ending. Nothing can be told of a deflated data set.
     *
     * @param firstBytes from position to limit; both stay as they are
     */
    public static HeaderScan scan(ByteBuffer firstBytes, TransferSyntax transferSyntax, int stopTag)
            throws IOException {
        if (transferSyntax.deflated()) {
            return new HeaderScan(new Attributes(), false);
        }
        int stop = Integer.compareUnsigned(stopTag, Tag.PixelData) < 0 ? stopTag : Tag.PixelData;
        try (ByteAccess access = new DicomSource.InMemory(firstBytes.slice()).open()) {
            ParsedDataSet parsed = new DataSetParser(new ByteWindow(access), ReadLimits.DEFAULT, from(stop), false)
                    .parseBeginning(transferSyntax.encoding());
            return new HeaderScan(parsed.attributes(), parsed.stopped());
        }
    }

    private static IntPredicate from(int stopTag) {
        return tag -> Integer.compareUnsigned(tag, stopTag) >= 0;
    }
}
