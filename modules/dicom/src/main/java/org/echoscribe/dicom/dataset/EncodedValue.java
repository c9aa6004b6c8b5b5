package org.echoscribe.dicom.dataset;

import java.util.Arrays;

/** The little endian bytes that a value is written as, padded to even length (PS3.5 7.1.1). */
final class EncodedValue {

    private EncodedValue() {}

    static byte[] padded(Element element, Attributes scope) {
        byte[] value = switch (element) {
            case Element.Bytes bytes -> bytes.value();
            case Element.Text text -> TextValues.encode(text, scope.characterSet());
            case Element.Sequence _, Element.Fragments _, Element.Located _ -> new byte[0];
        };
        if (value.length % 2 == 0) {
            return value;
        }
        byte[] even = Arrays.copyOf(value, value.length + 1);
        even[value.length] = element.vr().padding();
        return even;
    }
}
