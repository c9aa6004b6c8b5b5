package org.echoscribe.study.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetWriter;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.dicom.dataset.Vr;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginTest {

    @TempDir
    private Path directory;

    @Test
    void oneSyntheticLoopMakesAllOfThemSo() throws IOException {
        LabelledLoop clinical = loop("1.2.1", "ORIGINAL", "PRIMARY", "", "0001");
        LabelledLoop synthetic = loop("1.2.2", "ORIGINAL", "PRIMARY", "SYNTHETIC", "0001");
        assertThat(Origin.of(List.of(clinical))).isEqualTo(Origin.CLINICAL);
        assertThat(Origin.of(List.of(clinical, synthetic))).isEqualTo(Origin.SYNTHETIC);
    }

    private LabelledLoop loop(String uid, String... imageType) throws IOException {
        Path file = directory.resolve(uid);
        DataSetWriter.writeFile(
                file,
                new Attributes()
                        .set(Tag.ImageType, Vr.CS, imageType)
                        .set(Tag.SOPClassUID, Vr.UI, Uids.UltrasoundMultiFrameImageStorage)
                        .set(Tag.SOPInstanceUID, Vr.UI, uid),
                TransferSyntax.ExplicitVrLittleEndian);
        return new LabelledLoop(uid, "1.2", View.A2C, file);
    }
}
