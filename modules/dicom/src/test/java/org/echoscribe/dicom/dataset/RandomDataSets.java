package org.echoscribe.dicom.dataset;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Data sets with every VR, private elements and nested sequences, as a standard writer could make them. */
final class RandomDataSets {

    private static final List<Vr> VALUE_VRS =
            List.of(Vr.values()).stream().filter(vr -> vr != Vr.SQ).toList();

    private RandomDataSets() {}

    static Arbitrary<Attributes> any() {
        return ofDepth(3).map(RandomDataSets::inUtf8);
    }

    private static Attributes inUtf8(Attributes dataSet) {
        return dataSet.set(Tag.SpecificCharacterSet, "ISO_IR 192");
    }

    private static Arbitrary<Attributes> ofDepth(int depth) {
        Arbitrary<List<Element>> values = value().list().ofMaxSize(8);
        if (depth == 0) {
            return values.map(RandomDataSets::of);
        }
        Arbitrary<List<Element>> sequences = Combinators.combine(
                        tag(), ofDepth(depth - 1).list().ofMaxSize(2))
                .as((tag, items) -> (Element) new Element.Sequence(tag, items, false))
                .list()
                .ofMaxSize(2);
        return Combinators.combine(values, sequences).as((some, others) -> of(some).setAll(of(others)));
    }

    private static Attributes of(List<Element> elements) {
        Attributes attributes = new Attributes();
        elements.forEach(attributes::put);
        return attributes;
    }

    /** A tag whose dictionary VR is no sequence: under implicit VR a value there would have to be read as items. */
    private static Arbitrary<Integer> valueTag() {
        return tag().filter(tag -> Dictionary.vr(tag, false) != Vr.SQ);
    }

    /** Any tag of a data set but those that change how others are read. */
    private static Arbitrary<Integer> tag() {
        Arbitrary<Integer> group = Arbitraries.integers().between(0x0008, 0x7FDF);
        Arbitrary<Integer> element = Arbitraries.integers().between(0x0001, 0xFFFF);
        return Combinators.combine(group, element)
                .as(Tag::of)
                .filter(tag -> tag != Tag.SpecificCharacterSet && tag != Tag.PixelRepresentation);
    }

    private static Arbitrary<Element> value() {
        return Arbitraries.of(VALUE_VRS)
                .flatMap(vr -> Combinators.combine(valueTag(), bytes(vr))
                        .as((tag, bytes) -> new Element.Bytes(tag, vr, bytes)));
    }

    private static Arbitrary<byte[]> bytes(Vr vr) {
        if (vr.isText()) {
            return Arbitraries.strings()
                    .withCharRange(' ', '~')
                    .withChars("\\^=éß漢字かな한글")
                    .ofMaxLength(40)
                    .map(text -> text.getBytes(StandardCharsets.UTF_8));
        }
        int unit = vr == Vr.AT ? 4 : vr.unitBytes();
        return Arbitraries.bytes()
                .array(byte[].class)
                .ofMaxSize(64)
                .map(bytes -> java.util.Arrays.copyOf(bytes, bytes.length / unit * unit));
    }
}
