package org.echoscribe.dicom.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A data set: elements in tag order, with typed access (PS3.5 section 7).
 *
 * <p>Values read from a file stay bytes and are decoded on access, so copying them to another data set copies them
 * byte for byte. Reading never fails for what a value holds: text in a wrong character set is decoded with replacement
 * characters, and a number that cannot be understood is absent. Setting does fail: with an {@link
 * IllegalArgumentException} that names the element, never the value.
 *
 * <p>An item of a sequence uses the Specific Character Set of the data set around it unless it has its own. Not safe for
 * use by several threads while one of them changes it.
 */
public final class Attributes {

    private final TreeMap<Integer, Element> elements = new TreeMap<>(Integer::compareUnsigned);
    private Attributes parent;
    private boolean undefinedLength;

    /** Whether there is an element with this tag, empty or not. */
    public boolean contains(int tag) {
        return elements.containsKey(tag);
    }

    /** Whether there is an element with this tag that has a value: at least one byte, or one item. */
    public boolean containsValue(int tag) {
        return switch (elements.get(tag)) {
            case null -> false;
            case Element.Bytes bytes -> bytes.value().length > 0;
            case Element.Text text -> text.values().stream().anyMatch(value -> !value.isEmpty());
            case Element.Sequence sequence -> !sequence.items().isEmpty();
            case Element.Fragments fragments -> !fragments.fragments().isEmpty();
            case Element.Located located -> located.length() > 0;
        };
    }

    public boolean isEmpty() {
        return elements.isEmpty();
    }

    /** How many elements there are, not counting those inside items. */
    public int size() {
        return elements.size();
    }

    /** The elements in tag order. */
    public Collection<Element> elements() {
        return Collections.unmodifiableCollection(elements.values());
    }

    public Optional<Element> element(int tag) {
        return Optional.ofNullable(elements.get(tag));
    }

    /** The VR of an element, where there is one. */
    public Optional<Vr> vr(int tag) {
        return element(tag).map(Element::vr);
    }

    /** The first value as text without its padding; empty where the element is absent, empty or not of text or numbers. */
    public Optional<String> string(int tag) {
        return strings(tag).stream().findFirst().filter(value -> !value.isEmpty());
    }

    /** All values as text without padding, empty ones included; numbers are given in decimal. */
    public List<String> strings(int tag) {
        return switch (elements.get(tag)) {
            case null -> List.of();
            case Element.Text text -> text.values();
            case Element.Bytes bytes -> TextValues.decode(bytes, usedAs(bytes), characterSet());
            default -> List.of();
        };
    }

    /** The first value as a whole number; empty where there is none, or where it is not a whole number of 32 bits. */
    public OptionalInt integer(int tag) {
        OptionalLong value = longInteger(tag);
        boolean fits = value.isPresent() && value.getAsLong() == (int) value.getAsLong();
        return fits ? OptionalInt.of((int) value.getAsLong()) : OptionalInt.empty();
    }

    /** The first value as a whole number of 64 bits; empty where there is none. */
    public OptionalLong longInteger(int tag) {
        return switch (elements.get(tag)) {
            case Element.Bytes bytes when usedAs(bytes).isNumeric() -> NumericValues.firstInteger(bytes, usedAs(bytes));
            case null -> OptionalLong.empty();
            default -> NumericValues.parseInteger(string(tag).orElse(""));
        };
    }

    /** All values as whole numbers; none at all if one of them is not a whole number of 32 bits. */
    public int[] integers(int tag) {
        return switch (elements.get(tag)) {
            case Element.Bytes bytes when usedAs(bytes).isNumeric() -> NumericValues.integers(bytes, usedAs(bytes));
            case null -> new int[0];
            default -> NumericValues.parseIntegers(strings(tag));
        };
    }

    /** The first value as a real number; empty where there is none. */
    public OptionalDouble real(int tag) {
        double[] values = reals(tag);
        return values.length > 0 ? OptionalDouble.of(values[0]) : OptionalDouble.empty();
    }

    /** All values as real numbers; none at all if one of them is not a number. */
    public double[] reals(int tag) {
        return switch (elements.get(tag)) {
            case Element.Bytes bytes when usedAs(bytes).isNumeric() -> NumericValues.reals(bytes, usedAs(bytes));
            case null -> new double[0];
            default -> NumericValues.parseReals(strings(tag));
        };
    }

    /**
     * The bytes of the value, numbers little endian. Empty where the element is absent, is a sequence, or was too large to
     * load ({@link Element.Located}).
     */
    public Optional<byte[]> bytes(int tag) {
        return switch (elements.get(tag)) {
            case Element.Bytes bytes -> Optional.of(bytes.value().clone());
            case Element.Text text -> Optional.of(TextValues.encode(text, characterSet()));
            case null, default -> Optional.empty();
        };
    }

    /** The items of a sequence; none where the element is absent or no sequence. The items themselves may be changed. */
    public List<Attributes> items(int tag) {
        return elements.get(tag) instanceof Element.Sequence sequence ? sequence.items() : List.of();
    }

    /** The first item of a sequence, if it has one. */
    public Optional<Attributes> item(int tag) {
        return items(tag).stream().findFirst();
    }

    /**
     * Sets text; no values make an empty element.
     *
     * @throws IllegalArgumentException if a value breaks the rules of its VR (PS3.5 table 6.2-1)
     */
    public Attributes set(int tag, Vr vr, String... values) {
        if (vr.isNumeric()) {
            return put(NumericValues.fromText(tag, vr, values));
        }
        return put(new Element.Text(tag, vr, ValueRules.check(tag, vr, values)));
    }

    /**
     * Sets text with the VR that the dictionary gives the tag.
     *
     * @throws IllegalArgumentException if a value breaks the rules of its VR, or the dictionary does not know the tag
     */
    public Attributes set(int tag, String... values) {
        return set(tag, dictionaryVr(tag), values);
    }

    /** Sets an element without a value, with the VR of the dictionary. */
    public Attributes setEmpty(int tag) {
        Vr vr = dictionaryVr(tag);
        return vr == Vr.SQ ? setItems(tag) : put(new Element.Bytes(tag, vr, new byte[0]));
    }

    /**
     * Sets whole numbers.
     *
     * @param vr one of US, SS, UL, SL, UV, SV, AT, IS, DS
     * @throws IllegalArgumentException if a number does not fit the VR
     */
    public Attributes setIntegers(int tag, Vr vr, int... values) {
        if (vr.isText()) {
            return set(
                    tag, vr, Arrays.stream(values).mapToObj(Integer::toString).toArray(String[]::new));
        }
        return put(NumericValues.fromIntegers(tag, vr, values));
    }

    /**
     * Sets real numbers.
     *
     * @param vr one of FL, FD, DS; DS gets the nearest decimal string of 16 characters
     * @throws IllegalArgumentException if a DS is not finite
     */
    public Attributes setReals(int tag, Vr vr, double... values) {
        if (vr.isText()) {
            return set(
                    tag, vr, Arrays.stream(values).mapToObj(DecimalString::of).toArray(String[]::new));
        }
        return put(NumericValues.fromReals(tag, vr, values));
    }

    /** Sets the bytes of a value, numbers little endian. The writer adds the padding of an odd length. */
    public Attributes setBytes(int tag, Vr vr, byte[] value) {
        if (vr == Vr.SQ || value.length % vr.unitBytes() != 0) {
            throw new IllegalArgumentException(
                    "%s: %d bytes are no value of VR %s".formatted(Tag.toString(tag), value.length, vr));
        }
        return put(new Element.Bytes(tag, vr, value.clone()));
    }

    /** Sets a sequence. An item that is part of another data set already is copied. */
    public Attributes setItems(int tag, Attributes... items) {
        return setItems(tag, List.of(items));
    }

    /** Sets a sequence. An item that is part of another data set already is copied. */
    public Attributes setItems(int tag, List<Attributes> items) {
        return put(new Element.Sequence(tag, items, false));
    }

    /** Appends an item to a sequence, which is made if there is none. */
    public Attributes addItem(int tag, Attributes item) {
        List<Attributes> items = new ArrayList<>(items(tag));
        items.add(item);
        return setItems(tag, items);
    }

    public Attributes remove(int tag) {
        elements.remove(tag);
        return this;
    }

    /** Copies every element of another data set into this one, replacing those of the same tag; bytes stay as they are. */
    public Attributes setAll(Attributes other) {
        other.elements.values().forEach(this::putCopy);
        return this;
    }

    /** A copy of everything. */
    public Attributes copy() {
        Attributes copy = new Attributes().setAll(this);
        copy.undefinedLength = undefinedLength;
        return copy;
    }

    /**
     * A copy of the elements with these tags, sequences included, each value byte for byte. Where the values are in a
     * Specific Character Set, that element (0008,0005) comes along, because without it they would mean something else.
     */
    public Attributes copyOf(int... tags) {
        Attributes copy = new Attributes();
        for (int tag : tags) {
            element(tag).ifPresent(copy::putCopy);
        }
        Element characterSet = characterSetElement();
        if (characterSet != null && !copy.isEmpty()) {
            copy.putCopy(characterSet);
        }
        return copy;
    }

    /** Puts an element as it is; sequences keep their items, as {@link #setItems} does. */
    public Attributes put(Element element) {
        elements.put(element.tag(), element instanceof Element.Sequence sequence ? adopt(sequence) : element);
        return this;
    }

    private void putCopy(Element element) {
        put(element instanceof Element.Sequence sequence ? copyItems(sequence) : element);
    }

    private static Element.Sequence copyItems(Element.Sequence sequence) {
        List<Attributes> copies =
                sequence.items().stream().map(Attributes::copy).toList();
        return new Element.Sequence(sequence.tag(), copies, sequence.undefinedLength());
    }

    private Element.Sequence adopt(Element.Sequence sequence) {
        List<Attributes> own = new ArrayList<>(sequence.items().size());
        for (Attributes item : sequence.items()) {
            Attributes member = item.parent == null || isItemOfThis(item) ? item : item.copy();
            member.parent = this;
            own.add(member);
        }
        return new Element.Sequence(sequence.tag(), own, sequence.undefinedLength());
    }

    @SuppressWarnings("ReferenceEquality") // Which data set an item is part of is identity; equal ones are others.
    private boolean isItemOfThis(Attributes item) {
        return item.parent == this;
    }

    /** Whether this item was read with undefined length. */
    boolean undefinedLength() {
        return undefinedLength;
    }

    Attributes undefinedLength(boolean undefined) {
        undefinedLength = undefined;
        return this;
    }

    /** Makes this data set an item of another, whose character set it then inherits. */
    Attributes inside(Attributes outer) {
        parent = outer;
        return this;
    }

    /** The character set that governs text here. */
    CharacterSet characterSet() {
        return characterSetElement() instanceof Element own ? CharacterSet.of(own) : CharacterSet.DEFAULT;
    }

    private Element characterSetElement() {
        for (Attributes scope = this; scope != null; scope = scope.parent) {
            Element own = scope.elements.get(Tag.SpecificCharacterSet);
            if (own != null) {
                return own;
            }
        }
        return null;
    }

    /** The VR to understand a value by: the dictionary's where the file says UN for a tag we know (PS3.5 6.2.2). */
    private Vr usedAs(Element element) {
        return element.vr() == Vr.UN ? Dictionary.vr(element.tag(), false) : element.vr();
    }

    private static Vr dictionaryVr(int tag) {
        if (Dictionary.keyword(tag).isEmpty()) {
            throw new IllegalArgumentException(Tag.toString(tag) + " is not in the dictionary: give its VR");
        }
        return Dictionary.vr(tag, false);
    }

    /** Equal elements in the same order; numbers and text compare as the bytes they are written as. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Attributes that && AttributesComparison.equal(this, that);
    }

    @Override
    public int hashCode() {
        return elements.keySet().hashCode();
    }

    /** Tags, VRs and lengths; never a value, because any could be a patient's. */
    @Override
    public String toString() {
        return elements.values().stream().map(Attributes::describe).collect(Collectors.joining("\n"));
    }

    private static String describe(Element element) {
        String size = switch (element) {
            case Element.Bytes bytes -> bytes.value().length + " bytes";
            case Element.Text text -> text.values().size() + " text values";
            case Element.Sequence sequence -> sequence.items().size() + " items";
            case Element.Fragments fragments -> fragments.fragments().size() + " fragments";
            case Element.Located located -> located.length() + " bytes left in the file";
        };
        return "%s %s %s".formatted(Tag.toString(element.tag()), element.vr(), size);
    }
}
