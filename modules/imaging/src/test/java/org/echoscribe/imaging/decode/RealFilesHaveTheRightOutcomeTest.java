package org.echoscribe.imaging.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.DicomFile;
import org.echoscribe.dicom.dataset.DicomFormatException;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.imaging.decode.DecodeResult.Decoded;
import org.echoscribe.imaging.decode.DecodeResult.NotAttempted;
import org.echoscribe.imaging.decode.DecodeResult.Undecodable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class RealFilesHaveTheRightOutcomeTest {
    /** The only real loops that are not decoded, and why. */
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "ge-voluson-s-blank-87f.dcm", "UNSUPPORTED_IMAGE_TYPE",
            "medistim-veriqc-epicardial-2f-jpegll.dcm", "TOO_FEW_FRAMES",
            "acme-plax-mono-8f-retired-sop.dcm", "TOO_FEW_FRAMES",
            "acuson-apical-cfm-rgb-ivle-8f.dcm", "TOO_FEW_FRAMES");

    @TestFactory
    Stream<DynamicTest> everyRealFileIsALoopOrSaysWhyNot() throws IOException {
        return files("data")
                .map(file -> DynamicTest.dynamicTest(name(file), () -> {
                    DicomFile object = DataSetReader.read(file);
                    boolean still = object.dataSet().integer(Tag.NumberOfFrames).orElse(1) == 1;
                    String expected = EXCEPTIONS.getOrDefault(name(file), still ? "SINGLE_FRAME" : "Decoded");
                    assertThat(outcome(file)).isEqualTo(expected);
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyHostileFileEndsInAnOutcome() throws IOException {
        return files("hostile")
                .map(file -> DynamicTest.dynamicTest(
                        name(file), () -> assertThat(outcome(file)).isNotBlank()));
    }

    /** The table blanks bars, never ultrasound: the picture is found where it was. */
    @TestFactory
    Stream<DynamicTest> theShippedScreenMasksLeaveTheUltrasoundOfRealLoopsAlone() throws IOException {
        ScreenMasks masks = ReadScreenMasks.from(Path.of("../../etc/screen-masks.csv"));
        return Stream.of("toshiba-xario-01", "toshiba-xario-03", "toshiba-xario-07", "sonosite-turbo-a4c-30f")
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    DicomFile object = DataSetReader.read(Shared.path("data/" + name + ".dcm"));
                    DecodeResult plain = new DecodeLoop().decode(object, TestObject.paper());
                    DecodeResult masked = new DecodeLoop(masks).decode(object, TestObject.paper());
                    assertThat(((Decoded) masked).loop().crop())
                            .isEqualTo(((Decoded) plain).loop().crop());
                    assertThat(((Decoded) masked).loop().rgbFrames())
                            .containsExactlyElementsOf(((Decoded) plain).loop().rgbFrames());
                }));
    }

    private static Stream<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(Shared.path(folder))) {
            return files.filter(file -> file.toString().endsWith(".dcm")).sorted().toList().stream();
        }
    }

    private static String outcome(Path file) throws IOException {
        DicomFile object;
        try {
            object = DataSetReader.read(file);
        } catch (DicomFormatException e) {
            return "not readable as DICOM: " + e.getMessage();
        }
        return switch (new DecodeLoop().decode(object, TestObject.paper())) {
            case Decoded decoded -> {
                assertThat(decoded.loop().rgbFrames()).isNotEmpty();
                yield "Decoded";
            }
            case NotAttempted notAttempted -> notAttempted.reason().name();
            case Undecodable undecodable -> {
                missingLibraries()
                        .filter(undecodable.detail()::contains)
                        .findFirst()
                        .ifPresent(problem -> Assumptions.abort("skipped: " + problem));
                yield "Undecodable";
            }
        };
    }

    /** What the machine lacks: a file that needs it is undecodable here and says so. */
    private static Stream<String> missingLibraries() {
        return Stream.of(
                        FfmpegLibrary.problem(),
                        CharlsLibrary.problem(),
                        OpenJpegLibrary.problem(),
                        JpegXlLibrary.problem())
                .flatMap(Optional::stream);
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
