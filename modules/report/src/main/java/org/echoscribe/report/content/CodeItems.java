package org.echoscribe.report.content;

import java.util.Optional;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.vocabulary.Code;

/** Codes as items of a code sequence (PS3.3 section 8, basic coded entry attributes). */
public final class CodeItems {

    private CodeItems() {}

    /** The item that carries this code. */
    public static Attributes of(Code code) {
        return new Attributes()
                .set(Tag.CodeValue, code.value())
                .set(Tag.CodingSchemeDesignator, code.scheme())
                .set(Tag.CodeMeaning, code.meaning());
    }

    /** The code of an item; empty where a part is absent or breaks its length, or the value is a long one or a URN. */
    public static Optional<Code> read(Attributes item) {
        Optional<String> value = item.string(Tag.CodeValue).filter(text -> text.length() <= 16);
        Optional<String> scheme = item.string(Tag.CodingSchemeDesignator).filter(text -> text.length() <= 16);
        Optional<String> meaning = item.string(Tag.CodeMeaning).filter(text -> text.length() <= 64);
        return value.isPresent() && scheme.isPresent() && meaning.isPresent()
                ? Optional.of(new Code(value.get(), scheme.get(), meaning.get()))
                : Optional.empty();
    }

    /** The code in the first item of a code sequence. */
    public static Optional<Code> read(Attributes dataSet, int sequence) {
        return dataSet.item(sequence).flatMap(CodeItems::read);
    }
}
