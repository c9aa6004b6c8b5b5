package org.echoscribe.imaging.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.echoscribe.imaging.decode.UncompressedFramesTest.bytes;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.DataSetWriter;
import org.echoscribe.dicom.dataset.PixelContent;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.dataset.Vr;
import org.echoscribe.imaging.decode.DecodeResult.Decoded;
import org.echoscribe.imaging.decode.DecodeResult.Undecodable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pixel data that is made to harm: each ends in the right outcome, and takes little memory on its way there. */
class PixelAttackTest {
    /** What a refusal may allocate, on the thread that decodes. */
    private static final long MOST_BYTES = 8 << 20;

    private static final int SIDE = 32;

    private record Attack(String name, TestObject object, String answer) {}

    static Stream<Arguments> attacks() {
        byte[] jpeg = Encoded.jpeg(LocateFramesTest.plain(90, 90, 90), SIDE, SIDE);
        return Stream.of(
                        new Attack(
                                "65535 x 65535 x 1000000, uncompressed",
                                new TestObject(65535, 65535, "RGB")
                                        .frames(1_000_000)
                                        .uncompressed(Vr.OB, new byte[64]),
                                "1000000 frames exceed the limit"),
                        new Attack(
                                "65535 x 65535, JPEG header",
                                encapsulated(new TestObject(65535, 65535, "RGB"), jpeg),
                                "65535 x 65535 pixels exceed the limit"),
                        new Attack(
                                "65535 x 65535 in the codestream",
                                encapsulated(new TestObject(SIDE, SIDE, "RGB"), sized(jpeg, 0xFFFF, 0xFFFF)),
                                "65535 x 65535 pixels exceed the limit"),
                        new Attack(
                                "a thousand million frames",
                                encapsulated(new TestObject(SIDE, SIDE, "RGB"), jpeg)
                                        .frames(1_000_000_000),
                                "1000000000 frames exceed the limit"),
                        new Attack(
                                "1 bit allocated",
                                PhantomFan.object(PhantomFan.frames(12, 1)).bits(1, 1, 0),
                                "Bits Allocated (0028,0100) is 1; only 8 and 16 are known"),
                        new Attack(
                                "64 bits allocated",
                                PhantomFan.object(PhantomFan.frames(12, 1)).bits(64, 64, 63),
                                "Bits Allocated (0028,0100) is 64; only 8 and 16 are known"),
                        new Attack(
                                "arithmetic-coded JPEG",
                                encapsulated(new TestObject(SIDE, SIDE, "RGB"), marked(jpeg, 0xC0, 0xC9)),
                                "arithmetic"),
                        new Attack(
                                "hierarchical JPEG",
                                encapsulated(new TestObject(SIDE, SIDE, "RGB"), marked(jpeg, 0xC0, 0xC5)),
                                "hierarchical"),
                        new Attack(
                                "CMYK JPEG",
                                encapsulated(new TestObject(SIDE, SIDE, "RGB"), fourComponents()),
                                "a codestream has 4 components; only 1 and 3 are decodable"),
                        new Attack(
                                "JPEG of 10 bits",
                                encapsulated(new TestObject(SIDE, SIDE, "RGB"), ofPrecision(jpeg, 10)),
                                "JPEG_DCT of 10 bits per sample and 3 components is not decodable by this version; the object is kept, send it"),
                        new Attack(
                                "JPEG of 0 lines",
                                encapsulated(new TestObject(SIDE, SIDE, "RGB"), sized(jpeg, 0, SIDE)),
                                "declares 32 x 0 pixels"),
                        new Attack(
                                "nothing but markers",
                                encapsulated(
                                        new TestObject(SIDE, SIDE, "RGB"),
                                        bytes(0xFF, 0xD8, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xD9)),
                                "no frame header"),
                        new Attack(
                                "a zero-length fragment in a frame's place",
                                new TestObject(SIDE, SIDE, "RGB")
                                        .syntax(TransferSyntax.JpegBaseline8Bit)
                                        .fragments(
                                                List.of(),
                                                Stream.concat(
                                                                Stream.of(new byte[0]),
                                                                Collections.nCopies(11, jpeg).stream())
                                                        .toList())
                                        .frames(12),
                                "frame 1 is empty"),
                        new Attack(
                                "RLE of 4000000000 segments",
                                new TestObject(SIDE, SIDE, "RGB")
                                        .syntax(TransferSyntax.RleLossless)
                                        .fragments(List.of(), Collections.nCopies(12, filled(64, 0xEE)))
                                        .frames(12),
                                "declares 4008636142 segments"),
                        new Attack(
                                "a palette of no entries",
                                new TestObject(SIDE, SIDE, "PALETTE COLOR")
                                        .integer(Tag.RedPaletteColorLookupTableDescriptor, 0, 0, 16)
                                        .integer(Tag.GreenPaletteColorLookupTableDescriptor, 0, 0, 16)
                                        .integer(Tag.BluePaletteColorLookupTableDescriptor, 0, 0, 16)
                                        .bytes(Tag.RedPaletteColorLookupTableData, Vr.OW, new byte[2])
                                        .uncompressed(Vr.OB, new byte[12 * SIDE * SIDE])
                                        .frames(12),
                                "holds 1 of the 65536 entries"))
                .map(attack -> Arguments.of(attack.name(), attack.object(), attack.answer()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void isUndecodableWithItsReasonAndTakesLittleMemory(String name, TestObject object, String answer)
            throws Exception {
        DecodeLoop decodeLoop = new DecodeLoop(DecodeLimits.defaults(), Runnable::run);
        decodeLoop.decode(object.file(), TestObject.paper()); // classes and libraries are loaded once
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        DecodeResult result = decodeLoop.decode(object.file(), TestObject.paper());
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(result)
                .isInstanceOfSatisfying(
                        Undecodable.class,
                        undecodable -> assertThat(undecodable.detail()).contains(answer));
        assertThat(allocated).as(name).isLessThan(MOST_BYTES);
    }

    @Test
    void sizesInAVrOfTheirOwnAreReadAllTheSame() throws Exception {
        TestObject object = PhantomFan.object(PhantomFan.frames(12, 3));
        DecodedLoop plain = MaskingTest.decode(object);
        Attributes header = object.file().dataSet();
        header.setIntegers(Tag.Rows, Vr.UL, PhantomFan.HEIGHT);
        header.setIntegers(Tag.Columns, Vr.SL, PhantomFan.WIDTH);
        assertThat(MaskingTest.decode(object).rgbFrames().getFirst())
                .isEqualTo(plain.rgbFrames().getFirst());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "", "1.5E1", "99", "four", "2147483648"})
    void aNumberOfFramesThatIsWrongIsCountedInThePixelData(String declared) throws Exception {
        assertThat(MaskingTest.decode(
                                PhantomFan.object(PhantomFan.frames(12, 4)).frames(declared))
                        .totalFrames())
                .isEqualTo(12);
    }

    @Test
    void aNumberOfFramesThatIsAbsentIsCountedInThePixelData() throws Exception {
        TestObject object = PhantomFan.object(PhantomFan.frames(12, 4));
        object.file().dataSet().remove(Tag.NumberOfFrames);
        assertThat(object.file().dataSet().contains(Tag.NumberOfFrames)).isFalse();
        assertThat(MaskingTest.decode(object).totalFrames()).isEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0||", "-3||", "NaN||", "1E300||", "|0\\0\\0|", "|0\\NaN\\-7|0", "||-5", "||0", "Infinity||"})
    void aFrameTimeThatCannotBeIsNoFrameTime(String time, String vector, String cine) throws Exception {
        TestObject object = PhantomFan.object(PhantomFan.frames(12, 5));
        put(object, Tag.FrameTime, Vr.DS, time);
        put(object, Tag.FrameTimeVector, Vr.DS, vector);
        put(object, Tag.CineRate, Vr.IS, cine);
        assertThat(MaskingTest.decode(object).frameTime()).isEmpty();
    }

    private static void put(TestObject object, int tag, Vr vr, String value) {
        if (value != null) {
            String padded = value.length() % 2 == 0 ? value : value + " ";
            object.bytes(tag, vr, padded.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** The object ends where its sequence of fragments should: what is there is whole, so it is read. */
    @Test
    void aMissingDelimiterAndACutFrameAreToldApart(@TempDir Path folder) throws Exception {
        List<byte[]> frames = PhantomFan.frames(12, 6).stream()
                .map(rgb -> Encoded.jpeg(rgb, PhantomFan.WIDTH, PhantomFan.HEIGHT))
                .toList();
        Attributes header = PhantomFan.object(PhantomFan.frames(12, 6)).file().dataSet();
        header.set(Tag.SOPInstanceUID, Vr.UI, "2.25.1");
        Path whole = folder.resolve("whole.dcm");
        DataSetWriter.writeFile(whole, header, TransferSyntax.JpegBaseline8Bit, new PixelContent.Frames(frames));
        byte[] file = Files.readAllBytes(whole);
        assertThat(decoded(folder, file)).isInstanceOf(Decoded.class);
        assertThat(decoded(folder, Arrays.copyOf(file, file.length - 8))).isInstanceOf(Decoded.class);
        assertThat(decoded(folder, Arrays.copyOf(file, file.length - 8 - 100)))
                .isInstanceOfSatisfying(
                        Decoded.class,
                        cut -> assertThat(cut.loop().totalFrames()).isEqualTo(11));
    }

    private static DecodeResult decoded(Path folder, byte[] file) throws Exception {
        Path path = Files.write(folder.resolve("attack.dcm"), file);
        return new DecodeLoop().decode(DataSetReader.read(path), TestObject.paper());
    }

    private static TestObject encapsulated(TestObject object, byte[] codestream) {
        return object.syntax(TransferSyntax.JpegBaseline8Bit)
                .fragments(List.of(), Collections.nCopies(12, codestream))
                .frames(12);
    }

    private static byte[] sized(byte[] jpeg, int height, int width) {
        byte[] changed = jpeg.clone();
        int at = frameHeader(jpeg, 0xC0);
        changed[at + 5] = (byte) (height >> 8);
        changed[at + 6] = (byte) height;
        changed[at + 7] = (byte) (width >> 8);
        changed[at + 8] = (byte) width;
        return changed;
    }

    private static byte[] marked(byte[] jpeg, int marker, int other) {
        byte[] changed = jpeg.clone();
        changed[frameHeader(jpeg, marker) + 1] = (byte) other;
        return changed;
    }

    private static byte[] ofPrecision(byte[] jpeg, int bits) {
        byte[] changed = jpeg.clone();
        changed[frameHeader(jpeg, 0xC0) + 4] = (byte) bits;
        return changed;
    }

    private static byte[] fourComponents() {
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        jpeg.writeBytes(bytes(0xFF, 0xD8, 0xFF, 0xC0, 0, 20, 8, 0, SIDE, 0, SIDE, 4));
        for (int c = 1; c <= 4; c++) {
            jpeg.writeBytes(bytes(c, 0x11, 0));
        }
        jpeg.writeBytes(bytes(0xFF, 0xDA, 0, 14, 4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0, 1, 2, 3, 0xFF, 0xD9));
        return jpeg.toByteArray();
    }

    private static byte[] filled(int length, int value) {
        byte[] filled = new byte[length];
        Arrays.fill(filled, (byte) value);
        return filled;
    }

    private static int frameHeader(byte[] jpeg, int marker) {
        for (int i = 0; i + 1 < jpeg.length; i++) {
            if ((jpeg[i] & 0xFF) == 0xFF && (jpeg[i + 1] & 0xFF) == marker) {
                return i;
            }
        }
        throw new AssertionError("no such marker");
    }
}
