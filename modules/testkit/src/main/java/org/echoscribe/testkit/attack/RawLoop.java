package org.echoscribe.testkit.attack;

import static org.echoscribe.testkit.RawPdu.ascii;
import static org.echoscribe.testkit.RawPdu.join;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.echoscribe.testkit.RawPdu;

/**
 * The data set of a small moving loop in explicit VR little endian (PS3.5 section 7.1.2), written element by element and
 * without the code under test, so that anything can be put into it.
 *
 * @param head up to group 0020
 * @param image group 0028 and the pixel data
 */
record RawLoop(byte[] head, byte[] image) {

    /** All in one study, so that a receiver writes one summary of them. */
    private static final String STUDY = "2.25.20260401";

    private static final int FRAMES = 12;
    private static final int SIDE = 48;

    /** A loop of 12 frames. */
    static RawLoop of(String sopInstanceUid) {
        return of(RawPdu.ULTRASOUND_MULTI_FRAME, sopInstanceUid, FRAMES, SIDE);
    }

    /** The smallest that is one: two frames of 4 by 4 pixels. */
    static RawLoop tiny(String sopInstanceUid) {
        return tiny(RawPdu.ULTRASOUND_MULTI_FRAME, sopInstanceUid);
    }

    /** The smallest, which says that it is of this class. */
    static RawLoop tiny(String sopClassUid, String sopInstanceUid) {
        return of(sopClassUid, sopInstanceUid, 2, 4);
    }

    private static RawLoop of(String sopClassUid, String sopInstanceUid, int frames, int side) {
        byte[] head = join(
                element(0x00080016, "UI", sopClassUid),
                element(0x00080018, "UI", sopInstanceUid),
                element(0x00080060, "CS", "US"),
                element(0x0020000D, "UI", STUDY),
                element(0x0020000E, "UI", STUDY + ".1"));
        return new RawLoop(head, join(image(frames, side), element(0x7FE00010, "OB", pixels(frames, side))));
    }

    /** The elements of group 0028. */
    static byte[] image(int frames, int side) {
        return join(
                element(0x00280002, "US", shortValue(1)),
                element(0x00280004, "CS", "MONOCHROME2"),
                element(0x00280008, "IS", Integer.toString(frames)),
                element(0x00280010, "US", shortValue(side)),
                element(0x00280011, "US", shortValue(side)),
                element(0x00280100, "US", shortValue(8)),
                element(0x00280101, "US", shortValue(8)),
                element(0x00280102, "US", shortValue(7)),
                element(0x00280103, "US", shortValue(0)));
    }

    /** These bytes between group 0020 and group 0028. */
    byte[] with(byte[]... elements) {
        return join(head, join(elements), image);
    }

    /** These bytes behind the pixel data. */
    byte[] followedBy(byte[]... elements) {
        return join(head, image, join(elements));
    }

    byte[] bytes() {
        return join(head, image);
    }

    /** An element as it should be. */
    static byte[] element(int tag, String vr, String value) {
        return element(tag, vr, ascii(value));
    }

    /** An element as it should be. */
    static byte[] element(int tag, String vr, byte[] value) {
        byte[] even = value.length % 2 == 0 ? value : Arrays.copyOf(value, value.length + 1);
        return element(tag, vr, even.length, even);
    }

    /** An element that announces another length than its value has. */
    static byte[] element(int tag, String vr, long announcedLength, byte[] value) {
        boolean isLong = switch (vr) {
            case "OB", "OW", "SQ", "UN", "UT", "UC", "UR", "OD", "OF", "OL" -> true;
            default -> false;
        };
        ByteBuffer bytes = ByteBuffer.allocate((isLong ? 12 : 8) + value.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) (tag >>> 16))
                .putShort((short) tag)
                .put(ascii(vr));
        if (isLong) {
            bytes.putShort((short) 0).putInt((int) announcedLength);
        } else {
            bytes.putShort((short) announcedLength);
        }
        return bytes.put(value).array();
    }

    /** An item or a delimiter: a tag and a length, without a VR. */
    static byte[] item(int tag, long announcedLength) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) (tag >>> 16))
                .putShort((short) tag)
                .putInt((int) announcedLength)
                .array();
    }

    private static byte[] shortValue(int value) {
        return new byte[] {(byte) value, (byte) (value >> 8)};
    }

    /** A bright pattern that drifts. */
    private static byte[] pixels(int frames, int side) {
        byte[] pixels = new byte[frames * side * side];
        for (int i = 0; i < pixels.length; i++) {
            int frame = i / (side * side);
            int x = i % side;
            int y = i / side % side;
            pixels[i] = (byte) (128 + 80 * Math.sin((x + 2 * frame) / 4.0) * Math.cos((y + frame) / 5.0));
        }
        return pixels;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawLoop(var otherHead, var otherImage)
                && Arrays.equals(otherHead, head)
                && Arrays.equals(otherImage, image);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(head);
    }

    @Override
    public String toString() {
        return "a raw loop of " + (head.length + image.length) + " bytes";
    }
}
