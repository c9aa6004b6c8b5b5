package org.echoscribe.dicom.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Walks from item header to item header of encapsulated pixel data (PS3.5 A.4). Only the headers are looked at, so the
 * bytes of a delimiter inside a fragment do not end it.
 */
final class FragmentWalk {

    private final ByteWindow in;
    private final ByteOrder order;
    private final long limit;
    private final ReadLimits limits;
    private final List<PixelData.Fragment> items = new ArrayList<>();
    private final List<String> oddities = new ArrayList<>();
    private boolean truncated;

    FragmentWalk(ByteWindow in, ByteOrder order, long limit, ReadLimits limits) {
        this.in = in;
        this.order = order;
        this.limit = limit;
        this.limits = limits;
    }

    /** Whether the bytes ended before the sequence delimiter. */
    boolean truncated() {
        return truncated;
    }

    List<String> oddities() {
        return oddities;
    }

    /** Locates the complete fragments; the window is behind the sequence delimiter afterwards. */
    PixelData.Encapsulated locate(ElementHeader header, Vr vr) throws IOException {
        walk(header);
        if (items.isEmpty()) {
            return new PixelData.Encapsulated(vr, List.of(), List.of());
        }
        long end = in.position();
        List<Long> offsets = offsetTable(header, items.getFirst());
        in.seek(end);
        return new PixelData.Encapsulated(vr, offsets, items.subList(1, items.size()));
    }

    /** Loads every item, offset table included. */
    List<byte[]> load(ElementHeader header, long maxBytes) throws IOException {
        walk(header);
        long total = items.stream().mapToLong(PixelData.Fragment::length).sum();
        if (truncated || total > maxBytes) {
            throw new DicomFormatException(
                    truncated ? "Encapsulated pixel data is cut" : "Encapsulated pixel data is too large to load",
                    header.start(),
                    header.tag(),
                    "Send or copy the object again, or raise the read limits.");
        }
        long end = in.position();
        List<byte[]> loaded = new ArrayList<>(items.size());
        for (PixelData.Fragment item : items) {
            in.seek(item.offset());
            loaded.add(in.bytes((int) item.length()));
        }
        in.seek(end);
        return loaded;
    }

    private void walk(ElementHeader header) throws IOException {
        boolean open = true;
        while (open) {
            if (limit - in.position() < 8 || in.left() < 8) {
                truncated = true;
                return;
            }
            open = takeItem(header);
        }
    }

    /** Takes one item header; answers false at the end. */
    private boolean takeItem(ElementHeader header) throws IOException {
        long start = in.position();
        int tag = in.tag(order);
        long length = in.unsignedInt(order);
        if (tag == Tag.SequenceDelimitationItem) {
            return false;
        }
        if (tag != Tag.Item) {
            return skipPadding(start);
        }
        if (length > Math.min(limit - in.position(), in.left())) {
            truncated = true;
            in.seek(Math.min(limit, in.size()));
            return false;
        }
        items.add(new PixelData.Fragment(in.position(), length));
        if (items.size() > limits.maxFragments()) {
            throw new DicomFormatException(
                    "More than " + limits.maxFragments() + " fragments",
                    start,
                    header.tag(),
                    "No real object needs that; refuse it.");
        }
        in.seek(in.position() + length);
        return true;
    }

    /** Behind a fragment of odd length, some writers put the padding that they did not count. */
    private boolean skipPadding(long start) throws IOException {
        boolean odd = !items.isEmpty() && items.getLast().length() % 2 != 0;
        if (odd && in.size() - start >= 9) {
            in.seek(start + 1);
            int tag = in.tag(order);
            in.seek(start + 1);
            if (tag == Tag.Item || tag == Tag.SequenceDelimitationItem) {
                note("a fragment of odd length has padding that it does not count");
                return true;
            }
        }
        note("the pixel data has no sequence delimiter");
        in.seek(start);
        truncated = true;
        return false;
    }

    private List<Long> offsetTable(ElementHeader header, PixelData.Fragment table) throws IOException {
        long entries = table.length() / 4;
        if (entries > limits.maxFragments()) {
            throw new DicomFormatException(
                    "A basic offset table of " + entries + " entries",
                    table.offset(),
                    header.tag(),
                    "No real object needs that; refuse it.");
        }
        in.seek(table.offset());
        ByteBuffer bytes = ByteBuffer.wrap(in.bytes((int) entries * 4)).order(order);
        List<Long> offsets = new ArrayList<>((int) entries);
        while (bytes.remaining() >= 4) {
            offsets.add(Integer.toUnsignedLong(bytes.getInt()));
        }
        return offsets;
    }

    private void note(String oddity) {
        if (!oddities.contains(oddity)) {
            oddities.add(oddity);
        }
    }
}
