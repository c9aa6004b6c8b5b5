package org.echoscribe.study.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetWriter;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.dicom.dataset.Vr;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenDataSetTest {

    @TempDir
    private Path directory;

    @Test
    void objectsAreFoundByTheirUidsInFoldersAndListsWhateverTheirNames() throws IOException {
        write("spool/objects/2026-01-01/abc.dcm", "1.2.1", "P1");
        write("elsewhere/x", "1.2.2", "P1");
        Files.writeString(directory.resolve("spool/notes.txt"), "not DICOM");
        Files.writeString(directory.resolve("list.txt"), "elsewhere/x\n\n");
        Path table = table("1.2.1,1.2,A2C,r1\n1.2.1,1.2,A3C,r2\n1.2.2,1.2,unclassifiable,r1\n");
        DataSet dataSet = OpenDataSet.open(table, List.of(directory.resolve("spool"), directory.resolve("list.txt")));
        assertThat(dataSet.readers()).containsExactly("r1", "r2");
        assertThat(dataSet.labelledBy("r1")).extracting(LabelledLoop::view).containsExactly(View.A2C);
        assertThat(dataSet.labelledBy("r2")).extracting(LabelledLoop::view).containsExactly(View.A3C);
        assertThat(dataSet.unclassifiableTo("r1"))
                .extracting(ReadLoop::sopInstanceUid)
                .containsExactly("1.2.2");
        assertThat(dataSet.loops().getFirst().readings())
                .containsEntry("r1", Optional.of(View.A2C))
                .containsEntry("r2", Optional.of(View.A3C));
    }

    @Test
    void loopsOfOnePatientAreKnownToBelongTogetherAndNothingTellsWhoItIs() throws IOException {
        write("a.dcm", "1.2.1", "MILLER-1");
        write("b.dcm", "1.3.1", " MILLER-1 ");
        write("c.dcm", "1.4.1", "");
        DataSet dataSet = OpenDataSet.open(table("1.2.1,1.2,A2C,r\n1.3.1,1.3,A2C,r\n1.4.1,1.4,A2C,r\n"), List.of());
        assertThat(dataSet.studies()).isEqualTo(3);
        assertThat(dataSet.subjects()).isEqualTo(2);
        assertThat(dataSet.toString() + dataSet.labelledBy("r")).doesNotContain("MILLER");
    }

    @Test
    void anObjectThatIsNowhereIsNamedWithWhatToDo() {
        assertThatThrownBy(() -> OpenDataSet.open(table("1.2.9,1.2,A2C,r\n"), List.of()))
                .hasMessageContaining("labels.csv:2")
                .hasMessageContaining("1.2.9 was not found")
                .hasMessageContaining("--files");
    }

    @Test
    void aTableThatNamesTheWrongFileIsRefused() throws IOException {
        write("a.dcm", "1.2.1", "P");
        Path table = directory.resolve("labels.csv");
        Files.writeString(table, "sop_instance_uid,study_instance_uid,view,file\n1.2.7,1.2,A2C,a.dcm\n");
        assertThatThrownBy(() -> OpenDataSet.open(directory, List.of()))
                .hasMessageContaining("holds the object 1.2.1")
                .hasMessageContaining("1.2.7");
    }

    private Path table(String lines) throws IOException {
        Path table = directory.resolve("labels.csv");
        Files.writeString(table, "sop_instance_uid,study_instance_uid,view,reader\n" + lines);
        return table;
    }

    private void write(String name, String sopInstanceUid, String patientId) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        DataSetWriter.writeFile(
                file,
                new Attributes()
                        .set(Tag.SOPClassUID, Vr.UI, Uids.UltrasoundMultiFrameImageStorage)
                        .set(Tag.SOPInstanceUID, Vr.UI, sopInstanceUid)
                        .set(Tag.PatientID, Vr.LO, patientId),
                TransferSyntax.ExplicitVrLittleEndian);
    }
}
