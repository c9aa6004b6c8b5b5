package org.echoscribe.study.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.Vr;
import org.junit.jupiter.api.Test;

class LoopCharacteristicsTest {

    @Test
    void aHeaderTellsMachineColourLengthAndRate() {
        Attributes header = new Attributes()
                .set(Tag.Manufacturer, Vr.LO, "Maker ")
                .set(Tag.ManufacturerModelName, Vr.LO, "Model")
                .set(Tag.ImageType, Vr.CS, "ORIGINAL", "PRIMARY", "SYNTHETIC", "0001")
                .set(Tag.NumberOfFrames, Vr.IS, "52")
                .set(Tag.FrameTime, Vr.DS, "25.0")
                .set(Tag.CineRate, Vr.IS, "30")
                .setItems(
                        Tag.SequenceOfUltrasoundRegions,
                        new Attributes().setIntegers(Tag.RegionDataType, Vr.US, 1),
                        new Attributes().setIntegers(Tag.RegionDataType, Vr.US, 2));
        assertThat(LoopCharacteristics.of(header))
                .isEqualTo(new LoopCharacteristics("Maker", "Model", true, true, 52, OptionalDouble.of(40)));
    }

    @Test
    void anEmptyHeaderIsNoReasonToFail() {
        assertThat(LoopCharacteristics.of(new Attributes()))
                .isEqualTo(new LoopCharacteristics("not named", "not named", false, false, 1, OptionalDouble.empty()));
    }

    @Test
    void colourIsAlsoToldByItsOwnAttributeAndTheRateByTheCineRate() {
        LoopCharacteristics found = LoopCharacteristics.of(new Attributes()
                .setIntegers(Tag.UltrasoundColorDataPresent, Vr.US, 1)
                .set(Tag.FrameTime, Vr.DS, "0")
                .set(Tag.CineRate, Vr.IS, "30"));
        assertThat(found.colourDoppler()).isTrue();
        assertThat(found.framesPerSecond()).hasValue(30);
    }
}
