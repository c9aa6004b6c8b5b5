package org.echoscribe.dicom.dataset;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.echoscribe.dicom.dataset.TransferSyntax.Encoding;

/**
 * Parses a file (PS3.10 section 7): preamble and file meta information where there are any, then the data set in the
 * encoding that it really has.
 */
final class FileParser {

    private static final int PREAMBLE_BYTES = 128;

    /** How much of a deflated data set is inflated to look at its header; a longer header costs all of it. */
    private static final int DEFLATED_HEADER_BYTES = 1 << 18;

    private final DicomSource source;
    private final ByteAccess access;
    private final ByteWindow in;
    private final ReadLimits limits;
    private final List<String> oddities = new ArrayList<>();

    FileParser(DicomSource source, ByteAccess access, ReadLimits limits) throws IOException {
        this.source = source;
        this.access = access;
        this.in = new ByteWindow(access);
        this.limits = limits;
    }

    /** The whole file. */
    DicomFile parse() throws IOException {
        return parse(_ -> false, false);
    }

    /** Up to a tag that ends what is wanted. */
    DicomFile parseHeader(IntPredicate stopAt) throws IOException {
        return parse(stopAt, true);
    }

    private DicomFile parse(IntPredicate stopAt, boolean headerOnly) throws IOException {
        Attributes meta = readMeta();
        TransferSyntax declared = meta.string(Tag.TransferSyntaxUID)
                .map(TransferSyntax::of)
                .orElseGet(() -> {
                    note("the file does not declare a transfer syntax");
                    return TransferSyntax.ExplicitVrLittleEndian;
                });
        long start = in.position();
        if (declared.deflated() && !EncodingProbe.isPlausible(in, Encoding.EXPLICIT_LITTLE_ENDIAN)) {
            return headerOnly
                    ? parseDeflatedHeader(meta, declared, start, stopAt)
                    : parseDeflated(meta, declared, start, stopAt);
        }
        Encoding encoding = EncodingProbe.actual(in, declared.encoding());
        requireDicom(meta, encoding);
        TransferSyntax actual = declared.withEncoding(encoding);
        if (!actual.equals(declared)) {
            note("the data set is encoded as %s, not as the file declares".formatted(encoding));
        }
        ParsedDataSet parsed = new DataSetParser(in, limits, stopAt, true).parse(encoding, in.size());
        return file(meta, actual, parsed, source, false);
    }

    private DicomFile parseDeflatedHeader(Attributes meta, TransferSyntax syntax, long start, IntPredicate stopAt)
            throws IOException {
        Inflation.Inflated beginning = Inflation.beginning(access, start, DEFLATED_HEADER_BYTES);
        DicomSource.InMemory memory = new DicomSource.InMemory(beginning.bytes());
        ParsedDataSet parsed = new DataSetParser(new ByteWindow(memory.open()), limits, stopAt, true)
                .parseBeginning(syntax.encoding());
        return parsed.stopped()
                ? file(meta, syntax, parsed, memory, false)
                : parseDeflated(meta, syntax, start, stopAt);
    }

    private DicomFile parseDeflated(Attributes meta, TransferSyntax syntax, long start, IntPredicate stopAt)
            throws IOException {
        Inflation.Inflated inflated = Inflation.inflate(access, start, limits.maxInflatedBytes());
        DicomSource.InMemory memory = new DicomSource.InMemory(inflated.bytes());
        ByteWindow window = new ByteWindow(memory.open());
        ParsedDataSet parsed = new DataSetParser(window, limits, stopAt, true).parse(syntax.encoding(), window.size());
        return file(meta, syntax, parsed, memory, !inflated.complete());
    }

    private DicomFile file(
            Attributes meta, TransferSyntax syntax, ParsedDataSet parsed, DicomSource bytes, boolean cut) {
        parsed.oddities().forEach(this::note);
        return new DicomFile(
                meta, syntax, parsed.attributes(), parsed.pixelData(), bytes, parsed.truncated() || cut, oddities);
    }

    /** Without a preamble and without meta information, only bytes that read as elements are taken for DICOM. */
    private void requireDicom(Attributes meta, Encoding encoding) throws IOException {
        if (meta.isEmpty() && (in.left() < 8 || !EncodingProbe.isPlausible(in, encoding))) {
            throw new DicomFormatException(
                    "Neither the letters DICM nor a data set", 0, "This is no DICOM file; leave it out.");
        }
    }

    private Attributes readMeta() throws IOException {
        long start = metaStart();
        in.seek(start);
        if (in.left() < 8 || groupAhead() != 2) {
            note("the file has no file meta information");
            return new Attributes();
        }
        boolean implicit = isImplicit();
        if (implicit) {
            note("the file meta information is in implicit VR");
        }
        Encoding encoding = implicit ? Encoding.IMPLICIT_LITTLE_ENDIAN : Encoding.EXPLICIT_LITTLE_ENDIAN;
        Attributes meta = new DataSetParser(in, limits, tag -> Tag.group(tag) != 2, false)
                .parse(encoding, in.size())
                .attributes();
        takeStrayElements(meta, encoding, start);
        return meta;
    }

    /** File meta information is in explicit VR, except where its first element has a length in place of a VR. */
    private boolean isImplicit() throws IOException {
        long start = in.position();
        in.seek(start + 4);
        long length = in.unsignedInt(ByteOrder.LITTLE_ENDIAN);
        boolean vr = Vr.of((int) length & 0xFF, (int) length >>> 8 & 0xFF) != null;
        in.seek(start);
        return !vr && length > 0 && length <= in.left() - 8;
    }

    /**
     * Some writers put elements of group 0008 into the file meta information and count them in its group length. They are
     * told from the data set by that length ending where the tags start again from the beginning.
     */
    private void takeStrayElements(Attributes meta, Encoding encoding, long start) throws IOException {
        long groupEnd = start
                + 12
                + meta.longInteger(Tag.FileMetaInformationGroupLength).orElse(0);
        long dataSetStart = in.position();
        if (!meta.contains(Tag.FileMetaInformationGroupLength) || groupEnd == dataSetStart) {
            return;
        }
        if (groupEnd > dataSetStart && groupEnd <= in.size()) {
            Optional<Attributes> stray = elementsUpTo(encoding, groupEnd);
            if (stray.isPresent() && startsAgain(stray.get(), groupEnd, meta)) {
                note("the file meta information holds elements of other groups");
                meta.setAll(stray.get());
                in.seek(groupEnd);
                return;
            }
        }
        note("the group length of the file meta information is wrong");
        in.seek(dataSetStart);
    }

    private Optional<Attributes> elementsUpTo(Encoding encoding, long end) throws IOException {
        try {
            ParsedDataSet parsed = new DataSetParser(in, limits, tag -> false, false).parse(encoding, end);
            return in.position() == end && parsed.oddities().isEmpty()
                    ? Optional.of(parsed.attributes())
                    : Optional.empty();
        } catch (DicomFormatException e) {
            return Optional.empty();
        }
    }

    private boolean startsAgain(Attributes stray, long groupEnd, Attributes meta) throws IOException {
        if (stray.isEmpty() || stray.elements().stream().anyMatch(element -> Tag.group(element.tag()) != 0x0008)) {
            return false;
        }
        in.seek(groupEnd);
        TransferSyntax declared =
                TransferSyntax.of(meta.string(Tag.TransferSyntaxUID).orElse(""));
        if (declared.deflated()) {
            return true;
        }
        if (in.left() < 8 || !EncodingProbe.isPlausible(in, declared.encoding())) {
            return false;
        }
        int next = in.tag(declared.byteOrder());
        in.seek(groupEnd);
        int last = stray.elements().stream()
                .reduce((first, second) -> second)
                .orElseThrow()
                .tag();
        return Integer.compareUnsigned(next, last) <= 0;
    }

    private long metaStart() throws IOException {
        if (in.size() >= PREAMBLE_BYTES + 4 && isMagic(PREAMBLE_BYTES)) {
            return PREAMBLE_BYTES + 4;
        }
        note("the file has no preamble");
        return in.size() >= 4 && isMagic(0) ? 4 : 0;
    }

    private boolean isMagic(long position) throws IOException {
        in.seek(position);
        return in.unsignedByte() == 'D'
                && in.unsignedByte() == 'I'
                && in.unsignedByte() == 'C'
                && in.unsignedByte() == 'M';
    }

    private int groupAhead() throws IOException {
        long start = in.position();
        int group = in.unsignedShort(ByteOrder.LITTLE_ENDIAN);
        in.seek(start);
        return group;
    }

    private void note(String oddity) {
        if (!oddities.contains(oddity)) {
            oddities.add(oddity);
        }
    }
}
