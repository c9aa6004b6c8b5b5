package org.echoscribe.dicom.dataset;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Numbers as they are in values: little endian of fixed size, or as text (IS, DS). */
final class NumericValues {

    /** Longer text is no number that anything could use, and parsing it would cost. */
    private static final int MAX_CHARACTERS = 64;

    private NumericValues() {}

    static OptionalLong firstInteger(Element.Bytes element, Vr vr) {
        boolean whole = vr.kind() != Vr.Kind.REAL && count(element, vr) > 0;
        return whole ? OptionalLong.of(integer(littleEndian(element.value()), vr, 0)) : OptionalLong.empty();
    }

    static int[] integers(Element.Bytes element, Vr vr) {
        if (vr.kind() == Vr.Kind.REAL) {
            return new int[0];
        }
        ByteBuffer bytes = littleEndian(element.value());
        long[] values = IntStream.range(0, count(element, vr))
                .mapToLong(index -> integer(bytes, vr, index))
                .toArray();
        boolean fit = Arrays.stream(values).allMatch(value -> value == (int) value);
        return fit ? Arrays.stream(values).mapToInt(value -> (int) value).toArray() : new int[0];
    }

    static double[] reals(Element.Bytes element, Vr vr) {
        ByteBuffer bytes = littleEndian(element.value());
        return IntStream.range(0, count(element, vr))
                .mapToDouble(index -> switch (vr) {
                    case FL -> bytes.getFloat(index * 4);
                    case FD -> bytes.getDouble(index * 8);
                    default -> integer(bytes, vr, index);
                })
                .toArray();
    }

    /** Each number in decimal; tags as eight hexadecimal digits. */
    static List<String> toText(Element.Bytes element, Vr vr) {
        ByteBuffer bytes = littleEndian(element.value());
        return IntStream.range(0, count(element, vr))
                .mapToObj(index -> switch (vr) {
                    case FL -> Float.toString(bytes.getFloat(index * 4));
                    case FD -> Double.toString(bytes.getDouble(index * 8));
                    case AT -> "%08X".formatted((int) integer(bytes, vr, index));
                    case UV -> Long.toUnsignedString(integer(bytes, vr, index));
                    default -> Long.toString(integer(bytes, vr, index));
                })
                .toList();
    }

    static OptionalLong parseInteger(String text) {
        try {
            String trimmed = text.trim();
            if (trimmed.isEmpty() || trimmed.length() > MAX_CHARACTERS) {
                return OptionalLong.empty();
            }
            BigDecimal number = new BigDecimal(trimmed);
            boolean sane = number.precision() - number.scale() <= 20 && number.scale() <= MAX_CHARACTERS;
            return sane ? OptionalLong.of(number.longValueExact()) : OptionalLong.empty();
        } catch (ArithmeticException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    static int[] parseIntegers(List<String> texts) {
        int[] values = new int[texts.size()];
        for (int index = 0; index < values.length; index++) {
            OptionalLong value = parseInteger(texts.get(index));
            if (value.isEmpty() || value.getAsLong() != (int) value.getAsLong()) {
                return new int[0];
            }
            values[index] = (int) value.getAsLong();
        }
        return values;
    }

    static double[] parseReals(List<String> texts) {
        double[] values = new double[texts.size()];
        for (int index = 0; index < values.length; index++) {
            String text = texts.get(index).trim();
            if (text.length() > MAX_CHARACTERS || !text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")) {
                return new double[0];
            }
            values[index] = Double.parseDouble(text);
        }
        return values;
    }

    static Element fromText(int tag, Vr vr, String... values) {
        try {
            if (vr.kind() == Vr.Kind.REAL) {
                return fromReals(
                        tag,
                        vr,
                        Arrays.stream(values).mapToDouble(Double::parseDouble).toArray());
            }
            long[] numbers = vr == Vr.AT
                    ? Arrays.stream(values)
                            .mapToLong(value -> Long.parseLong(value, 16))
                            .toArray()
                    : Arrays.stream(values).mapToLong(Long::parseLong).toArray();
            return fromLongs(tag, vr, numbers);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(Tag.toString(tag) + ": a value is no number of VR " + vr, e);
        }
    }

    static Element fromIntegers(int tag, Vr vr, int... values) {
        long mask = vr == Vr.AT ? 0xFFFF_FFFFL : -1L;
        return fromLongs(
                tag, vr, Arrays.stream(values).mapToLong(value -> value & mask).toArray());
    }

    static Element fromReals(int tag, Vr vr, double... values) {
        ByteBuffer bytes = allocate(tag, vr, Vr.Kind.REAL, values.length);
        for (double value : values) {
            if (vr == Vr.FL) {
                bytes.putFloat((float) value);
            } else {
                bytes.putDouble(value);
            }
        }
        return new Element.Bytes(tag, vr, bytes.array());
    }

    private static Element fromLongs(int tag, Vr vr, long... values) {
        ByteBuffer bytes = allocate(tag, vr, vr == Vr.AT ? Vr.Kind.TAG : Vr.Kind.INTEGER, values.length);
        for (long value : values) {
            if (!fits(vr, value)) {
                throw new IllegalArgumentException(Tag.toString(tag) + ": a number is out of the range of VR " + vr);
            }
            switch (vr) {
                case US, SS -> bytes.putShort((short) value);
                case UL, SL -> bytes.putInt((int) value);
                case AT -> bytes.putShort((short) (value >>> 16)).putShort((short) value);
                default -> bytes.putLong(value);
            }
        }
        return new Element.Bytes(tag, vr, bytes.array());
    }

    private static boolean fits(Vr vr, long value) {
        return switch (vr) {
            case US -> value >= 0 && value <= 0xFFFF;
            case SS -> value == (short) value;
            case UL, AT -> value >= 0 && value <= 0xFFFF_FFFFL;
            case SL -> value == (int) value;
            default -> true;
        };
    }

    private static ByteBuffer allocate(int tag, Vr vr, Vr.Kind kind, int count) {
        if (vr.kind() != kind) {
            throw new IllegalArgumentException(Tag.toString(tag) + ": VR " + vr + " does not hold such numbers");
        }
        int bytesPerValue = vr == Vr.AT ? 4 : vr.unitBytes();
        return ByteBuffer.allocate(count * bytesPerValue).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int count(Element.Bytes element, Vr vr) {
        return element.value().length / (vr == Vr.AT ? 4 : vr.unitBytes());
    }

    private static long integer(ByteBuffer bytes, Vr vr, int index) {
        return switch (vr) {
            case US -> Short.toUnsignedLong(bytes.getShort(index * 2));
            case SS -> bytes.getShort(index * 2);
            case UL -> Integer.toUnsignedLong(bytes.getInt(index * 4));
            case SL -> bytes.getInt(index * 4);
            case AT -> bytes.getShort(index * 4) << 16 | bytes.getShort(index * 4 + 2) & 0xFFFF;
            default -> bytes.getLong(index * 8);
        };
    }

    private static ByteBuffer littleEndian(byte[] value) {
        return ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    }
}
