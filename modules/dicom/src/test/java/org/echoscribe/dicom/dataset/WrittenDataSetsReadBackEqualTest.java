package org.echoscribe.dicom.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

class WrittenDataSetsReadBackEqualTest {

    private static final List<TransferSyntax> EXPLICIT = List.of(
            TransferSyntax.ExplicitVrLittleEndian,
            TransferSyntax.ExplicitVrBigEndian,
            TransferSyntax.DeflatedExplicitVrLittleEndian);

    @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED)
    void inEveryExplicitEncodingWithBothKindsOfSequenceLength(
            @ForAll("dataSets") Attributes dataSet,
            @ForAll("explicit") TransferSyntax syntax,
            @ForAll SequenceLengths lengths)
            throws IOException {
        byte[] written = DataSetWriter.writeDataSet(dataSet, syntax, lengths);

        assertThat(written.length % 2).isZero();
        assertThat(DataSetReader.readDataSet(written, syntax)).isEqualTo(dataSet);
    }

    @Property(tries = 200, shrinking = ShrinkingMode.BOUNDED)
    void inImplicitVrWithTheVrsOfTheDictionary(@ForAll("dataSets") Attributes dataSet, @ForAll SequenceLengths lengths)
            throws IOException {
        TransferSyntax implicit = TransferSyntax.ImplicitVrLittleEndian;
        byte[] written = DataSetWriter.writeDataSet(dataSet, implicit, lengths);

        Attributes read = DataSetReader.readDataSet(written, implicit);

        assertThat(DataSetWriter.writeDataSet(read, implicit, SequenceLengths.AS_READ))
                .isEqualTo(written);
        assertThat(read.size()).isEqualTo(dataSet.size());
    }

    @Property(tries = 200, shrinking = ShrinkingMode.BOUNDED)
    void andEveryBeginningOfThemIsReadOrRefusedButNeverMore(
            @ForAll("dataSets") Attributes dataSet,
            @ForAll("explicit") TransferSyntax syntax,
            @ForAll SequenceLengths lengths,
            @ForAll double cut)
            throws IOException {
        byte[] written = DataSetWriter.writeDataSet(dataSet, syntax, lengths);
        byte[] beginning = Arrays.copyOf(written, (int) (Math.abs(cut % 1.0) * written.length));
        Attributes scanned = DataSetReader.scan(ByteBuffer.wrap(beginning), syntax, Tag.PixelData)
                .attributes();

        scanned.elements()
                .forEach(element -> assertThat(dataSet.contains(element.tag())).isTrue());
        for (Element element : scanned.elements()) {
            assertThat(scanned.bytes(element.tag()).map(List::of).isPresent())
                    .isEqualTo(dataSet.bytes(element.tag()).isPresent());
        }
    }

    @Property(tries = 100, shrinking = ShrinkingMode.BOUNDED)
    void asFilesWithNativePixelData(
            @ForAll("dataSets") Attributes dataSet, @ForAll("native") TransferSyntax syntax, @ForAll byte[] pixels)
            throws IOException {
        byte[] whole = Arrays.copyOf(pixels, pixels.length / 2 * 2);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        DataSetWriter.writeFile(stream, dataSet, syntax, PixelContent.Native.of(Vr.OW, whole));

        DicomFile file = DataSetReader.read(ByteBuffer.wrap(stream.toByteArray()), ReadLimits.DEFAULT);

        assertThat(file.transferSyntax()).isEqualTo(syntax);
        assertThat(file.truncated()).isFalse();
        assertThat(file.dataSet().size()).isEqualTo(dataSet.size());
        PixelData.Native located = (PixelData.Native) file.pixelData().orElseThrow();
        try (ByteAccess bytes = file.openSource()) {
            byte[] read = bytes.read(located.offset(), (int) located.length());
            boolean big = syntax.equals(TransferSyntax.ExplicitVrBigEndian);
            assertThat(big ? ByteSwap.swap(read, 2) : read).isEqualTo(whole);
        }
    }

    @Provide
    Arbitrary<Attributes> dataSets() {
        return RandomDataSets.any();
    }

    @Provide
    Arbitrary<TransferSyntax> explicit() {
        return Arbitraries.of(EXPLICIT);
    }

    @Provide("native")
    Arbitrary<TransferSyntax> uncompressed() {
        return Arbitraries.of(TransferSyntax.all().subList(0, 4));
    }
}
