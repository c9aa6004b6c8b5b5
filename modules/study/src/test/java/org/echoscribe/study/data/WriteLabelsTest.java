package org.echoscribe.study.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteLabelsTest {

    @Test
    void aTableReadBackIsTheSameDataSetWhereverItStands(@TempDir Path directory) throws IOException {
        Path original = directory.resolve("labels.csv");
        Files.writeString(original, """
                sop_instance_uid,study_instance_uid,view,reader,file
                1.2.1,1.2,A4C_LV,one,loops/a.dcm
                1.2.1,1.2,unclassifiable,two,loops/a.dcm
                1.2.2,1.2,A5C,one,loops/b.dcm
                """);
        DataSet read = DataSet.of(Labels.lines(original), Map.of(), original);
        Path copy = directory.resolve("part/test.csv");
        WriteLabels.to(copy, read);
        DataSet again = DataSet.of(Labels.lines(copy), Map.of(), copy);
        assertThat(again.readers()).isEqualTo(List.of("one", "two"));
        for (int i = 0; i < 2; i++) {
            assertThat(again.loops().get(i).readings())
                    .isEqualTo(read.loops().get(i).readings());
            assertThat(again.loops().get(i).file().toAbsolutePath().normalize())
                    .isEqualTo(read.loops().get(i).file().toAbsolutePath().normalize());
        }
    }
}
