package org.echoscribe.dicom.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text in the character sets of PS3.3 C.12.1.1.2; the names are the examples of PS3.5 annexes H, I, J and K. */
class CharacterSetTest {

    private static Attributes patient(String characterSets, String nameDigits) {
        return new Attributes()
                .setBytes(Tag.SpecificCharacterSet, Vr.CS, characterSets.getBytes(StandardCharsets.ISO_8859_1))
                .setBytes(Tag.PatientName, Vr.PN, Hex.bytes(nameDigits));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Japanese, with code extensions: Roman, ideographic, phonetic.
                "\\ISO 2022 IR 87 | 59616d6164615e5461726f753d1b2442 3b3345441b28425e1b2442 4240 4f3a1b28423d1b2442 2464 245e 24401b28425e1b2442 243f 246d 24261b2842 | Yamada^Tarou=山田^太郎=やまだ^たろう",
                // Japanese, half-width katakana in the first group.
                "ISO 2022 IR 13\\ISO 2022 IR 87 | d4cfc0de5ec0dbb33d1b2442 3b3345441b284a5e1b2442 4240 4f3a1b284a | ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎",
                // Korean.
                "\\ISO 2022 IR 149 | 486f6e675e47696c646f6e673d1b242943 fbf35e1b242943 d1ce d4d73d1b242943 c8ab5e1b242943 b1e6 b5bf | Hong^Gildong=洪^吉洞=홍^길동",
                // Chinese, GB18030, UTF-8 and GB2312 with code extensions.
                "GB18030 | 57616e675e5869616f446f6e673dcdf55ed0a1b6ab3d | Wang^XiaoDong=王^小东=",
                "ISO_IR 192 | 57616e675e5869616f446f6e673de78e8b5ee5b08fe69db13d | Wang^XiaoDong=王^小東=",
                "\\ISO 2022 IR 58 | 5a68616e675e5869616f446f6e673d1b242941 d5c55e1b242941 d0a1 b6ab3d | Zhang^XiaoDong=张^小东=",
                // One byte a character.
                "ISO_IR 100 | 4275635eb4e9f6df | Buc^´éöß",
                "ISO_IR 101 | a3f3bc | Łóź",
                "ISO_IR 144 | bbeee6d8 | Люци",
                "ISO_IR 126 | c4e9efed | Διον",
                "ISO_IR 127 | e2c8c7 | قبا",
                "ISO_IR 138 | f9f8e5 | שרו",
                "ISO_IR 148 | dde3 | İã",
                "ISO_IR 166 | cac1 | สม",
                "ISO_IR 109 | a1b1 | Ħħ",
                "ISO_IR 110 | a1bd | ĄŊ",
                "ISO_IR 203 | a4bd | €œ",
                "ISO_IR 13 | d4cf | ﾔﾏ",
                // Misspelt terms that real files have.
                "ISO_IR_100 | e9 | é",
                "iso-ir 100 | e9 | é",
                "UTF-8 | c3a9 | é",
            })
    void textIsDecodedAndEncodedToTheSameBytes(String characterSets, String digits, String name) {
        Attributes read = patient(characterSets, digits);
        assertThat(read.string(Tag.PatientName)).hasValue(name);

        Attributes set = patient(characterSets, "").set(Tag.PatientName, name);
        assertThat(set.bytes(Tag.PatientName).map(bytes -> patientNameOf(characterSets, bytes)))
                .hasValue(name);
    }

    private static String patientNameOf(String characterSets, byte[] bytes) {
        return patient(characterSets, HexFormat.of().formatHex(bytes))
                .string(Tag.PatientName)
                .orElse("");
    }

    @Test
    void theKoreanNameIsEncodedExactlyAsTheStandardDoes() {
        Attributes set = patient("\\ISO 2022 IR 149", "").set(Tag.PatientName, "Hong^Gildong=洪^吉洞=홍^길동");
        assertThat(set.bytes(Tag.PatientName))
                .hasValueSatisfying(bytes -> assertThat(bytes)
                        .isEqualTo(Hex.bytes("486f6e675e47696c646f6e673d1b242943fbf35e1b242943d1ced4d73d"
                                + "1b242943c8ab5e1b242943b1e6b5bf")));
    }

    @Test
    void aBackslashByteInsideATwoByteCharacterDoesNotPartValues() {
        // 0x5C is the second byte of the kanji for "show" in JIS X 0208 row 0x3F and of many characters in GBK.
        Attributes read = patient("\\ISO 2022 IR 87", "1b2442 3e5c 1b2842 5c 1b2442 3e5c 1b2842");
        assertThat(read.strings(Tag.PatientName)).hasSize(2);
        Attributes chinese = patient("GBK", "815c 5c 815c");
        assertThat(chinese.strings(Tag.PatientName)).hasSize(2);
    }

    @Test
    void anUnknownOrLyingCharacterSetIsReadWithReplacementsAndNeverFails() {
        for (String characterSet : List.of("", "KLINGON", "ISO_IR 99999999999", "ISO_IR 192", "\\ISO 2022 IR 87")) {
            Attributes lying = patient(characterSet, "ff1b24fe1b1b2442413d5e5cc0");
            assertThatCode(() -> lying.strings(Tag.PatientName)).doesNotThrowAnyException();
            assertThat(lying.strings(Tag.PatientName)).isNotEmpty();
        }
        assertThat(patient("KLINGON", "4de9").string(Tag.PatientName)).hasValue("Mé");
    }

    @Test
    void anItemFollowsTheCharacterSetOfTheDataSetAroundItUnlessItHasItsOwn() {
        Attributes inherits = new Attributes().setBytes(Tag.CodeMeaning, Vr.LO, Hex.bytes("c3a9"));
        Attributes own = inherits.copy().set(Tag.SpecificCharacterSet, "ISO_IR 100");
        Attributes outer = new Attributes()
                .set(Tag.SpecificCharacterSet, "ISO_IR 192")
                .setItems(Tag.ProcedureCodeSequence, inherits, own);
        assertThat(outer.items(Tag.ProcedureCodeSequence).get(0).string(Tag.CodeMeaning))
                .hasValue("é");
        assertThat(outer.items(Tag.ProcedureCodeSequence).get(1).string(Tag.CodeMeaning))
                .hasValue("Ã©");
    }

    @Test
    void textThatTheCharacterSetLacksIsRefusedWhenItIsWrittenWithoutShowingIt() {
        Attributes ascii = new Attributes().set(Tag.PatientName, "Müller");
        assertThatThrownBy(() -> DataSetWriter.writeDataSet(ascii, TransferSyntax.ExplicitVrLittleEndian))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(0010,0010) PatientName")
                .hasMessageNotContaining("ller");
    }

    @Test
    void copiesKeepEveryByteOfANameInAnyCharacterSet() {
        Attributes source = patient("ISO 2022 IR 6\\ISO 2022 IR 149", "48ff1b242943c8ab1b");
        Attributes copy = source.copyOf(Tag.PatientName);
        assertThat(copy.bytes(Tag.PatientName).orElseThrow())
                .isEqualTo(source.bytes(Tag.PatientName).orElseThrow());
        assertThat(copy.bytes(Tag.SpecificCharacterSet).orElseThrow())
                .isEqualTo(source.bytes(Tag.SpecificCharacterSet).orElseThrow());
    }

    @Property(tries = 300)
    void anyTextInUtf8ComesBack(@ForAll @Size(max = 4) List<@StringLength(max = 20) String> texts) {
        List<String> values = new ArrayList<>();
        texts.forEach(text ->
                values.add(text.replaceAll("[\\\\\\p{Cntrl}\\p{Cs}\\u007f]", "").strip()));
        Attributes dataSet = new Attributes()
                .set(Tag.SpecificCharacterSet, "ISO_IR 192")
                .set(Tag.StudyDescription, values.toArray(String[]::new));
        byte[] bytes = dataSet.bytes(Tag.StudyDescription).orElseThrow();
        dataSet.setBytes(Tag.StudyDescription, Vr.LO, bytes);
        List<String> expected = String.join("", values).isEmpty() && values.size() <= 1 ? List.of() : values;
        assertThat(dataSet.strings(Tag.StudyDescription).stream().map(String::strip))
                .containsExactlyElementsOf(expected);
    }
}
