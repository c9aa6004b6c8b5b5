package org.echoscribe.imaging.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class Jpeg2000FileTest {
    private static final byte[] CODESTREAM = UncompressedFramesTest.bytes(0xFF, 0x4F, 0xFF, 0x51, 1, 2, 3, 0xFF, 0xD9);

    @Test
    void theCodestreamIsTakenOutOfItsBoxes() throws Exception {
        byte[] file = joined(
                signature(), box("ftyp", new byte[12]), header(), box("jp2c", CODESTREAM), box("xml ", new byte[9]));
        assertThat(Jpeg2000File.unwrapped(file)).isEqualTo(CODESTREAM);
    }

    @Test
    void aLastBoxOfOpenLengthAndOneOfALongLengthAreRead() throws Exception {
        byte[] open = box("jp2c", CODESTREAM);
        ByteBuffer.wrap(open).putInt(0, 0);
        assertThat(Jpeg2000File.unwrapped(joined(signature(), open))).isEqualTo(CODESTREAM);
        ByteBuffer longer = ByteBuffer.allocate(16 + CODESTREAM.length);
        longer.putInt(1).put(ascii("jp2c")).putLong(16L + CODESTREAM.length).put(CODESTREAM);
        assertThat(Jpeg2000File.unwrapped(joined(signature(), longer.array()))).isEqualTo(CODESTREAM);
    }

    @Test
    void aBareCodestreamIsLeftAsItIs() throws Exception {
        assertThat(Jpeg2000File.unwrapped(CODESTREAM)).isSameAs(CODESTREAM);
    }

    @Test
    void aFileCutAnywhereIsRefused() {
        byte[] file = joined(signature(), header(), box("jp2c", CODESTREAM));
        for (int length = 12; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatExceptionOfType(UndecodableException.class)
                    .isThrownBy(() -> Jpeg2000File.unwrapped(cut))
                    .withMessageContaining("the frame is truncated");
        }
    }

    @Test
    void lengthsThatLeadNowhereAreRefused() {
        for (long length : new long[] {2, 7, Integer.MAX_VALUE, 0xFFFFFFFFL}) {
            byte[] lying = box("jp2c", CODESTREAM);
            ByteBuffer.wrap(lying).putInt(0, (int) length);
            assertThatExceptionOfType(UndecodableException.class)
                    .isThrownBy(() -> Jpeg2000File.unwrapped(joined(signature(), lying)));
        }
        for (long length : new long[] {-1, 0x7FFFFFFFFFFFFFFFL, Long.MIN_VALUE, 3}) {
            ByteBuffer lying =
                    ByteBuffer.allocate(16).putInt(1).put(ascii("free")).putLong(length);
            assertThatExceptionOfType(UndecodableException.class)
                    .isThrownBy(() -> Jpeg2000File.unwrapped(joined(signature(), lying.array())));
        }
    }

    @Test
    void aPaletteInTheBoxesIsRefusedInsteadOfBeingShownAsGrey() {
        byte[] file = joined(signature(), box("jp2h", box("pclr", new byte[20])), box("jp2c", CODESTREAM));
        assertThatExceptionOfType(UndecodableException.class)
                .isThrownBy(() -> Jpeg2000File.unwrapped(file))
                .withMessageContaining("a palette of its own")
                .withMessageContaining("another transfer syntax");
    }

    private static byte[] signature() {
        return box("jP  ", UncompressedFramesTest.bytes(0x0D, 0x0A, 0x87, 0x0A));
    }

    private static byte[] header() {
        return box("jp2h", joined(box("ihdr", new byte[14]), box("colr", new byte[7])));
    }

    private static byte[] box(String type, byte[] contents) {
        return ByteBuffer.allocate(8 + contents.length)
                .putInt(8 + contents.length)
                .put(ascii(type))
                .put(contents)
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] joined(byte[]... parts) {
        ByteBuffer joined = ByteBuffer.allocate(
                Stream.of(parts).mapToInt(part -> part.length).sum());
        Stream.of(parts).forEach(joined::put);
        return joined.array();
    }
}
