package org.echoscribe.imaging.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
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

    /** What the judges see in the originals, asked once for each. */
    private static final Map<Path, List<RgbFrame>> JUDGED = new HashMap<>();

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

    private void compare(Path original, Conversion conversion) throws IOException, UndecodableException {
        if (!JUDGED.containsKey(original)) {
            Reference.run(List.of(
                    "gdcmconv", "--raw", original.toString(), plain(original).toString()));
            JUDGED.put(original, Reference.decode(original, FRAMES, scratch));
        }
        Path converted = scratch.resolve("converted.dcm");
        Reference.run(Stream.of(conversion.command())
                .map(word -> word.equals("IN")
                        ? plain(original).toString()
                        : word.equals("OUT") ? converted.toString() : word)
                .toList());
        assertThat(DataSetReader.read(converted).transferSyntax().uid()).endsWith(conversion.syntaxEnd());
        assertThat(Difference.between(Unmasked.decode(converted, FRAMES), JUDGED.get(original)))
                .isEqualTo(new Difference(0, 0));
    }

    private static Path plain(Path original) {
        return scratch.resolve("plain-" + original.getFileName());
    }
}
