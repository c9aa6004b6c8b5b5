package org.echoscribe.imaging.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RunLengthTest {

    @Property(tries = 300)
    void whatWasPackedComesBack(@ForAll @Size(min = 1, max = 600) byte[] values) throws Exception {
        byte[] other = new byte[values.length];
        byte[][] segments = RunLengthDecoder.decode(Encoded.rle(values, other), 2, values.length);
        assertThat(segments[0]).isEqualTo(values);
        assertThat(segments[1]).isEqualTo(other);
    }

    @Property(tries = 300)
    void aFrameCutAnywhereIsRefusedOrItsLastPaddingWasCut(@ForAll @Size(min = 1, max = 300) byte[] values)
            throws Exception {
        byte[] whole = Encoded.rle(values);
        for (int length = 0; length < whole.length - 2; length += 7) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> RunLengthDecoder.decode(cut, 1, values.length))
                    .isInstanceOf(UndecodableException.class);
        }
    }

    @Test
    void segmentsThatOverlapTheHeaderOrLeaveTheFrameAreRefused() {
        byte[] frame = Encoded.rle(new byte[9], new byte[9]);
        for (int offset : new int[] {0, 63, frame.length + 1, Integer.MAX_VALUE, -1}) {
            byte[] lying = frame.clone();
            ByteBuffer.wrap(lying).order(ByteOrder.LITTLE_ENDIAN).putInt(8, offset);
            assertThatThrownBy(() -> RunLengthDecoder.decode(lying, 2, 9)).isInstanceOf(UndecodableException.class);
        }
    }

    @Test
    void anotherCountOfSegmentsThanTheHeaderAsksForIsRefused() {
        assertThatThrownBy(() -> RunLengthDecoder.decode(Encoded.rle(new byte[9]), 3, 9))
                .hasMessageContaining("declares 1 segments, but its samples need 3");
    }
}
