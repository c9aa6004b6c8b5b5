package org.echoscribe.imaging.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.DicomFile;
import org.echoscribe.dicom.dataset.PixelData.Encapsulated;
import org.echoscribe.dicom.dataset.PixelData.Fragment;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.imaging.decode.PixelConversion.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every layout of pixels in every transfer syntax that a tool at hand writes for it, against pydicom, Pillow and GDCM: exactly
 * where the syntax is lossless. Encapsulated ones also with their offset table emptied or made to lie, and with each frame
 * cut into pieces. What no tool writes is printed with the tool's reason. Video has its own test, {@link
 * VideosDecodeLikeFfmpegTest}, and High-Throughput JPEG 2000 {@link HighThroughputDecoderTest}.
 */
class PixelMatrixTest {
    private static final int LOSSY_MAX = 4;
    private static final double LOSSY_MEAN = 0.3;

    @TempDir
    static Path scratch;

    private static final List<TestPicture> PICTURES = List.of(
            TestPicture.unsigned("MONOCHROME2", 8, 8),
            TestPicture.signed(8, 8),
            TestPicture.unsigned("MONOCHROME2", 16, 12),
            TestPicture.signed(16, 12),
            TestPicture.unsigned("MONOCHROME2", 16, 16),
            TestPicture.signed(16, 16),
            TestPicture.unsigned("MONOCHROME1", 8, 8),
            TestPicture.unsigned("MONOCHROME1", 16, 12),
            TestPicture.unsigned("MONOCHROME1", 16, 16),
            TestPicture.unsigned("RGB", 8, 8),
            TestPicture.byPlane("RGB"),
            TestPicture.unsigned("RGB", 16, 12),
            TestPicture.unsigned("RGB", 16, 16),
            TestPicture.unsigned("YBR_FULL", 8, 8),
            TestPicture.byPlane("YBR_FULL"),
            TestPicture.unsigned("YBR_FULL_422", 8, 8),
            TestPicture.indices(8, 8),
            TestPicture.indices(8, 16),
            TestPicture.indices(16, 16));

    /** One picture in one syntax. */
    private record Cell(TestPicture picture, PixelConversion conversion, Path file, Optional<String> notMade) {}

    private static final Map<Path, List<RgbFrame>> JUDGED = new HashMap<>();
    private static List<Cell> cells = List.of();

    @BeforeAll
    static void makeTheFiles() throws IOException {
        Optional<String> problem = Reference.problem();
        assumeTrue(problem.isEmpty(), () -> "skipped: " + problem.orElse(""));
        Optional<String> missing = PixelConversion.missingTool();
        assumeTrue(missing.isEmpty(), () -> "skipped: " + missing.orElse("") + " is not installed");
        assumeTrue(
                FfmpegLibrary.problem().isEmpty(),
                () -> "skipped: " + FfmpegLibrary.problem().orElse(""));
        for (TestPicture picture : PICTURES) {
            picture.write(plain(picture));
        }
        cells = PICTURES.stream()
                .flatMap(picture -> PixelConversion.ALL.stream()
                        .filter(conversion -> conversion.forbidden(picture).isEmpty())
                        .map(conversion -> Map.entry(picture, conversion)))
                .toList()
                .parallelStream()
                .map(pair -> make(pair.getKey(), pair.getValue()))
                .toList();
        List<Path> toJudge =
                new ArrayList<>(PICTURES.stream().map(PixelMatrixTest::plain).toList());
        cells.stream()
                .filter(cell -> cell.conversion().changesSamples(cell.picture())
                        && cell.notMade().isEmpty())
                .forEach(cell -> toJudge.add(cell.file()));
        List<List<RgbFrame>> judged = Reference.decodeAll(toJudge, TestPicture.FRAMES, scratch);
        for (int i = 0; i < toJudge.size(); i++) {
            JUDGED.put(toJudge.get(i), judged.get(i));
        }
    }

    private static Cell make(TestPicture picture, PixelConversion conversion) {
        Path file = scratch.resolve(PICTURES.indexOf(picture) + "-" + PixelConversion.ALL.indexOf(conversion) + ".dcm");
        try {
            return new Cell(picture, conversion, file, conversion.convert(picture, plain(picture), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path plain(TestPicture picture) {
        return scratch.resolve(PICTURES.indexOf(picture) + ".dcm");
    }

    @TestFactory
    Stream<DynamicTest> everyLayoutInEverySyntaxGivesTheJudgesPixels() {
        return cells.stream()
                .map(cell -> DynamicTest.dynamicTest(cell.picture() + " in " + cell.conversion(), () -> check(cell)));
    }

    @Test
    void everyLayoutIsMadeInSomeSyntaxesAndEverySyntaxOfSomeLayout() {
        List<Cell> made =
                cells.stream().filter(cell -> cell.notMade().isEmpty()).toList();
        assertThat(made.stream().map(Cell::conversion)).containsAll(PixelConversion.ALL);
        for (TestPicture picture : PICTURES) {
            assertThat(made.stream().filter(cell -> cell.picture().equals(picture)))
                    .hasSizeGreaterThanOrEqualTo(4);
        }
    }

    @AfterAll
    static void printTheCounts() {
        long notMade = cells.stream().filter(cell -> cell.notMade().isPresent()).count();
        System.out.printf(
                "%d layouts in %d conversions: %d compared, %d not made by the tool, %d not allowed by the standard%n",
                PICTURES.size(),
                PixelConversion.ALL.size(),
                cells.size() - notMade,
                notMade,
                PICTURES.size() * PixelConversion.ALL.size() - cells.size());
    }

    private static void check(Cell cell) throws IOException, UndecodableException {
        cell.notMade().ifPresent(reason -> {
            System.out.println("not made: " + cell.picture() + " in " + cell.conversion() + ": " + reason);
            abort("skipped: " + reason);
        });
        boolean lossy = cell.conversion().kind() == Kind.LOSSY;
        List<RgbFrame> expected =
                JUDGED.get(cell.conversion().changesSamples(cell.picture()) ? cell.file() : plain(cell.picture()));
        List<RgbFrame> decoded = Unmasked.decode(cell.file(), TestPicture.FRAMES + 1);
        Difference difference = Difference.between(decoded, expected);
        assertThat(difference.max()).isLessThanOrEqualTo(lossy ? LOSSY_MAX : 0);
        assertThat(difference.mean()).isLessThanOrEqualTo(lossy ? LOSSY_MEAN : 0);
        DicomFile file = DataSetReader.read(cell.file());
        if (file.pixelData().orElseThrow() instanceof Encapsulated stored) {
            for (Encapsulated other : otherwiseStored(stored, cell.conversion())) {
                assertThat(Difference.between(Unmasked.decode(with(file, other), TestPicture.FRAMES + 1), decoded))
                        .isEqualTo(new Difference(0, 0));
            }
        }
    }

    /** The same frames with an empty offset table, with one that lies, and but for RLE in pieces that no table tells apart. */
    private static List<Encapsulated> otherwiseStored(Encapsulated stored, PixelConversion conversion) {
        List<Fragment> pieces = stored.fragments().stream()
                .flatMap(whole -> Stream.of(
                        new Fragment(whole.offset(), whole.length() / 2),
                        new Fragment(whole.offset() + whole.length() / 2, whole.length() - whole.length() / 2)))
                .toList();
        List<Encapsulated> others = new ArrayList<>();
        others.add(new Encapsulated(stored.vr(), List.of(), stored.fragments()));
        others.add(new Encapsulated(stored.vr(), List.of(0L, 6L), stored.fragments()));
        if (!conversion.syntax().equals(TransferSyntax.RleLossless)) {
            others.add(new Encapsulated(stored.vr(), List.of(), pieces));
            others.add(new Encapsulated(stored.vr(), List.of(0L, 0xFFFFFFF0L), pieces));
        }
        return others;
    }

    private static DicomFile with(DicomFile file, Encapsulated pixels) {
        return new DicomFile(
                file.fileMeta(),
                file.transferSyntax(),
                file.dataSet(),
                Optional.of(pixels),
                file.source(),
                false,
                List.of());
    }
}
