package org.echoscribe.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.echoscribe.testkit.RawPdu.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.echoscribe.dicom.network.DicomSender;
import org.echoscribe.dicom.network.Limits;
import org.echoscribe.dicom.network.PresentationContextRequest;
import org.echoscribe.dicom.network.StoreResult;
import org.echoscribe.dicom.network.StoreStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Failures whose text is none that the standard allows (PS3.7 annex C: LO, 64 characters of the default repertoire). */
class ErrorCommentTest {

    private static final String TWO_HUNDRED_LETTERS = "\u00fc\u65e5\u001b[2J\u0000\\".repeat(25);
    private static final String LEGAL = "[\\x20-\\x5B\\x5D-\\x7E]{1,64}";
    private static final int CANNOT_UNDERSTAND = 0xC000;
    private static final int LAST_COMMAND = RawPdu.COMMAND | RawPdu.LAST;

    @Test
    void ofTwoHundredForeignLettersWeSendAnErrorCommentThatIsLegal(@TempDir Path directory) throws Exception {
        try (LoopbackPacs pacs = LoopbackPacs.start(directory)) {
            pacs.behave(new LoopbackPacs.Behaviour.Refuse(new StoreStatus(CANNOT_UNDERSTAND, TWO_HUNDRED_LETTERS)));
            byte[] context = RawPdu.context(1, RawPdu.ULTRASOUND_MULTI_FRAME, RawPdu.EXPLICIT_LITTLE_ENDIAN);
            try (RawDicomPeer peer = RawDicomPeer.associate(pacs.destination(), context)) {
                peer.send(
                        data(1, LAST_COMMAND, RawPdu.storeCommand(RawPdu.ULTRASOUND_MULTI_FRAME, "2.25.1")),
                        data(1, RawPdu.LAST, new byte[100]));
                RawPdu answer = peer.receive();
                assertThat(answer.status()).isEqualTo(CANNOT_UNDERSTAND);
                assertThat(answer.value(0x0902)).hasValueSatisfying(comment -> {
                    assertThat(comment.length).isEven();
                    assertThat(new String(comment, StandardCharsets.ISO_8859_1)).matches(LEGAL);
                });
            }
        }
    }

    @Test
    void twoHundredForeignLettersOfAReceiverAreUnderstoodAndCutToWhatALogMayShow() throws Exception {
        byte[] comment = TWO_HUNDRED_LETTERS.getBytes(StandardCharsets.UTF_8);
        try (RawDicomPeer.Listener receiver = RefusingReceiver.listen(CANNOT_UNDERSTAND, comment);
                DicomSender sender = DicomSender.connect(
                        receiver.destination(),
                        "SENDER",
                        List.of(PresentationContextRequest.of(
                                RawPdu.ULTRASOUND_MULTI_FRAME, RawPdu.IMPLICIT_LITTLE_ENDIAN)),
                        Limits.defaults())) {
            StoreResult result = sender.store(
                    RawPdu.ULTRASOUND_MULTI_FRAME,
                    "2.25.1",
                    RawPdu.IMPLICIT_LITTLE_ENDIAN,
                    ByteBuffer.wrap(new byte[100]));
            assertThat(result).isInstanceOfSatisfying(StoreResult.Answered.class, answered -> {
                assertThat(answered.status().code()).isEqualTo(CANNOT_UNDERSTAND);
                assertThat(answered.status().errorComment()).matches(LEGAL);
            });
            assertThat(result.stored()).isFalse();
        }
    }
}
