package org.echoscribe.imaging.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.Vr;
import org.echoscribe.imaging.MaskedFrame;
import org.junit.jupiter.api.Test;

class MaskedFrameTest {

    @Test
    void theMiddleFrameIsTheOneThatTheNetworkReads() throws Exception {
        TestObject object = PhantomFan.object(PhantomFan.frames(10, 21));
        DecodedLoop loop = MaskingTest.decode(object);
        MaskedFrame frame = new DecodeLoop().maskedFrame(object.file()).orElseThrow();
        assertThat(frame.side()).isEqualTo(loop.width());
        assertThat(frame.rgb()).isEqualTo(MaskedFrame.middleOf(loop).rgb());
    }

    @Test
    void scalingKeepsTheSquareAndItsBlackCorners() throws Exception {
        DecodedLoop loop = MaskingTest.decode(PhantomFan.object(PhantomFan.frames(12, 22)));
        MaskedFrame small = MaskedFrame.middleOf(loop).scaledTo(64);
        assertThat(small.side()).isEqualTo(64);
        assertThat(small.rgb()).hasSize(3 * 64 * 64).startsWith(0, 0, 0);
        double mean = 0;
        for (byte value : small.rgb()) {
            mean += (value & 0xFF) / (3.0 * 64 * 64);
        }
        assertThat(mean).isBetween(10.0, 60.0);
    }

    @Test
    void thereIsNoneWhereNothingTellsTextFromUltrasound() throws Exception {
        List<byte[]> frames = PhantomFan.frames(12, 23);
        DecodeLoop decodeLoop = new DecodeLoop();
        TestObject frozen = PhantomFan.object(Collections.nCopies(12, frames.getFirst()));
        assertThat(decodeLoop.maskedFrame(frozen.file())).isEmpty();
        assertThat(decodeLoop.maskedFrame(
                        PhantomFan.object(frames.subList(0, 1)).file()))
                .isEmpty();
        assertThat(decodeLoop.maskedFrame(
                        PhantomFan.object(frames).bits(32, 77, 0).file()))
                .isEmpty();
    }

    @Test
    void whatTheTableNamesForTheMachineIsBlackAndNothingElseChanges() throws Exception {
        TestObject object = PhantomFan.object(PhantomFan.frames(12, 24))
                .text(Tag.Manufacturer, Vr.LO, "Acme Ultrasound ")
                .text(Tag.ManufacturerModelName, Vr.LO, "X1");
        MaskedFrame plain = new DecodeLoop().maskedFrame(object.file()).orElseThrow();
        Rectangle inside = new Rectangle(90, 60, 20, 10);
        ScreenMask mask = new ScreenMask("ACME ULTRASOUND", "x1", PhantomFan.WIDTH, PhantomFan.HEIGHT, List.of(inside));
        ScreenMask otherSize =
                new ScreenMask("Acme Ultrasound", "X1", 640, 480, List.of(new Rectangle(0, 0, 640, 480)));
        MaskedFrame blanked = masked(object, mask, otherSize).orElseThrow();
        assertThat(blanked.side()).isEqualTo(plain.side());
        int differing = 0;
        for (int i = 0; i < plain.rgb().length; i++) {
            if (plain.rgb()[i] != blanked.rgb()[i]) {
                assertThat(blanked.rgb()[i]).isZero();
                differing++;
            }
        }
        assertThat(differing).isBetween(3 * 180, 3 * 200);
        ScreenMask otherModel = new ScreenMask("Acme Ultrasound", "X2", 200, 160, List.of(inside));
        assertThat(masked(object, otherModel).orElseThrow().rgb()).isEqualTo(plain.rgb());
    }

    private static Optional<MaskedFrame> masked(TestObject object, ScreenMask... masks) throws Exception {
        return new DecodeLoop(new ScreenMasks(List.of(masks))).maskedFrame(object.file());
    }
}
