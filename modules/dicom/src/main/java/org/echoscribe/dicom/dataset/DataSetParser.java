package org.echoscribe.dicom.dataset;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.echoscribe.dicom.dataset.TransferSyntax.Encoding;

/**
 * Parses one data set (PS3.5 section 7).
 *
 * <p>Sequences nest on an explicit stack of levels, not on the thread's: a level holds either elements (the data set
 * itself, or an item) or items (a sequence). The loop looks at the innermost level, closes it if it has ended, and else
 * takes one element or one item header. Every length is checked against the bytes that the level has left before
 * anything is allocated.
 */
final class DataSetParser {

    /** A data set, an item, or a sequence that is open. */
    private record Level(
            boolean holdsItems,
            int tag,
            Attributes target,
            List<Attributes> items,
            Encoding encoding,
            long end,
            long limit) {
        boolean hasUndefinedLength() {
            return end == UNDEFINED_END;
        }
    }

    private static final long UNDEFINED_END = -1;
    private static final int MAX_ODDITIES = 20;

    private final ByteWindow in;
    private final ReadLimits limits;
    private final IntPredicate stopAt;
    private final boolean locatePixelData;
    private final Deque<Level> levels = new ArrayDeque<>();
    private final List<String> oddities = new ArrayList<>();
    private Optional<PixelData> pixelData = Optional.empty();
    private boolean truncated;
    private boolean signedPixels;
    private int depth;
    private int elements;
    private long loadedBytes;
    private int lastRootTag;

    /**
     * A parser of what stands at the window's position.
     *
     * @param stopAt tags of the outermost level that end the parsing, without being taken
     * @param locatePixelData whether pixel data is located; else it is an element like others
     */
    DataSetParser(ByteWindow in, ReadLimits limits, IntPredicate stopAt, boolean locatePixelData) {
        this.in = in;
        this.limits = limits;
        this.stopAt = stopAt;
        this.locatePixelData = locatePixelData;
    }

    /** Parses to {@code end}; what comes after the pixel data and is no element is passed over. */
    ParsedDataSet parse(Encoding encoding, long end) throws IOException {
        Attributes root = new Attributes();
        boolean stopped;
        try {
            levels.push(new Level(false, 0, root, List.of(), encoding, end, end));
            stopped = run();
        } catch (DicomFormatException e) {
            if (pixelData.isEmpty()) {
                throw e;
            }
            note("bytes after the pixel data are no elements and were passed over");
            stopped = true;
        }
        return new ParsedDataSet(root, pixelData, truncated, stopped, oddities);
    }

    /** Parses the first bytes of a data set whose rest is still to come. */
    ParsedDataSet parseBeginning(Encoding encoding) throws IOException {
        Attributes root = new Attributes();
        boolean stopped;
        try {
            levels.push(new Level(false, 0, root, List.of(), encoding, Long.MAX_VALUE, Long.MAX_VALUE));
            stopped = run();
        } catch (DicomFormatException e) {
            if (!e.isEndOfBytes()) {
                throw e;
            }
            stopped = false;
        }
        return new ParsedDataSet(root, pixelData, truncated, stopped, oddities);
    }

    private boolean run() throws IOException {
        while (!levels.isEmpty()) {
            Level level = levels.peek();
            if (!level.hasUndefinedLength() && in.position() >= level.end) {
                close(level);
            } else if (level.holdsItems) {
                takeItem(level);
            } else if (!takeElement(level)) {
                return true;
            }
        }
        return true;
    }

    private void close(Level level) {
        levels.pop();
        if (level.holdsItems) {
            depth--;
            level.target.put(new Element.Sequence(level.tag, level.items, level.hasUndefinedLength()));
        }
    }

    private void takeItem(Level level) throws IOException {
        requireBytes(level, 8, level.tag);
        ElementHeader header = ElementHeader.read(in, level.encoding, false);
        switch (header.tag()) {
            case Tag.Item -> openItem(level, header);
            case Tag.SequenceDelimitationItem -> {
                if (level.hasUndefinedLength()) {
                    close(level);
                } else {
                    note("a sequence of defined length has a delimiter");
                }
            }
            case Tag.ItemDelimitationItem -> note("an item of defined length has a delimiter");
            default ->
                throw new DicomFormatException(
                        "No item where an item must be", header.start(), level.tag, "The sequence is damaged.");
        }
    }

    private void openItem(Level sequence, ElementHeader header) throws IOException {
        count(header);
        boolean undefined = header.hasUndefinedLength();
        long end = undefined ? UNDEFINED_END : endOf(sequence, header, sequence.tag);
        Attributes item = new Attributes().inside(sequence.target).undefinedLength(undefined);
        sequence.items.add(item);
        levels.push(new Level(
                false, sequence.tag, item, List.of(), encodingOfItem(sequence), end, undefined ? sequence.limit : end));
    }

    /** Inside UN, implicit VR little endian is the rule (PS3.5 6.2.2), and explicit VR what some write. */
    private Encoding encodingOfItem(Level sequence) throws IOException {
        boolean inUnknown = sequence.encoding == Encoding.IMPLICIT_LITTLE_ENDIAN
                && levels.stream().anyMatch(level -> level.encoding.explicitVr());
        return inUnknown && in.left() >= 8 && isExplicit() ? Encoding.EXPLICIT_LITTLE_ENDIAN : sequence.encoding;
    }

    private boolean isExplicit() throws IOException {
        long start = in.position();
        in.seek(start + 4);
        boolean explicit = Vr.of(in.unsignedByte(), in.unsignedByte()) != null;
        in.seek(start);
        return explicit && !EncodingProbe.isPlausible(in, Encoding.IMPLICIT_LITTLE_ENDIAN);
    }

    /** Takes one element; answers false where parsing is to stop. */
    private boolean takeElement(Level level) throws IOException {
        boolean root = levels.size() == 1;
        if (root && isEndOfElements(level)) {
            return false;
        }
        if (root && level.end - in.position() < 8 && (pixelData.isPresent() || onlyZerosTo(level.end))) {
            note("fewer than eight bytes follow the last element");
            in.seek(level.end);
            return true;
        }
        requireBytes(level, 8, level.tag);
        ElementHeader header = ElementHeader.read(in, level.encoding, signedPixels);
        if (header.isDelimiter()) {
            takeDelimiter(level, header, root);
            return true;
        }
        count(header);
        if (!header.knownVr()) {
            note("an element has a VR that does not exist");
        }
        if (root && locatePixelData && header.tag() == Tag.PixelData) {
            takePixelData(level, header);
        } else if (header.hasUndefinedLength()) {
            takeUndefinedLength(level, header);
        } else if (header.vr() == Vr.SQ) {
            openSequence(level, header, level.encoding, endOf(level, header, header.tag()));
        } else {
            takeValue(level, header, endOf(level, header, header.tag()) - in.position());
        }
        return true;
    }

    /** Whether what is left is padding; else an element was cut. */
    private boolean onlyZerosTo(long end) throws IOException {
        long start = in.position();
        int bits = 0;
        while (in.position() < end) {
            bits |= in.unsignedByte();
        }
        in.seek(start);
        return bits == 0;
    }

    private boolean isEndOfElements(Level level) throws IOException {
        long start = in.position();
        if (in.left() < 4) {
            // No tag, but perhaps the whole of a deflated data set behind file meta information: it is of another
            // group.
            return stopAt.test(0);
        }
        int tag = in.tag(level.encoding.byteOrder());
        in.seek(start);
        if (stopAt.test(tag)) {
            return true;
        }
        boolean zeros = tag == 0 && level.target.size() > 0;
        boolean afterPixels = pixelData.isPresent() && Integer.compareUnsigned(tag, Tag.PixelData) <= 0;
        if (zeros || afterPixels) {
            note("bytes after the last element are no elements and were passed over");
        } else if (Integer.compareUnsigned(tag, lastRootTag) < 0 && Tag.group(tag) != 0xFFFE) {
            note("elements are out of order");
        }
        lastRootTag = Tag.group(tag) == 0xFFFE ? lastRootTag : tag;
        return zeros || afterPixels;
    }

    private void takeDelimiter(Level level, ElementHeader header, boolean root) throws IOException {
        if (header.tag() == Tag.Item) {
            passOverStrayItem(level, header, root);
            return;
        }
        if (root || !level.hasUndefinedLength()) {
            note(root ? "a delimiter stands outside of a sequence" : "an item of defined length has a delimiter");
            return;
        }
        if (header.tag() == Tag.SequenceDelimitationItem) {
            note("an item ends with its sequence, without a delimiter of its own");
            in.seek(header.start());
        }
        close(level);
    }

    /** A vendor writes an item whose sequence header is missing: what it means is lost, what follows it is not. */
    private void passOverStrayItem(Level level, ElementHeader header, boolean root) throws IOException {
        if (!root || header.hasUndefinedLength()) {
            throw new DicomFormatException(
                    "An item outside of a sequence", header.start(), level.tag, "The data set is damaged.");
        }
        note("an item outside of a sequence was passed over");
        in.seek(endOf(level, header, header.tag()));
    }

    private void takePixelData(Level level, ElementHeader header) throws IOException {
        if (header.hasUndefinedLength()) {
            FragmentWalk walk = new FragmentWalk(in, level.encoding.byteOrder(), level.limit, limits);
            Vr vr = header.vr() == Vr.OW ? Vr.OW : Vr.OB;
            pixelData = Optional.of(walk.locate(header, vr));
            truncated = walk.truncated();
            walk.oddities().forEach(this::note);
            return;
        }
        long length = Math.min(header.length(), level.limit - in.position());
        truncated = length < header.length();
        pixelData = Optional.of(new PixelData.Native(header.vr() == Vr.OB ? Vr.OB : Vr.OW, in.position(), length));
        in.seek(in.position() + length);
    }

    private void takeUndefinedLength(Level level, ElementHeader header) throws IOException {
        boolean bytes = header.vr() == Vr.OB || header.vr() == Vr.OW;
        if (bytes && (level.encoding.explicitVr() || header.tag() == Tag.PixelData)) {
            FragmentWalk walk = new FragmentWalk(in, level.encoding.byteOrder(), level.limit, limits);
            List<byte[]> fragments = walk.load(header, limits.maxLoadedBytes() - loadedBytes);
            loadedBytes +=
                    fragments.stream().mapToLong(fragment -> fragment.length).sum();
            level.target.put(new Element.Fragments(header.tag(), header.vr(), fragments));
            return;
        }
        boolean sequence = header.vr() == Vr.SQ || header.vr() == Vr.UN || !level.encoding.explicitVr();
        if (!sequence) {
            throw new DicomFormatException(
                    "VR " + header.vr() + " has undefined length", header.start(), header.tag(), "It is damaged.");
        }
        boolean unknown = header.vr() == Vr.UN;
        openSequence(level, header, unknown ? Encoding.IMPLICIT_LITTLE_ENDIAN : level.encoding, UNDEFINED_END);
    }

    private void openSequence(Level level, ElementHeader header, Encoding encoding, long end)
            throws DicomFormatException {
        depth++;
        if (depth > limits.maxDepth()) {
            throw new DicomFormatException(
                    "Sequences nest deeper than " + limits.maxDepth() + " levels",
                    header.start(),
                    header.tag(),
                    "No real object needs that; refuse it.");
        }
        long limit = end == UNDEFINED_END ? level.limit : end;
        levels.push(new Level(true, header.tag(), level.target, new ArrayList<>(), encoding, end, limit));
    }

    private void takeValue(Level level, ElementHeader header, long length) throws IOException {
        if (length > limits.maxValueBytes() || loadedBytes + length > limits.maxLoadedBytes()) {
            if (length > in.left()) {
                throw DicomFormatException.endOfBytes(in.size());
            }
            level.target.put(new Element.Located(header.tag(), header.vr(), in.position(), length));
            in.seek(in.position() + length);
            return;
        }
        byte[] value = in.bytes((int) length);
        loadedBytes += length;
        if (level.encoding.byteOrder() == ByteOrder.BIG_ENDIAN) {
            ByteSwap.swap(value, header.vr().unitBytes());
        }
        level.target.put(new Element.Bytes(header.tag(), header.vr(), value));
        if (header.tag() == Tag.PixelRepresentation && levels.size() == 1) {
            OptionalInt representation = level.target.integer(header.tag());
            signedPixels = representation.isPresent() && representation.getAsInt() == 1;
        }
    }

    /** Where a value of defined length ends, once it is known to fit. */
    private long endOf(Level level, ElementHeader header, int tag) throws DicomFormatException {
        long left = level.limit - in.position();
        if (header.length() > left) {
            throw new DicomFormatException(
                    "A length of %d bytes passes the %d bytes that are left".formatted(header.length(), left),
                    header.start(),
                    tag,
                    "The object was cut or is damaged; send or copy it again.");
        }
        return in.position() + header.length();
    }

    private void requireBytes(Level level, int bytes, int tag) throws IOException {
        if (level.limit - in.position() < bytes) {
            if (level.limit == in.size()) {
                throw DicomFormatException.endOfBytes(in.size());
            }
            throw new DicomFormatException(
                    "An item or sequence ends inside an element", in.position(), tag, "Its length is wrong.");
        }
    }

    private void count(ElementHeader header) throws DicomFormatException {
        elements++;
        if (elements > limits.maxElements()) {
            throw new DicomFormatException(
                    "More than " + limits.maxElements() + " elements and items",
                    header.start(),
                    header.tag(),
                    "No real object needs that; refuse it.");
        }
    }

    private void note(String oddity) {
        if (oddities.size() < MAX_ODDITIES && !oddities.contains(oddity)) {
            oddities.add(oddity);
        }
    }
}
