package org.echoscribe.imaging.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class RealFilesDecodeLikeTheReferenceTest {
    private static final int FRAMES = 4;
    /** Lossy syntaxes: other versions of the same libraries round differently. */
    private static final Set<TransferSyntax> LOSSY =
            Set.of(TransferSyntax.JpegBaseline8Bit, TransferSyntax.Jpeg2000, TransferSyntax.JpegLsNearLossless);

    /** Both decoders upsample chroma with libjpeg-turbo's filter, in different versions. */
    private static final int LOSSY_MAX = 4;

    private static final double LOSSY_MEAN = 0.3;

    /** The file that needs libjxl on both sides. */
    private static final String JPEG_XL = "ge-vivid-e95-a3c-cfm-jxl-27f.dcm";

    private static final List<String> HOSTILE = List.of(
            "us-big-endian.dcm",
            "us-cine-double-sequence-delimiter.dcm",
            "us-palette-16bit-lut-implicit.dcm",
            "two-frames-many-fragments.dcm",
            "odd-length-lo.dcm");

    @TempDir
    static Path scratch;

    @BeforeAll
    static void askTheReference() {
        Optional<String> problem = Reference.problem();
        assumeTrue(problem.isEmpty(), () -> "skipped: " + problem.orElse(""));
    }

    @TestFactory
    Stream<DynamicTest> everyFileGivesTheReferencesPixels() throws IOException {
        Stream<Path> files;
        try (Stream<Path> data = Files.list(Shared.path("data"))) {
            files = data.filter(file -> file.toString().endsWith(".dcm")).sorted().toList().stream();
        }
        return Stream.concat(files, HOSTILE.stream().map(name -> Shared.path("hostile/" + name)))
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> compare(file)));
    }

    private void compare(Path file) throws IOException, UndecodableException {
        if (file.endsWith(JPEG_XL)) {
            assumeTrue(JpegXlLibrary.problem().isEmpty(), "skipped: libjxl is not installed");
            assumeTrue(Reference.installed("ffmpeg", "-version"), "skipped: ffmpeg is not installed");
        }
        TransferSyntax syntax = DataSetReader.read(file).transferSyntax();
        Difference difference =
                Difference.between(Unmasked.decode(file, FRAMES), Reference.decode(file, FRAMES, scratch));
        System.out.printf(
                "%s (%s): max %d, mean %.4f%n", file.getFileName(), syntax.name(), difference.max(), difference.mean());
        assertThat(difference.max()).isLessThanOrEqualTo(LOSSY.contains(syntax) ? LOSSY_MAX : 0);
        assertThat(difference.mean()).isLessThanOrEqualTo(LOSSY.contains(syntax) ? LOSSY_MEAN : 0);
    }
}
