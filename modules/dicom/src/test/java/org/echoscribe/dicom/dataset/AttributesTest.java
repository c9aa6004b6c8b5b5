package org.echoscribe.dicom.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributesTest {

    @Test
    void valuesAreGivenWithoutTheirPadding() {
        Attributes attributes = new Attributes()
                .setBytes(Tag.Modality, Vr.CS, Hex.bytes("5553 2020"))
                .setBytes(Tag.SOPInstanceUID, Vr.UI, Hex.bytes("312e3200"))
                .setBytes(Tag.FrameTime, Vr.DS, Hex.bytes("2033332e3320"))
                .setBytes(Tag.TextValue, Vr.UT, Hex.bytes("2041 2020"));
        assertThat(attributes.string(Tag.Modality)).hasValue("US");
        assertThat(attributes.string(Tag.SOPInstanceUID)).hasValue("1.2");
        assertThat(attributes.real(Tag.FrameTime)).hasValue(33.3);
        assertThat(attributes.string(Tag.TextValue)).hasValue(" A");
    }

    @Test
    void numbersOfEveryVrAreRead() {
        Attributes attributes = new Attributes()
                .setIntegers(Tag.Rows, Vr.US, 65535)
                .setIntegers(Tag.ReferencePixelX0, Vr.SL, -5)
                .setIntegers(Tag.FrameIncrementPointer, Vr.AT, Tag.FrameTime)
                .setReals(Tag.PhysicalDeltaX, Vr.FD, 0.25)
                .set(Tag.NumberOfFrames, "30")
                .setReals(Tag.FrameTimeVector, Vr.DS, 0, 33.25);
        assertThat(attributes.integer(Tag.Rows)).hasValue(65535);
        assertThat(attributes.integer(Tag.ReferencePixelX0)).hasValue(-5);
        assertThat(attributes.integer(Tag.FrameIncrementPointer)).hasValue(Tag.FrameTime);
        assertThat(attributes.string(Tag.FrameIncrementPointer)).hasValue("00181063");
        assertThat(attributes.real(Tag.PhysicalDeltaX)).hasValue(0.25);
        assertThat(attributes.integer(Tag.NumberOfFrames)).hasValue(30);
        assertThat(attributes.real(Tag.NumberOfFrames)).hasValue(30.0);
        assertThat(attributes.reals(Tag.FrameTimeVector)).containsExactly(0, 33.25);
        assertThat(attributes.strings(Tag.FrameTimeVector)).containsExactly("0", "33.25");
    }

    @Test
    void whatIsAbsentIsEmptyAndNeverNull() {
        Attributes empty = new Attributes().setEmpty(Tag.PatientName).setEmpty(Tag.ReferencedStudySequence);
        for (int tag : new int[] {Tag.PatientName, Tag.ReferencedStudySequence, Tag.Rows}) {
            assertThat(empty.string(tag)).isEmpty();
            assertThat(empty.strings(tag)).isEmpty();
            assertThat(empty.integer(tag)).isEmpty();
            assertThat(empty.integers(tag)).isEmpty();
            assertThat(empty.real(tag)).isEmpty();
            assertThat(empty.items(tag)).isEmpty();
            assertThat(empty.containsValue(tag)).isFalse();
        }
        assertThat(empty.contains(Tag.PatientName)).isTrue();
        assertThat(empty.vr(Tag.ReferencedStudySequence)).hasValue(Vr.SQ);
        assertThat(empty.contains(Tag.Rows)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "00080018 | 1.2.a",
                "00080018 | 1.02.3",
                "00080018 | 1234567890.1234567890.1234567890.1234567890.1234567890.1234567890",
                "00080060 | us",
                "00080060 | ABCDEFGHIJKLMNOPQ",
                "00080050 | ABCDEFGHIJKLMNOPQ",
                "00080020 | 2025-01-01",
                "00080030 | 1:2",
                "00181063 | 33,3",
                "00181063 | 33.33333333333333333",
                "00280008 | 99999999999",
                "00280008 | many",
                "00080070 | a\\b",
                "00101010 | 40",
                "00080054 | ABCDEFGHIJKLMNOPQ",
                "00280010 | 65536",
            })
    void aValueThatBreaksTheRulesOfItsVrIsRefusedByTagWithoutShowingIt(String tag, String value) {
        int number = Integer.parseUnsignedInt(tag, 16);
        assertThatThrownBy(() -> new Attributes().set(number, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Tag.toString(number))
                .hasMessageNotContaining(value);
    }

    @Test
    void theLongestLawfulValuesAreTaken() {
        String uid = "2.25." + "1".repeat(59);
        assertThat(new Attributes().set(Tag.SOPInstanceUID, uid).string(Tag.SOPInstanceUID))
                .hasValue(uid);
        String meaning = "é".repeat(64);
        assertThat(new Attributes().set(Tag.CodeMeaning, meaning).string(Tag.CodeMeaning))
                .hasValue(meaning);
        String name = "A".repeat(64) + "=" + "B".repeat(64) + "=" + "C".repeat(64);
        assertThat(new Attributes().set(Tag.PatientName, name).string(Tag.PatientName))
                .hasValue(name);
    }

    @Test
    void theTextFormShowsTagsVrsAndLengthsAndNoValue() {
        Attributes attributes = new Attributes()
                .set(Tag.PatientName, "Doe^Jane")
                .set(Tag.StudyDescription, "echo of Jane Doe")
                .setItems(Tag.OtherPatientIDsSequence, new Attributes().set(Tag.PatientID, "12345"));
        assertThat(attributes.toString())
                .contains("(0010,0010) PatientName PN")
                .contains("(0010,1002) OtherPatientIDsSequence SQ 1 items")
                .doesNotContain("Doe")
                .doesNotContain("Jane")
                .doesNotContain("12345");
    }

    @Test
    void anItemThatIsPartOfAnotherDataSetIsCopiedWhenSet() {
        Attributes item = new Attributes().set(Tag.CodeValue, "A");
        Attributes first = new Attributes().setItems(Tag.ProcedureCodeSequence, item);
        Attributes second = new Attributes().setItems(Tag.ProcedureCodeSequence, item);
        first.items(Tag.ProcedureCodeSequence).getFirst().set(Tag.CodeValue, "B");
        assertThat(second.item(Tag.ProcedureCodeSequence).orElseThrow().string(Tag.CodeValue))
                .hasValue("A");
        first.addItem(Tag.ProcedureCodeSequence, new Attributes().set(Tag.CodeValue, "C"));
        assertThat(first.items(Tag.ProcedureCodeSequence)).hasSize(2);
        assertThat(first.items(Tag.ProcedureCodeSequence).getFirst().string(Tag.CodeValue))
                .hasValue("B");
    }

    @Test
    void copiesOfChosenElementsIncludeSequencesAndAreIndependent() {
        Attributes source = new Attributes()
                .set(Tag.PatientID, "1")
                .set(Tag.Modality, "US")
                .setItems(Tag.ProcedureCodeSequence, new Attributes().set(Tag.CodeValue, "A"));
        Attributes copy = source.copyOf(Tag.PatientID, Tag.ProcedureCodeSequence, Tag.StudyID);
        source.item(Tag.ProcedureCodeSequence).orElseThrow().set(Tag.CodeValue, "B");
        assertThat(copy.size()).isEqualTo(2);
        assertThat(copy.item(Tag.ProcedureCodeSequence).orElseThrow().string(Tag.CodeValue))
                .hasValue("A");
    }

    @Test
    void elementsComeInTheOrderOfUnsignedTags() {
        Attributes attributes = new Attributes()
                .setBytes(0xFFFCFFFC, Vr.OB, new byte[2])
                .setBytes(Tag.PixelData, Vr.OW, new byte[2])
                .set(Tag.Modality, "US");
        assertThat(attributes.elements().stream().map(Element::tag))
                .containsExactly(Tag.Modality, Tag.PixelData, 0xFFFCFFFC);
    }

    @Test
    void theValuesOfAnElementOfAnUnknownTagNeedTheirVr() {
        assertThatThrownBy(() -> new Attributes().set(0x00291001, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(0029,1001)");
        assertThat(new Attributes().set(0x00291001, Vr.LO, "x").string(0x00291001))
                .hasValue("x");
    }
}
