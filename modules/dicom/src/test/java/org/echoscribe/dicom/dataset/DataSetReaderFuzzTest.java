package org.echoscribe.dicom.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes either read as a data set, all of whose accessors work and that can be written again, or end in a {@link
 * DicomFormatException}. Nothing else may escape: no other exception, no exhausted heap or stack.
 *
 * <p>Runs the seeds as a regression test. To fuzz: {@code JAZZER_FUZZ=1 mvn test -pl modules/dicom -am
 * -Dsurefire.failIfNoSpecifiedTests=false -Dtest='DataSetReaderFuzzTest#anyBytesReadAsAFileOrAreRefused'}; one method at a
 * time.
 */
class DataSetReaderFuzzTest {

    private static final ReadLimits LIMITS = new ReadLimits(16, 5_000, 1 << 16, 1 << 20, 5_000, 1 << 22);

    /** One small file for each way of encoding, so that fuzzing starts from bytes that mean something. */
    static Stream<byte[]> files() {
        return TransferSyntax.all().stream().limit(5).map(syntax -> {
            PixelContent pixels = syntax.encapsulated()
                    ? new PixelContent.Frames(List.of(new byte[] {1, 2, 3}, new byte[] {4}))
                    : PixelContent.Native.of(Vr.OW, new byte[] {1, 2, 3, 4});
            try (ByteArrayOutputStream stream = new ByteArrayOutputStream()) {
                DataSetWriter.writeFile(stream, example(), syntax, pixels);
                return stream.toByteArray();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** The same data set in the four encodings and with both kinds of lengths, behind the byte that picks the encoding. */
    static Stream<byte[]> dataSets() {
        return Stream.of(SequenceLengths.DEFINED, SequenceLengths.UNDEFINED)
                .flatMap(lengths -> IntStream.range(0, 4).mapToObj(index -> {
                    TransferSyntax syntax = TransferSyntax.all().get(index);
                    byte[] body = DataSetWriter.writeDataSet(example(), syntax, lengths);
                    return ByteBuffer.allocate(1 + body.length)
                            .put((byte) index)
                            .put(body)
                            .array();
                }));
    }

    private static Attributes example() {
        Attributes region = new Attributes()
                .setIntegers(Tag.RegionFlags, Vr.UL, 2)
                .setReals(Tag.PhysicalDeltaX, Vr.FD, 0.25)
                .setItems(Tag.ContentSequence, new Attributes().set(Tag.TextValue, "text"));
        return new Attributes()
                .set(Tag.SpecificCharacterSet, "ISO 2022 IR 6", "ISO 2022 IR 87")
                .set(Tag.SOPClassUID, Uids.UltrasoundMultiFrameImageStorage)
                .set(Tag.SOPInstanceUID, "1.2.3")
                .set(Tag.PatientName, "Doe^Jane=山田")
                .setItems(Tag.SequenceOfUltrasoundRegions, region, new Attributes())
                .set(0x00290010, Vr.LO, "MAKER")
                .setBytes(0x00291010, Vr.UN, new byte[] {1, 2, 3, 4})
                .setIntegers(Tag.Rows, Vr.US, 1)
                .setIntegers(Tag.PixelRepresentation, Vr.US, 1);
    }

    @MethodSource("files")
    @FuzzTest(maxDuration = "10s")
    void anyBytesReadAsAFileOrAreRefused(byte[] bytes) throws IOException {
        DicomFile file;
        try {
            file = DataSetReader.read(ByteBuffer.wrap(bytes), LIMITS);
        } catch (DicomFormatException refused) {
            assertThat(refused).hasMessageContaining("at byte");
            return;
        }
        visit(file.fileMeta());
        visit(file.dataSet());
        file.pixelData().ifPresent(DataSetReaderFuzzTest::visit);
        rewrite(file);
    }

    @MethodSource("dataSets")
    @FuzzTest(maxDuration = "10s")
    void anyBytesReadAsADataSetOfAnyEncodingOrAreRefused(byte[] bytes) throws IOException {
        if (bytes.length == 0) {
            return;
        }
        TransferSyntax syntax = TransferSyntax.all().get((bytes[0] & 0xFF) % 4);
        ByteBuffer body = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
        try {
            HeaderScan scan = DataSetReader.scan(body, syntax, Tag.PixelData);
            visit(scan.attributes());
            Attributes dataSet = DataSetReader.readDataSet(body, syntax);
            visit(dataSet);
            Attributes again = DataSetReader.readDataSet(DataSetWriter.writeDataSet(dataSet, syntax), syntax);
            assertThat(again.size()).isLessThanOrEqualTo(dataSet.size());
        } catch (DicomFormatException refused) {
            assertThat(refused).hasMessageContaining("at byte");
        }
    }

    private static void rewrite(DicomFile file) throws IOException {
        try {
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            DataSetWriter.writeCopy(stream, file, SequenceLengths.DEFINED);
            DicomFile again = DataSetReader.read(ByteBuffer.wrap(stream.toByteArray()), ReadLimits.DEFAULT);
            assertThat(again.pixelData().isPresent()).isEqualTo(file.pixelData().isPresent());
        } catch (IllegalArgumentException mismatch) {
            // Native pixel data under an encapsulated transfer syntax, or the reverse, is read and not written.
            assertThat(mismatch).hasMessageContaining("pixel data cannot be written");
        }
    }

    private static void visit(Attributes attributes) {
        for (Element element : attributes.elements()) {
            int tag = element.tag();
            attributes.strings(tag);
            attributes.string(tag);
            attributes.integer(tag);
            attributes.integers(tag);
            attributes.longInteger(tag);
            attributes.reals(tag);
            attributes.bytes(tag);
            attributes.containsValue(tag);
            attributes.items(tag).forEach(DataSetReaderFuzzTest::visit);
        }
        assertThat(attributes.copy()).isEqualTo(attributes);
        assertThat(attributes.toString()).isNotNull();
    }

    private static void visit(PixelData pixels) {
        assertThat(pixels.length()).isNotNegative();
        if (pixels instanceof PixelData.Encapsulated encapsulated) {
            for (int frames = 1; frames < 4; frames++) {
                encapsulated.frames(frames);
            }
        }
    }
}
