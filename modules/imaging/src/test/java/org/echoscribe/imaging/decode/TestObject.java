package org.echoscribe.imaging.decode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DicomFile;
import org.echoscribe.dicom.dataset.DicomSource;
import org.echoscribe.dicom.dataset.PixelData;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.dicom.dataset.Vr;
import org.echoscribe.vocabulary.InputSpecification;
import org.echoscribe.vocabulary.InputSpecification.FrameSampling;
import org.echoscribe.vocabulary.InputSpecification.SpatialInput;
import org.echoscribe.vocabulary.InputSpecification.TemporalInput;
import org.echoscribe.vocabulary.InputSpecification.TvL1Parameters;

/** Objects in memory, as a reader would have located them. */
final class TestObject {
    private static final int ITEM_HEADER_BYTES = 8;

    private final Attributes header = new Attributes();
    private TransferSyntax syntax = TransferSyntax.ExplicitVrLittleEndian;
    private Optional<PixelData> pixels = Optional.empty();
    private byte[] bytes = {};

    /** A multi-frame ultrasound header of the given picture; attributes may be changed afterwards. */
    TestObject(int columns, int rows, String photometricInterpretation) {
        int samples = photometricInterpretation.matches("RGB|YBR.*") ? 3 : 1;
        header.set(Tag.SOPClassUID, Vr.UI, Uids.UltrasoundMultiFrameImageStorage);
        header.set(Tag.PhotometricInterpretation, Vr.CS, photometricInterpretation);
        integer(Tag.Columns, columns);
        integer(Tag.Rows, rows);
        integer(Tag.SamplesPerPixel, samples);
        bits(8, 8, 7);
    }

    TestObject integer(int tag, int... values) {
        header.setIntegers(tag, Vr.US, values);
        return this;
    }

    TestObject text(int tag, Vr vr, String... values) {
        header.set(tag, vr, values);
        return this;
    }

    TestObject bytes(int tag, Vr vr, byte[] value) {
        header.setBytes(tag, vr, value);
        return this;
    }

    TestObject bits(int allocated, int stored, int high) {
        return integer(Tag.BitsAllocated, allocated)
                .integer(Tag.BitsStored, stored)
                .integer(Tag.HighBit, high);
    }

    TestObject frames(Object declared) {
        String padded = declared.toString().length() % 2 == 0 ? declared.toString() : declared + " ";
        return bytes(Tag.NumberOfFrames, Vr.IS, padded.getBytes(StandardCharsets.US_ASCII));
    }

    TestObject syntax(TransferSyntax wanted) {
        syntax = wanted;
        return this;
    }

    TestObject region(int spatialFormat, long x0, long y0, long x1, long y1) {
        Attributes region = new Attributes();
        region.setIntegers(Tag.RegionSpatialFormat, Vr.US, spatialFormat);
        region.setIntegers(Tag.RegionDataType, Vr.US, 1);
        region.setBytes(Tag.RegionLocationMinX0, Vr.UL, unsigned(x0));
        region.setBytes(Tag.RegionLocationMinY0, Vr.UL, unsigned(y0));
        region.setBytes(Tag.RegionLocationMaxX1, Vr.UL, unsigned(x1));
        region.setBytes(Tag.RegionLocationMaxY1, Vr.UL, unsigned(y1));
        List<Attributes> items = new ArrayList<>(header.items(Tag.SequenceOfUltrasoundRegions));
        items.add(region);
        header.setItems(Tag.SequenceOfUltrasoundRegions, items);
        return this;
    }

    private static byte[] unsigned(long value) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) value)
                .array();
    }

    /** Uncompressed pixel data. */
    TestObject uncompressed(Vr vr, byte[] values) {
        bytes = values;
        pixels = Optional.of(new PixelData.Native(vr, 0, values.length));
        return this;
    }

    /** Compressed pixel data. */
    TestObject fragments(List<Long> basicOffsetTable, List<byte[]> fragments) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        List<PixelData.Fragment> located = new ArrayList<>();
        for (byte[] fragment : fragments) {
            joined.write(new byte[ITEM_HEADER_BYTES], 0, ITEM_HEADER_BYTES);
            located.add(new PixelData.Fragment(joined.size(), fragment.length));
            joined.write(fragment, 0, fragment.length);
        }
        bytes = joined.toByteArray();
        pixels = Optional.of(new PixelData.Encapsulated(Vr.OB, basicOffsetTable, located));
        return this;
    }

    DicomFile file() {
        return new DicomFile(
                new Attributes(),
                syntax,
                header,
                pixels,
                new DicomSource.InMemory(ByteBuffer.wrap(bytes)),
                false,
                List.of());
    }

    /** The paper's input: the first 20 frames and 40 flow fields. */
    static InputSpecification paper() {
        return new InputSpecification(
                Optional.of(new SpatialInput(20, FrameSampling.FIRST, 299, 299)),
                Optional.of(new TemporalInput(4, 10, 224, 224, 20, TvL1Parameters.defaults())),
                10);
    }
}
