package org.echoscribe.imaging.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.echoscribe.imaging.decode.UncompressedFramesTest.bytes;

import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.Vr;
import org.junit.jupiter.api.Test;

class PaletteTest {

    @Test
    void entriesOfSixteenBitsKeepTheirUpperByte() throws Exception {
        TestObject object = indices(0, 1).table(2, 0, 16, bytes(0x34, 0x12, 0xCD, 0xAB)).object;
        assertThat(rgb(object)).isEqualTo(bytes(0x12, 0x12, 0x12, 0xAB, 0xAB, 0xAB));
    }

    @Test
    void entriesDeclaredAsSixteenBitsThatAllFitEightAreTakenAsTheyAre() throws Exception {
        TestObject object = indices(0, 1).table(2, 0, 16, bytes(0x12, 0, 0xAB, 0)).object;
        assertThat(rgb(object)).isEqualTo(bytes(0x12, 0x12, 0x12, 0xAB, 0xAB, 0xAB));
    }

    @Test
    void entriesOfEightBitsMayBePackedTwoToAWord() throws Exception {
        TestObject object = indices(1, 0).table(2, 0, 8, bytes(7, 9)).object;
        assertThat(rgb(object)).isEqualTo(bytes(9, 9, 9, 7, 7, 7));
    }

    @Test
    void anIndexOutsideTheTableTakesTheNearestEntry() throws Exception {
        TestObject object = indices(0, 255).table(2, 10, 8, bytes(7, 9)).object;
        assertThat(rgb(object)).isEqualTo(bytes(7, 7, 7, 9, 9, 9));
    }

    @Test
    void segmentedTablesAreExpanded() throws Exception {
        // 2 discrete entries 10 20, 4 linear ones to 60, then the first segment once more.
        byte[] segments = bytes(0, 2, 10, 20, 1, 4, 60, 2, 1, 0, 0, 0, 0, 0);
        TestObject object = new Tables(
                        new TestObject(8, 1, "PALETTE COLOR").uncompressed(Vr.OB, bytes(0, 1, 2, 3, 4, 5, 6, 7)))
                .segmented(8, 0, 8, segments)
                .object;
        byte[] rgb = rgb(object);
        byte[] reds = new byte[8];
        for (int i = 0; i < 8; i++) {
            reds[i] = rgb[3 * i];
        }
        assertThat(reds).isEqualTo(bytes(10, 20, 30, 40, 50, 60, 10, 20));
    }

    @Test
    void aSegmentedTableThatRefersToItselfIsRefused() {
        byte[] segments = bytes(2, 1, 0, 0, 0, 0);
        TestObject object = new Tables(new TestObject(1, 1, "PALETTE COLOR").uncompressed(Vr.OB, bytes(0)))
                .segmented(8, 0, 8, segments)
                .object;
        assertThatThrownBy(() -> rgb(object)).hasMessageContaining("refers to itself");
    }

    @Test
    void aTableWithFewerEntriesThanDeclaredIsRefused() {
        TestObject object = indices(0, 1).table(256, 0, 16, new byte[12]).object;
        assertThatThrownBy(() -> rgb(object)).hasMessageContaining("holds 6 of the 256 entries");
    }

    @Test
    void aPaletteImageWithoutPaletteIsRefused() {
        assertThatThrownBy(() -> rgb(indices(0, 1).object)).hasMessageContaining("carries no palette");
    }

    private static Tables indices(int... indices) {
        return new Tables(new TestObject(indices.length, 1, "PALETTE COLOR").uncompressed(Vr.OB, bytes(indices)));
    }

    private static byte[] rgb(TestObject object) throws Exception {
        return Unmasked.decode(object.file(), 1).getFirst().rgb();
    }

    private record Tables(TestObject object) {
        Tables table(int entries, int first, int bits, byte[] data) {
            descriptors(entries, first, bits);
            object.bytes(Tag.RedPaletteColorLookupTableData, Vr.OW, data);
            object.bytes(Tag.GreenPaletteColorLookupTableData, Vr.OW, data);
            object.bytes(Tag.BluePaletteColorLookupTableData, Vr.OW, data);
            return this;
        }

        Tables segmented(int entries, int first, int bits, byte[] data) {
            descriptors(entries, first, bits);
            object.bytes(Tag.SegmentedRedPaletteColorLookupTableData, Vr.OW, data);
            object.bytes(Tag.SegmentedGreenPaletteColorLookupTableData, Vr.OW, data);
            object.bytes(Tag.SegmentedBluePaletteColorLookupTableData, Vr.OW, data);
            return this;
        }

        private void descriptors(int entries, int first, int bits) {
            object.integer(Tag.RedPaletteColorLookupTableDescriptor, entries, first, bits);
            object.integer(Tag.GreenPaletteColorLookupTableDescriptor, entries, first, bits);
            object.integer(Tag.BluePaletteColorLookupTableDescriptor, entries, first, bits);
        }
    }
}
