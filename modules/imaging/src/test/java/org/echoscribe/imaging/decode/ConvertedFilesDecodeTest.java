package org.echoscribe.imaging.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntBinaryOperator;
import java.util.stream.Stream;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.DataSetWriter;
import org.echoscribe.dicom.dataset.PixelContent;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.dataset.Vr;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Real loops that DCMTK and GDCM brought into other transfer syntaxes must give the pixels of the original. */
class ConvertedFilesDecodeTest {
    private static final int FRAMES = 3;

    private static final List<String> ORIGINALS = List.of(
            "data/acuson-apical-cfm-rgb-ivle-8f.dcm", // RGB
            "data/acme-plax-mono-8f-retired-sop.dcm", // MONOCHROME2
            "data/acuson-sequoia-thyroid-still-rle-ybrfull.dcm", // YBR_FULL, RLE
            "data/philips-cx50-ob-still-pal.dcm"); // PALETTE COLOR

    /** A tool that turns the file {@code IN} into the file {@code OUT}, and the end of the transfer syntax UID it writes. */
    private record Conversion(String syntaxEnd, String... command) {}

    private static final List<Conversion> CONVERSIONS = List.of(
            new Conversion(".1.2", "dcmconv", "+ti", "IN", "OUT"),
            new Conversion(".1.2.1", "dcmconv", "+te", "IN", "OUT"),
            new Conversion(".1.2.2", "dcmconv", "+tb", "IN", "OUT"),
            new Conversion(".1.2.1.99", "dcmconv", "+td", "IN", "OUT"),
            new Conversion(".1.2.5", "dcmcrle", "IN", "OUT"),
            new Conversion(".4.70", "dcmcjpeg", "+e1", "IN", "OUT"),
            new Conversion(".4.57", "dcmcjpeg", "+el", "IN", "OUT"),
            new Conversion(".4.80", "dcmcjpls", "+el", "IN", "OUT"),
            new Conversion(".4.80", "dcmcjpls", "+il", "IN", "OUT"),
            new Conversion(".4.80", "dcmcjpls", "+is", "IN", "OUT"),
            new Conversion(".4.80", "dcmcjpls", "+in", "IN", "OUT"),
            new Conversion(".4.90", "gdcmconv", "--j2k", "IN", "OUT"),
            new Conversion(".4.70", "gdcmconv", "--jpeg", "IN", "OUT"),
            new Conversion(".4.80", "gdcmconv", "--jpegls", "IN", "OUT"),
            new Conversion(".1.2.5", "gdcmconv", "--rle", "IN", "OUT"));

    @TempDir
    static Path scratch;

    @BeforeAll
    static void askForTheTools() {
        Optional<String> problem = Reference.problem();
        assumeTrue(problem.isEmpty(), () -> "skipped: " + problem.orElse(""));
        assumeTrue(
                Stream.of("dcmconv", "dcmcrle", "dcmcjpeg", "dcmcjpls").allMatch(Reference::installed),
                "skipped: dcmtk is not installed");
        assumeTrue(
                FfmpegLibrary.problem().isEmpty(),
                () -> "skipped: " + FfmpegLibrary.problem().orElse(""));
    }

    @TestFactory
    Stream<DynamicTest> everyConversionKeepsThePixels() {
        return ORIGINALS.stream()
                .flatMap(original -> CONVERSIONS.stream()
                        .map(conversion -> DynamicTest.dynamicTest(
                                original + " by " + String.join(" ", conversion.command()),
                                () -> compare(Shared.path(original), conversion))));
    }

    /** Twelve stored bits: some encoders declare the sixteen allocated ones as precision. */
    @TestFactory
    Stream<DynamicTest> twelveBitsKeepTheirEightMostSignificantOnes() {
        return CONVERSIONS.stream()
                .map(conversion -> DynamicTest.dynamicTest(
                        "12 bits by " + String.join(" ", conversion.command()),
                        () -> compare(twelveBits(), conversion)));
    }

    /** The extended process of twelve bits: both decoders compute the cosine transform, and may round differently by one. */
    @Test
    void twelveBitsOfTheExtendedProcessAreThoseOfDcmtk() throws Exception {
        Path extended = scratch.resolve("extended.dcm");
        Reference.run(List.of("dcmcjpeg", "+ee", smoothTwelveBits().toString(), extended.toString()));
        assertThat(DataSetReader.read(extended).transferSyntax()).isEqualTo(TransferSyntax.JpegExtended12Bit);
        Path judged = scratch.resolve("judged.dcm");
        Reference.run(List.of("dcmdjpeg", extended.toString(), judged.toString()));
        Difference difference =
                Difference.between(Unmasked.decode(extended, FRAMES), Reference.decode(judged, FRAMES, scratch));
        assertThat(difference.max()).isLessThanOrEqualTo(1);
        assertThat(difference.mean()).isLessThan(0.05);
    }

    private static Path smoothTwelveBits() throws IOException {
        return twelveBits((x, y) -> (int) (2000 + 1800 * Math.sin(x / 13.0) * Math.cos(y / 9.0)));
    }

    private static Path twelveBits() throws IOException {
        return twelveBits((x, y) -> (x * 43 + y * 61) % 4096);
    }

    private static Path twelveBits(IntBinaryOperator picture) throws IOException {
        byte[] samples = new byte[2 * 96 * 64];
        for (int i = 0; i < 96 * 64; i++) {
            int value = picture.applyAsInt(i % 96, i / 96);
            samples[2 * i] = (byte) value;
            samples[2 * i + 1] = (byte) (value >> 8);
        }
        Attributes header =
                new TestObject(96, 64, "MONOCHROME2").bits(16, 12, 11).file().dataSet();
        header.set(Tag.SOPInstanceUID, Vr.UI, "2.25.1");
        header.set(Tag.NumberOfFrames, Vr.IS, "1");
        header.setIntegers(Tag.PixelRepresentation, Vr.US, 0);
        Path file = scratch.resolve("twelve.dcm");
        DataSetWriter.writeFile(
                file, header, TransferSyntax.ExplicitVrLittleEndian, PixelContent.Native.of(Vr.OW, samples));
        return file;
    }

    private void compare(Path original, Conversion conversion) throws IOException, UndecodableException {
        Path plain = scratch.resolve("plain.dcm");
        Reference.run(List.of("gdcmconv", "--raw", original.toString(), plain.toString()));
        Path converted = scratch.resolve("converted.dcm");
        Reference.run(Stream.of(conversion.command())
                .map(word -> word.equals("IN") ? plain.toString() : word.equals("OUT") ? converted.toString() : word)
                .toList());
        assertThat(DataSetReader.read(converted).transferSyntax().uid()).endsWith(conversion.syntaxEnd());
        Difference difference =
                Difference.between(Unmasked.decode(converted, FRAMES), Reference.decode(original, FRAMES, scratch));
        assertThat(difference).isEqualTo(new Difference(0, 0));
    }
}
