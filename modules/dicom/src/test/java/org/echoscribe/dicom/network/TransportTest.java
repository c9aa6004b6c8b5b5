package org.echoscribe.dicom.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Waits end at their deadlines, whether or not anybody had to wait. */
class TransportTest {
    private static final byte[] PLENTY = new byte[100];

    @Test
    void whatIsThereIsReadBeforeTheDeadline() throws IOException {
        try (Transport transport = Transport.over(new MemoryConnection(PLENTY, 10))) {
            assertThat(transport.read(ByteBuffer.allocate(64), Transport.after(Long.MAX_VALUE / 2), "a PDU"))
                    .isEqualTo(10);
        }
    }

    /** The watch looks ten times a second; a peer that floods us was seldom caught in a wait just then. */
    @Test
    void aPeerThatNeverKeepsUsWaitingDoesNotOutrunItsDeadline() {
        try (Transport transport = Transport.over(new MemoryConnection(PLENTY, 10))) {
            assertThatExceptionOfType(DeadlineExceededException.class)
                    .isThrownBy(() -> transport.read(ByteBuffer.allocate(64), Transport.after(0), "a PDU"))
                    .withMessage("a PDU");
        }
    }
}
