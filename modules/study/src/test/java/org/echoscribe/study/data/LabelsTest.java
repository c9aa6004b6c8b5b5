package org.echoscribe.study.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsTest {

    private static final String HEADER = "sop_instance_uid,study_instance_uid,view,reader,file\n";

    @TempDir
    private Path directory;

    @Test
    void viewsAreReadByNameAndByClassCode() throws IOException {
        List<LabelledLoop> loops = read(HEADER + "1.2.1,1.2,A4C_LV,r1,a/1.dcm\n1.2.2,1.2,EV-SUBC,r1,2.dcm\n\n");
        assertThat(loops)
                .containsExactly(
                        new LabelledLoop("1.2.1", "1.2", View.A4C_LV, directory.resolve("a/1.dcm")),
                        new LabelledLoop("1.2.2", "1.2", View.SUBCOSTAL, directory.resolve("2.dcm")));
    }

    @Test
    void anUnknownViewIsNamedWithItsLine() {
        assertThatThrownBy(() -> read(HEADER + "1.2.1,1.2,A4C,r1,1.dcm\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("labels.csv:2")
                .hasMessageContaining("\"A4C\"")
                .hasMessageContaining("A4C_LV");
    }

    @Test
    void aLineWithAMissingColumnIsNamed() {
        assertThatThrownBy(() -> read(HEADER + "1.2.1,1.2,A4C_LV,r1\n"))
                .hasMessageContaining("labels.csv:2")
                .hasMessageContaining("5 columns");
    }

    @Test
    void aLoopLabelledTwiceByOneReaderIsRefused() {
        assertThatThrownBy(() -> read(HEADER + "1.2.1,1.2,A4C_LV,r1,1.dcm\n1.2.1,1.2,A2C,r1,1.dcm\n"))
                .hasMessageContaining("labels.csv:3")
                .hasMessageContaining("labelled twice");
    }

    @Test
    void theFirstReadersViewsCountAndWhatTheyCannotClassifyIsLeftOut() throws IOException {
        List<LabelledLoop> loops =
                read(HEADER + "1.2.1,1.2,A4C_LV,r1,1.dcm\n1.2.1,1.2,A5C,r2,1.dcm\n1.2.2,1.2,Unclassifiable,r1,2.dcm\n");
        assertThat(loops).extracting(LabelledLoop::view).containsExactly(View.A4C_LV);
    }

    @Test
    void aSpreadsheetsTableIsReadWhateverItsColumnsOrderQuotesAndByteOrderMark() throws IOException {
        List<LabelledLoop> loops = read("\uFEFFview,\"SOP_Instance_UID\",remark,study_instance_uid,file\r\n"
                + "A2C,1.2.1,\"dark, short\",1.2,\"a b.dcm\"\r\n");
        assertThat(loops).containsExactly(new LabelledLoop("1.2.1", "1.2", View.A2C, directory.resolve("a b.dcm")));
    }

    @Test
    void aLoopOfTwoStudiesAndACellThatIsNoUidAreRefused() {
        assertThatThrownBy(() -> read(HEADER + "1.2.1,1.2,A2C,r1,1.dcm\n1.2.1,1.3,A2C,r2,1.dcm\n"))
                .hasMessageContaining("labels.csv:3")
                .hasMessageContaining("belongs to the study 1.2");
        assertThatThrownBy(() -> read(HEADER + "Miller,1.2,A2C,r1,1.dcm\n"))
                .hasMessageContaining("labels.csv:2: sop_instance_uid is not a UID")
                .hasMessageNotContaining("Miller");
    }

    @Test
    void anotherHeaderIsRefused() {
        assertThatThrownBy(() -> read("file,view\n"))
                .hasMessageContaining("no column sop_instance_uid")
                .hasMessageContaining("header");
    }

    private List<LabelledLoop> read(String table) throws IOException {
        Path file = directory.resolve("labels.csv");
        Files.writeString(file, table);
        return Labels.read(file);
    }
}
