package org.echoscribe.testkit.attack;

import static org.echoscribe.testkit.RawPdu.ascii;
import static org.echoscribe.testkit.RawPdu.join;
import static org.echoscribe.testkit.attack.RawLoop.element;
import static org.echoscribe.testkit.attack.RawLoop.item;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.Deflater;
import org.echoscribe.testkit.RawDicomPeer;
import org.echoscribe.testkit.RawPdu;

/**
 * What can be done to a receiver's reader of data sets (PS3.5). A receiver need not look into what it keeps, so each may
 * be stored; what is done with it afterwards must not harm it.
 */
public final class DataSetAttacks {

    private static final String DEFLATED = "1.2.840.10008.1.2.1.99";
    private static final int PRIVATE_CREATOR = 0x00210010;
    private static final int PRIVATE_ELEMENT = 0x00211001;
    private static final int SEQUENCE = 0x00211002;
    private static final int ITEM = 0xFFFEE000;
    private static final int ITEM_END = 0xFFFEE00D;
    private static final int SEQUENCE_END = 0xFFFEE0DD;
    private static final long UNDEFINED = 0xFFFFFFFFL;
    private static final int NESTED = 10_000;
    /** More than a node's heap. */
    private static final long BOMB_BYTES = 600L << 20;

    private DataSetAttacks() {}

    /** All of them, but for those that are cut off. */
    public static List<HostileObject> objects() {
        List<HostileObject> objects = new ArrayList<>(lengths());
        objects.addAll(structures());
        objects.addAll(values());
        return objects;
    }

    private static List<HostileObject> lengths() {
        return List.of(
                object(
                        "length of 4294967280",
                        loop -> loop.with(element(PRIVATE_ELEMENT, "OB", 0xFFFFFFF0L, new byte[8]))),
                object("odd length", loop -> loop.with(element(PRIVATE_ELEMENT, "LO", 5, ascii("abcde")))),
                object("length beyond the end", loop -> loop.followedBy(element(0x7FE10010, "OB", 5000, new byte[8]))),
                object(
                        "pixel data beyond the end",
                        loop -> join(
                                loop.head(), RawLoop.image(12, 48), element(0x7FE00010, "OB", 1 << 30, new byte[64]))),
                object(
                        "sequence longer than the data set",
                        loop -> loop.with(element(SEQUENCE, "SQ", 1 << 30, item(ITEM, 0)))),
                object(
                        "item longer than its sequence",
                        loop -> loop.with(element(SEQUENCE, "SQ", 8, item(ITEM, 5000)))),
                object(
                        "undefined length of a text",
                        loop -> loop.with(element(PRIVATE_ELEMENT, "UT", UNDEFINED, ascii("never ends")))),
                object(
                        "undefined length of a date",
                        loop -> loop.with(element(0x00211003, "DA", 0xFFFF, ascii("20260401")))));
    }

    private static List<HostileObject> structures() {
        return List.of(
                object(NESTED + " nested sequences", loop -> loop.with(nested())),
                object(
                        "sequence that never ends",
                        loop -> loop.with(element(SEQUENCE, "SQ", UNDEFINED, join(item(ITEM, UNDEFINED))))),
                object("item without a sequence", loop -> loop.with(item(ITEM, 0), item(ITEM_END, 0))),
                object("delimiter without a sequence", loop -> loop.with(item(SEQUENCE_END, 0), item(SEQUENCE_END, 0))),
                object("tags that descend", loop -> join(loop.image(), loop.head())),
                object(
                        "elements behind the pixel data",
                        loop -> loop.followedBy(
                                element(0x00280010, "US", new byte[] {1, 0}), element(0x00080060, "CS", "CT"))),
                object("every element twice", loop -> join(loop.bytes(), loop.bytes())),
                object(
                        "unknown VR in group 0002",
                        loop -> join(element(0x00020010, "ZZ", 4, ascii("zzzz")), loop.bytes())),
                object(
                        "unknown VR of a gigabyte",
                        loop -> loop.with(element(PRIVATE_ELEMENT, "ZZ", 0xFFFE, new byte[8]))),
                object("a hundred thousand elements", loop -> loop.with(manyElements(100_000))));
    }

    private static List<HostileObject> values() {
        return List.of(
                object(
                        "character set that nobody has",
                        loop -> join(
                                element(0x00080005, "CS", "ISO 9999"),
                                loop.with(element(
                                        PRIVATE_CREATOR, "LO", new byte[] {(byte) 0xFF, (byte) 0xFE, 0x1B, 0x24})))),
                object(
                        "Japanese that breaks off within a character",
                        loop -> join(
                                element(0x00080005, "CS", "ISO 2022 IR 6\\ISO 2022 IR 87"),
                                loop.with(element(PRIVATE_CREATOR, "LO", new byte[] {0x1B, 0x24, 0x42, 0x3B})))),
                object(
                        "UTF-8 that is none",
                        loop -> join(
                                element(0x00080005, "CS", "ISO_IR 192"),
                                loop.with(element(PRIVATE_CREATOR, "LO", new byte[] {
                                    (byte) 0xC0, (byte) 0x80, (byte) 0xF8, (byte) 0xFF
                                })))),
                bomb("deflate bomb", BOMB_BYTES),
                new HostileObject(
                        "deflated data set that is not",
                        DEFLATED,
                        HostileObject.uidOf("not deflated"),
                        RawLoop.of(HostileObject.uidOf("not deflated")).bytes()),
                new HostileObject(
                        "random bytes",
                        RawPdu.EXPLICIT_LITTLE_ENDIAN,
                        HostileObject.uidOf("random bytes"),
                        random(50_000)),
                object(
                        "a whole file whose preamble is a program, for a data set",
                        loop -> join(program(), ascii("DICM"), loop.bytes())),
                new HostileObject(
                        "an ELF header for a data set",
                        RawPdu.EXPLICIT_LITTLE_ENDIAN,
                        HostileObject.uidOf("elf"),
                        join(ascii("\177ELF\2\1\1\0"), new byte[4096])));
    }

    /** A loop cut off behind each KiB. */
    public static List<HostileObject> truncated() {
        String name = "loop cut off behind %d KiB";
        List<HostileObject> cut = new ArrayList<>();
        int length = RawLoop.of(HostileObject.uidOf(name)).bytes().length;
        for (int end = 1024; end < length; end += 1024) {
            String each = name.formatted(end / 1024);
            String uid = HostileObject.uidOf(each);
            cut.add(new HostileObject(
                    each,
                    RawPdu.EXPLICIT_LITTLE_ENDIAN,
                    uid,
                    Arrays.copyOf(RawLoop.of(uid).bytes(), end)));
        }
        return cut;
    }

    /** Sends an object as it is. */
    public static Attack attack(HostileObject object) {
        return new Attack(object.name(), Set.of(Answer.status(0)), target -> {
            try (RawDicomPeer peer =
                    target.associate(RawPdu.context(1, RawPdu.ULTRASOUND_MULTI_FRAME, object.transferSyntaxUid()))) {
                return Attack.answerTo(peer, object.message(1));
            }
        });
    }

    private interface Spoiling {
        byte[] of(RawLoop loop);
    }

    private static HostileObject object(String name, Spoiling spoiling) {
        String uid = HostileObject.uidOf(name);
        return new HostileObject(name, RawPdu.EXPLICIT_LITTLE_ENDIAN, uid, spoiling.of(RawLoop.of(uid)));
    }

    private static byte[] nested() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < NESTED; i++) {
            out.writeBytes(element(SEQUENCE, "SQ", UNDEFINED, item(ITEM, UNDEFINED)));
        }
        for (int i = 0; i < NESTED; i++) {
            out.writeBytes(item(ITEM_END, 0));
            out.writeBytes(item(SEQUENCE_END, 0));
        }
        return out.toByteArray();
    }

    private static byte[] manyElements(int count) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            out.writeBytes(element(0x00230000 + i % 0x10000, "LO", "x"));
        }
        return out.toByteArray();
    }

    /** A data set of so many bytes, whose deflated form is a thousandth of that. */
    public static HostileObject bomb(String name, long inflatedBytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED, true)) {
            byte[] piece = new byte[1 << 16];
            byte[] buffer = new byte[1 << 16];
            deflater.setInput(join(
                    RawLoop.of(HostileObject.uidOf(name)).head(),
                    element(PRIVATE_ELEMENT, "OB", inflatedBytes, new byte[0])));
            for (long left = inflatedBytes; !deflater.finished(); ) {
                if (deflater.needsInput()) {
                    if (left > 0) {
                        deflater.setInput(piece);
                        left -= piece.length;
                    } else {
                        deflater.finish();
                    }
                }
                out.write(buffer, 0, deflater.deflate(buffer));
            }
        }
        return new HostileObject(name, DEFLATED, HostileObject.uidOf(name), out.toByteArray());
    }

    /** A preamble with which an operating system takes a file for a program. */
    private static byte[] program() {
        return Arrays.copyOf(ascii("\177ELF\2\1\1\0"), 128);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new java.util.Random(1).nextBytes(bytes);
        return bytes;
    }
}
