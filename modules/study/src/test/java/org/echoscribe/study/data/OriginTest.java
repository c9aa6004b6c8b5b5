package org.echoscribe.study.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetWriter;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.dicom.dataset.Vr;
import org.echoscribe.phantom.PhantomDomain;
import org.echoscribe.phantom.PhantomStudy;
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

    @Test
    void aLoopOfTheRandomisedDomainIsKnownByItsSeries() throws IOException {
        LabelledLoop randomised = written(directory.resolve("randomised.dcm"), PhantomDomain.RANDOMISED);
        LabelledLoop usual = written(directory.resolve("usual.dcm"), PhantomDomain.USUAL);
        assertThat(Origin.of(List.of(usual))).isEqualTo(Origin.SYNTHETIC);
        assertThat(Origin.of(List.of(usual, randomised)))
                .isEqualTo(Origin.SYNTHETIC_RANDOMISED)
                .matches(Origin::isSynthetic);
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

    private static LabelledLoop written(Path file, PhantomDomain domain) throws IOException {
        var loop = PhantomStudy.draw(2, 0, Set.of(View.APEX), 1, domain).loops().getFirst();
        loop.writeDicom(file);
        return new LabelledLoop(loop.sopInstanceUid(), loop.studyInstanceUid(), loop.view(), file);
    }
}
