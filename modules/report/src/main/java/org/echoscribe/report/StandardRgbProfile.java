package org.echoscribe.report;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The sRGB colour space (IEC 61966-2-1) as an ICC profile, version 4.3 (ISO 15076-1): three primaries adapted to D50 and
 * one curve for all. Its class is
 * that of an input device, because it tells what stored pixel values mean (PS3.3 C.11.15).
 */
final class StandardRgbProfile {

    private static final int HEADER_BYTES = 128;
    private static final int VERSION_4_3 = 0x04300000;
    private static final double[] D50 = {0.9642, 1.0, 0.8249};

    /** One tagged element. */
    private record Element(String signature, byte[] data) {}

    private StandardRgbProfile() {}

    static byte[] bytes() {
        byte[] curve = parametric(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045);
        List<Element> elements = List.of(
                new Element("desc", unicode("sRGB")),
                new Element("cprt", unicode("No copyright, use freely")),
                new Element("wtpt", xyz(D50)),
                new Element(
                        "chad",
                        fixed(
                                "sf32",
                                1.0478112,
                                0.0228866,
                                -0.0501270,
                                0.0295424,
                                0.9904844,
                                -0.0170491,
                                -0.0092345,
                                0.0150436,
                                0.7521316)),
                new Element("rXYZ", xyz(0.4360747, 0.2225045, 0.0139322)),
                new Element("gXYZ", xyz(0.3850649, 0.7168786, 0.0971045)),
                new Element("bXYZ", xyz(0.1430804, 0.0606169, 0.7141733)),
                new Element("rTRC", curve),
                new Element("gTRC", curve),
                new Element("bTRC", curve));
        return profile(elements);
    }

    private static byte[] profile(List<Element> elements) {
        int tableBytes = 4 + 12 * elements.size();
        List<Integer> offsets = new ArrayList<>();
        int end = HEADER_BYTES + tableBytes;
        for (int i = 0; i < elements.size(); i++) {
            int same = firstWithSameData(elements, i);
            offsets.add(same < i ? offsets.get(same) : end);
            end += same < i ? 0 : elements.get(i).data().length;
        }
        ByteBuffer profile = ByteBuffer.allocate(end);
        profile.putInt(0, end).putInt(8, VERSION_4_3);
        put(profile, 12, "scnrRGB XYZ ");
        profile.putShort(24, (short) 2026).putShort(26, (short) 1).putShort(28, (short) 1);
        put(profile, 36, "acsp");
        profile.put(68, xyz(D50), 8, 12);
        profile.position(HEADER_BYTES).putInt(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            byte[] data = elements.get(i).data();
            profile.put(elements.get(i).signature().getBytes(StandardCharsets.US_ASCII))
                    .putInt(offsets.get(i))
                    .putInt(data.length);
            profile.put(offsets.get(i), data);
        }
        return profile.array();
    }

    private static int firstWithSameData(List<Element> elements, int index) {
        int first = 0;
        while (!Arrays.equals(elements.get(first).data(), elements.get(index).data())) {
            first++;
        }
        return first;
    }

    private static byte[] xyz(double... values) {
        return fixed("XYZ ", values);
    }

    private static byte[] parametric(double... parameters) {
        byte[] numbers = fixed("para", parameters);
        ByteBuffer curve = ByteBuffer.allocate(numbers.length + 4).put(numbers, 0, 8);
        return curve.putShort((short) 3)
                .putShort((short) 0)
                .put(numbers, 8, numbers.length - 8)
                .array();
    }

    /** Numbers of 16 bits before and 16 after the binary point. */
    private static byte[] fixed(String type, double... values) {
        ByteBuffer element = ByteBuffer.allocate(8 + 4 * values.length);
        put(element, 0, type);
        element.position(8);
        for (double value : values) {
            element.putInt((int) Math.round(value * 65536));
        }
        return element.array();
    }

    /** One text in English of the United States. */
    private static byte[] unicode(String text) {
        byte[] characters = text.getBytes(StandardCharsets.UTF_16BE);
        int padded = (characters.length + 3) / 4 * 4;
        ByteBuffer element = ByteBuffer.allocate(28 + padded);
        put(element, 0, "mluc");
        element.putInt(8, 1).putInt(12, 12);
        put(element, 16, "enUS");
        element.putInt(20, characters.length).putInt(24, 28).put(28, characters);
        return element.array();
    }

    private static void put(ByteBuffer buffer, int at, String ascii) {
        buffer.put(at, ascii.getBytes(StandardCharsets.US_ASCII));
    }
}
