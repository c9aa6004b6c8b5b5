package org.echoscribe.study.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes are a table of labels, or are refused with the line that is wrong. */
class LabelsFuzzTest {

    static Stream<byte[]> tables() {
        return Stream.of(
                        "\uFEFFsop_instance_uid,study_instance_uid,view,reader,file\n1.2,1,A4C_LV,a,x/1.dcm\n1.3,1,unclassifiable,b,\n",
                        "view,study_instance_uid,sop_instance_uid\r\n\"EV-PLAX\",1,1.2\r\n")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("tables")
    @FuzzTest(maxDuration = "10s")
    void anyBytesAreATableOrAreRefused(byte[] csv) throws IOException {
        Path table = Files.createTempFile("fuzzed", ".csv");
        Files.write(table, csv);
        try {
            assertThat(Labels.lines(table)).isNotEmpty();
            Labels.read(table);
        } catch (IOException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        } finally {
            Files.delete(table);
        }
    }
}
