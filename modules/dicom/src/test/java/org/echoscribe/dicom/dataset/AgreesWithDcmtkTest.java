package org.echoscribe.dicom.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** DCMTK's conversions of real files read as the originals do, and DCMTK reads ours as the originals. */
class AgreesWithDcmtkTest {

    private static final Map<TransferSyntax, String> DCMCONV_OPTIONS = Map.of(
            TransferSyntax.ImplicitVrLittleEndian, "+ti",
            TransferSyntax.ExplicitVrLittleEndian, "+te",
            TransferSyntax.ExplicitVrBigEndian, "+tb",
            TransferSyntax.DeflatedExplicitVrLittleEndian, "+td");

    @TempDir
    Path scratch;

    @BeforeAll
    static void needDcmtk() {
        ExternalProgram.assumeDcmtk();
    }

    static List<Arguments> uncompressedFilesInEveryEncoding() throws IOException {
        return SharedFiles.all("data").stream()
                .filter(AgreesWithDcmtkTest::isUncompressed)
                .flatMap(file -> DCMCONV_OPTIONS.keySet().stream()
                        .map(syntax -> Arguments.of(Named.of(file.getFileName().toString(), file), syntax)))
                .toList();
    }

    static List<Named<Path>> compressedFiles() throws IOException {
        return SharedFiles.all("data").stream()
                .filter(file -> !isUncompressed(file))
                .map(file -> Named.of(file.getFileName().toString(), file))
                .toList();
    }

    private static boolean isUncompressed(Path file) {
        try {
            return !DataSetReader.readHeader(file, Tag.SOPClassUID)
                    .transferSyntax()
                    .encapsulated();
        } catch (IOException e) {
            throw new IllegalStateException("A public file is unreadable: " + file, e);
        }
    }

    @ParameterizedTest
    @MethodSource("uncompressedFilesInEveryEncoding")
    void whatDcmtkConvertsReadsAsTheOriginal(Path original, TransferSyntax syntax) throws Exception {
        Path theirs = scratch.resolve("theirs.dcm");
        run("dcmconv", DCMCONV_OPTIONS.get(syntax), original.toString(), theirs.toString());

        DicomFile converted = DataSetReader.read(theirs);

        assertThat(converted.transferSyntax()).isEqualTo(syntax);
        assertThat(converted.oddities()).isEmpty();
        assertSameContent(converted, DataSetReader.read(original));
    }

    @ParameterizedTest
    @MethodSource("uncompressedFilesInEveryEncoding")
    void whatWeConvertDcmtkReadsAsTheOriginal(Path original, TransferSyntax syntax) throws Exception {
        DicomFile file = DataSetReader.read(original);
        Path ours = scratch.resolve("ours.dcm");
        Path back = scratch.resolve("back.dcm");
        DataSetWriter.writeFile(ours, file.dataSet(), syntax, new PixelContent.CopyOf(file));

        run("dcmconv", "+te", ours.toString(), back.toString());

        assertSameContent(DataSetReader.read(back), file);
    }

    @ParameterizedTest
    @MethodSource("compressedFiles")
    void whatWeRewriteOfCompressedFilesDcmtkReads(Path original) throws Exception {
        DicomFile file = DataSetReader.read(original);
        Path ours = scratch.resolve("ours.dcm");
        DataSetWriter.writeFile(ours, file.dataSet(), file.transferSyntax(), new PixelContent.CopyOf(file));

        String dump = run("dcmdump", "-q", "+L", ours.toString());

        PixelData.Encapsulated pixels =
                (PixelData.Encapsulated) file.pixelData().orElseThrow();
        long items =
                dump.lines().filter(line -> line.contains("(fffe,e000) pi")).count();
        assertThat(items).isEqualTo(pixels.fragments().size() + 1);
        assertThat(Arrays.asList(dump.split("\n"))).anyMatch(line -> line.contains(Uids.ImplementationVersionName));
    }

    private static String run(String... command) throws Exception {
        ExternalProgram.Result result = ExternalProgram.run(command);
        assertThat(result.exitStatus()).as(result.output()).isZero();
        return result.output();
    }

    private static void assertSameContent(DicomFile actual, DicomFile expected) throws IOException {
        assertThat(implicit(actual)).isEqualTo(implicit(expected));
        PixelData.Native ours = (PixelData.Native) actual.pixelData().orElseThrow();
        PixelData.Native theirs = (PixelData.Native) expected.pixelData().orElseThrow();
        assertThat(Arrays.equals(pixels(actual, ours), pixels(expected, theirs)))
                .as("pixel data")
                .isTrue();
    }

    /** The bytes in implicit VR, which forgets the VRs that conversion through implicit VR forgets. */
    private static byte[] implicit(DicomFile file) {
        Attributes dataSet = file.dataSet().copy();
        // DCMTK drops the trailing padding, which has no meaning.
        dataSet.remove(Tag.DataSetTrailingPadding);
        return DataSetWriter.writeDataSet(dataSet, TransferSyntax.ImplicitVrLittleEndian);
    }

    private static byte[] pixels(DicomFile file, PixelData.Native located) throws IOException {
        try (ByteAccess bytes = file.openSource()) {
            byte[] value = bytes.read(located.offset(), (int) located.length());
            boolean big = file.transferSyntax().equals(TransferSyntax.ExplicitVrBigEndian);
            return big ? ByteSwap.swap(value, located.vr().unitBytes()) : value;
        }
    }
}
